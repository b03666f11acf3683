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
  type AttentionStore,
} from "./attention-store.ts";
import { draftsFor, repliesOf, type ReplyDraft } from "./reply-draft.ts";

export type Permission = Extract<Attention, { kind: "permission" }>;
export type Asked = Extract<Attention, { kind: "question" }>;

/** What a person does about what waits for them. What goes wrong is shown where it was asked for. */
export interface AttentionCommands {
  readonly allow: (entry: Permission) => Promise<void>;
  /** Denies, with the reason that was written. */
  readonly deny: (entry: Permission) => Promise<void>;
  /** Sends what was chosen and written, once it answers each question. */
  readonly reply: (entry: Asked) => Promise<void>;
  /** Takes something off the list that the person knows of now. */
  readonly dismiss: (entry: Attention) => Promise<void>;
  /** What is written as the reason of a denial; without it, the person does not deny after all. */
  readonly writeReason: (entry: Permission, reason: string | undefined) => void;
  /** What is chosen and written as answers to questions, in the order of these. */
  readonly draft: (entry: Asked, drafts: readonly ReplyDraft[]) => void;
}

export interface AttentionCommandsDependencies {
  readonly store: AttentionStore;
  /** Throws while there is no connection. */
  readonly client: () => HubClient;
}

export function attentionCommands({ store, client }: AttentionCommandsDependencies): AttentionCommands {
  const perform = async (entry: Attention, call: () => Promise<unknown>): Promise<void> => {
    if (store.getState().answering.has(entry.id)) return;
    store.setState((state) => withAnswering(state, entry.id), true);
    try {
      await call();
    } catch (error) {
      const sentence = isConflict(error) ? ANSWERED_ELSEWHERE : sentenceFor(error);
      store.setState((state) => withRefusal(state, entry, sentence), true);
    }
  };
  const answer = async (
    entry: Permission,
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
    dismiss: (entry) => perform(entry, () => client().attention.dismiss({ id: entry.id })),
    writeReason: (entry, reason) => store.setState((state) => withReason(state, entry.id, reason), true),
    draft: (entry, drafts) => store.setState((state) => withDraft(state, entry.id, drafts), true),
  };
}
