import type { Attention } from "../../../shared/contract/attention.ts";
import type { HubClient } from "../../../shared/contract/contract.ts";
import { misfitOf } from "../../../shared/link/questions.ts";
import { isConflict, sentenceFor } from "../../connection/call-failure.ts";
import {
  ANSWERED_ELSEWHERE,
  withAnswering,
  withDraft,
  withReason,
  withRefusal,
  withRestored,
  type AttentionStore,
} from "./attention-store.ts";
import { attentionTitle } from "./attention-words.ts";
import { draftsFor, repliesOf, type ReplyDraft } from "./reply-draft.ts";

export type Permission = Extract<Attention, { kind: "permission" }>;
export type Asked = Extract<Attention, { kind: "question" }>;

/** What a person does about what waits for them. What goes wrong is shown where it was asked for. */
export interface AttentionCommands {
  readonly allow: (entry: Permission) => Promise<void>;
  /** Denies a permission, or declines to answer, with the reason that was written. */
  readonly deny: (entry: Permission | Asked) => Promise<void>;
  /** Sends what was chosen and written, once it answers each question. */
  readonly reply: (entry: Asked) => Promise<void>;
  /** Takes something off the list that the person knows of now. */
  readonly dismiss: (entry: Attention) => Promise<void>;
  /** Brings back what was dismissed last. */
  readonly restore: () => Promise<void>;
  /** Nothing is to be said any more of what was dismissed last. */
  readonly forgetUndo: () => void;
  /** What is written as the reason of a denial; without it, the person does not deny after all. */
  readonly writeReason: (entry: Permission | Asked, reason: string | undefined) => void;
  /** What is chosen and written as answers to questions, in the order of these. */
  readonly draft: (entry: Asked, drafts: readonly ReplyDraft[]) => void;
}

export interface AttentionCommandsDependencies {
  readonly store: AttentionStore;
  /** Throws while there is no connection. */
  readonly client: () => HubClient;
}

export function attentionCommands({ store, client }: AttentionCommandsDependencies): AttentionCommands {
  const perform = async (entry: Attention, call: () => Promise<unknown>): Promise<boolean> => {
    if (store.getState().answering.has(entry.id)) return false;
    store.setState((state) => withAnswering(state, entry.id), true);
    try {
      await call();
      return true;
    } catch (error) {
      const sentence = isConflict(error) ? ANSWERED_ELSEWHERE : sentenceFor(error);
      store.setState((state) => withRefusal(state, entry, sentence), true);
      return false;
    }
  };
  const answer = async (
    entry: Permission | Asked,
    decision: { readonly decision: "allow" | "deny"; readonly message?: string },
  ): Promise<void> => {
    const { agent, ask } = entry;
    if (ask !== undefined) await perform(entry, () => client().agents.answer({ agent, ask, ...decision }));
  };
  return {
    allow: (entry) => answer(entry, { decision: "allow" }),
    deny: (entry) => {
      const message = store.getState().reasons.get(entry.id)?.trim() ?? "";
      return answer(entry, { decision: "deny", ...(message === "" ? {} : { message }) });
    },
    reply: async (entry) => {
      const { agent, ask, questions = [] } = entry;
      const replies = repliesOf(draftsFor(questions, store.getState().drafts.get(entry.id)));
      if (ask === undefined || misfitOf(questions, replies) !== undefined) return;
      await perform(entry, () => client().agents.answer({ agent, ask, decision: "reply", replies }));
    },
    dismiss: async (entry) => {
      const { id } = entry;
      if (await perform(entry, () => client().attention.dismiss({ id })))
        store.setState({ undo: { id, title: attentionTitle(entry) } });
    },
    restore: async () => {
      const id = store.getState().undo?.id;
      if (id === undefined) return;
      const refusal = await refusalOf(() => client().attention.restore({ id }));
      store.setState((state) => withRestored(state, id, refusal), true);
    },
    forgetUndo: () => store.setState({ undo: undefined }),
    writeReason: (entry, reason) => store.setState((state) => withReason(state, entry.id, reason), true),
    draft: (entry, drafts) => store.setState((state) => withDraft(state, entry.id, drafts), true),
  };
}

/** Why a call was refused; nothing where it was not. */
async function refusalOf(call: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await call();
    return undefined;
  } catch (error) {
    return sentenceFor(error);
  }
}
