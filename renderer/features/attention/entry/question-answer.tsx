import { useId, type FormEvent, type ReactNode } from "react";
import { useStore } from "zustand";
import { misfitOf } from "../../../../shared/link/questions.ts";
import { Button } from "../../../ui/button.tsx";
import type { Asked, AttentionCommands } from "../attention-commands.ts";
import type { AttentionStore } from "../attention-store.ts";
import { Denial } from "./denial.tsx";
import { QuestionFields } from "./question-fields.tsx";
import { draftsFor, NO_REPLY, repliesOf } from "../reply-draft.ts";
import styles from "./question-answer.module.css";

export interface QuestionAnswerProps {
  readonly entry: Asked;
  readonly store: AttentionStore;
  readonly commands: AttentionCommands;
  readonly isConnected: boolean;
  /** False for a moment after something has moved: then what is pressed may not be what was meant. */
  readonly isSettled: boolean;
  /** The way to where it can be answered as well. */
  readonly terminal: ReactNode;
}

/** All that an agent asks, to be answered together: from what is offered, or in the person's own words; or declined. */
export function QuestionAnswer(props: QuestionAnswerProps) {
  const { entry, store, commands, isConnected, isSettled, terminal } = props;
  const { agent, questions = [] } = entry;
  const drafts = draftsFor(
    questions,
    useStore(store, (state) => state.drafts.get(entry.id)),
  );
  const isDeclining = useStore(store, (state) => state.reasons.has(entry.id));
  const form = useId();
  const isAnswering = useStore(store, (state) => state.answering.has(entry.id));
  if (isAnswering) {
    return (
      <p className={styles.answering} role="status">
        answering…
      </p>
    );
  }
  const replies = repliesOf(drafts);
  const canSend = isSettled && !isDeclining && misfitOf(questions, replies) === undefined;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isConnected && canSend) void commands.reply(entry);
  };
  const isOne = questions.length === 1;
  const answered = replies.filter(({ chosen, words }) => chosen.length > 0 || words !== undefined).length;
  return (
    <div className={styles.answer}>
      <form id={form} className={styles.form} aria-label={`Answer ${agent}`} onSubmit={submit}>
        {questions.map((question, place) => (
          <QuestionFields
            key={question.question}
            question={question}
            draft={drafts[place] ?? NO_REPLY}
            onChange={(changed) => commands.draft(entry, drafts.with(place, changed))}
          />
        ))}
      </form>
      <footer className={styles.actions}>
        {!isOne && !isDeclining && (
          <span className={styles.count}>
            {answered} of {questions.length} answered
          </span>
        )}
        {!isDeclining && terminal}
        <Denial
          {...{ entry, store, commands, isConnected }}
          word="Decline"
          label={`Decline to answer ${agent}`}
        >
          <Button
            isSubmit
            isPrimary
            form={form}
            label={`Send the ${isOne ? "answer" : "answers"} to ${agent}`}
            isDisabled={!isConnected}
            isBusy={!canSend}
          >
            {isOne ? "Send answer" : "Send answers"}
          </Button>
        </Denial>
      </footer>
    </div>
  );
}
