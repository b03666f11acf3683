import type { HubClient } from "../../../../shared/contract/contract.ts";
import { PERSON } from "../../../../shared/qms/group.ts";
import { sentenceFor } from "../../../connection/call-failure.ts";
import { withDraft, type ComposeStore } from "../draft/compose-store.ts";
import { problemOf } from "../draft/draft.ts";
import { sentItem, withLetter, type Letter, type Outbox } from "./outbox.ts";

/** What a person does with what they have written. */
export interface ComposeCommands {
  /** Sends what is seen to each of its recipients. */
  readonly send: () => Promise<void>;
  /** Sends once more to one whom it did not reach. */
  readonly retry: (to: string) => Promise<void>;
  /** Sends to nobody else of those whose turn has not come; whom it has reached it has reached. */
  readonly stop: () => void;
}

export interface ComposeCommandsDependencies {
  readonly store: ComposeStore;
  /** Throws while there is no connection. */
  readonly client: () => HubClient;
  readonly now: () => number;
}

export function composeCommands({ store, client, now }: ComposeCommandsDependencies): ComposeCommands {
  const mark = (to: string, state: Letter["state"]): void =>
    store.setState(({ outbox }) => (outbox === undefined ? {} : { outbox: withLetter(outbox, to, state) }));

  /** Whom a message has reached is taken off its draft at once: nobody gets it twice, whatever happens. */
  const takeOff = (draftId: string, to: string): void =>
    store.setState((state) => {
      const draft = state.drafts.get(draftId);
      if (draft === undefined) return state;
      const left = draft.to.filter((name) => name !== to);
      const rest = { ...draft, to: left, changedAt: now() };
      const drafts = new Map(state.drafts);
      if (left.length === 0) drafts.delete(draftId);
      else drafts.set(draftId, rest);
      return { ...state, drafts, current: state.current.id === draftId ? rest : state.current };
    }, true);

  /** Whose sending was stopped. */
  let stopped: string | undefined;

  const deliver = async ({ draft, subject, body }: Outbox, recipient: string): Promise<void> => {
    mark(recipient, { kind: "sending" });
    try {
      const { text } = await client().qms.perform({
        user: PERSON,
        request: { kind: "message", recipient, subject, body },
      });
      takeOff(draft, recipient);
      mark(recipient, { kind: "sent", item: sentItem(text) ?? "" });
    } catch (error) {
      mark(recipient, { kind: "failed", sentence: sentenceFor(error) });
    }
  };

  return {
    send: async () => {
      const { current, outbox: before } = store.getState();
      if (problemOf(current) !== undefined || before !== undefined) return;
      const { id, to, subject, body } = current;
      const letters = to.map((name): Letter => ({ to: name, state: { kind: "sending" } }));
      const outbox: Outbox = { draft: id, subject: subject.trim(), body, letters };
      store.setState((state) => ({ ...withDraft(state, current), outbox }), true);
      // One after another: the QMS takes one at a time, and their order in the list is that of the sending.
      stopped = undefined;
      for (const name of to) {
        if (stopped === id) mark(name, { kind: "held" });
        else await deliver(outbox, name);
      }
    },
    retry: async (to) => {
      const { outbox } = store.getState();
      const letter = outbox?.letters.find((one) => one.to === to);
      const { kind } = letter?.state ?? {};
      if (outbox === undefined || (kind !== "failed" && kind !== "held")) return;
      await deliver(outbox, to);
    },
    stop: () => {
      stopped = store.getState().outbox?.draft;
    },
  };
}
