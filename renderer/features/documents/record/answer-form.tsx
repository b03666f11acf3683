import { useId, useRef, useState, type FormEvent, type KeyboardEvent } from "react";
import type { RecordStepView } from "../../../../shared/contract/qms-document.ts";
import type { InteractAction } from "../../../../shared/qms/request.ts";
import { Button } from "../../../ui/button.tsx";
import { Field, Refusal } from "../form/field.tsx";
import { answerProblem } from "./record-words.ts";
import styles from "./record.module.css";

/** Longer answers are none that a person types, and the engine's request has no room for them. */
const MOST_CHARS = 200_000;

export interface AnswerFormProps {
  readonly step: RecordStepView;
  readonly title: string;
  /** Where it goes on after an amendment; nothing where this is none. */
  readonly returnsTo: string | undefined;
  readonly needsReason: boolean;
  readonly isConnected: boolean;
  readonly draft: string | undefined;
  readonly onDraft: (text: string) => void;
  /** Resolves with why it was refused; nothing where it was done. */
  readonly onTake: (action: InteractAction) => Promise<string | undefined>;
}

/** What a record asks now, to be answered. What is typed stays until it is recorded. */
export function AnswerForm(props: AnswerFormProps) {
  const { step, title, returnsTo, needsReason, isConnected, draft, onDraft, onTake } = props;
  const before = step.answers.at(-1);
  const [text, setText] = useState(draft ?? (before === undefined || before.isCut ? "" : before.value));
  const [reason, setReason] = useState("");
  const [isTried, setIsTried] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const form = useRef<HTMLFormElement>(null);
  const hint = useId();
  const problems = answerProblem(step, text, needsReason ? reason : undefined);
  const take = async (action: InteractAction): Promise<void> => {
    if (isBusy || !isConnected) return;
    setIsBusy(true);
    const refused = await onTake(action);
    setIsBusy(false);
    setRefusal(refused);
  };
  const type = (typed: string): void => {
    setText(typed);
    onDraft(typed);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setIsTried(true);
    if (problems.answer !== undefined || problems.reason !== undefined) return;
    void take({ kind: "respond", value: text, ...(needsReason && { reason: reason.trim() }) });
  };
  const sendByKey = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.current?.requestSubmit();
  };
  if (step.kind === "gate") {
    return (
      <div className={styles.form} role="group" aria-label={`Answer: ${title}`}>
        {refusal !== undefined && <Refusal>{refusal}</Refusal>}
        <div className={styles.buttons}>
          {(["yes", "no"] as const).map((value) => (
            <Button
              key={value}
              label={`${value === "yes" ? "Yes" : "No"}: ${title}`}
              isBusy={isBusy}
              isDisabled={!isConnected}
              onPress={() => void take({ kind: "respond", value })}
            >
              {value === "yes" ? "Yes" : "No"}
            </Button>
          ))}
        </div>
      </div>
    );
  }
  return (
    <form
      ref={form}
      className={styles.form}
      noValidate
      aria-label={`Answer: ${title}`}
      onSubmit={submit}
      onKeyDown={sendByKey}
    >
      <Field label="Answer" problem={isTried ? problems.answer : undefined}>
        {(ids) => (
          <textarea
            {...ids}
            data-answer
            maxLength={MOST_CHARS}
            value={text}
            placeholder={step.default === undefined ? undefined : `Empty means: ${step.default}`}
            onChange={(event) => type(event.target.value)}
          />
        )}
      </Field>
      {needsReason && (
        <Field label="Why the answer changes" problem={isTried ? problems.reason : undefined}>
          {(ids) => (
            <input
              {...ids}
              maxLength={2000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
      )}
      {step.isCommit && (
        <small id={hint} className={styles.quiet}>
          Where the project asks for it, its state is committed as evidence with this answer.
        </small>
      )}
      {refusal !== undefined && <Refusal>{refusal}</Refusal>}
      <div className={styles.buttons}>
        <Button isPrimary isSubmit isBusy={isBusy} isDisabled={!isConnected}>
          {returnsTo === undefined ? "Answer" : "Amend"}
        </Button>
        {step.default !== undefined && !needsReason && (
          <Button
            label={`Skip: ${title}`}
            isBusy={isBusy}
            isDisabled={!isConnected}
            onPress={() => void take({ kind: "respond", value: "" })}
          >
            Skip
          </Button>
        )}
        {returnsTo !== undefined && (
          <Button
            isBusy={isBusy}
            isDisabled={!isConnected}
            onPress={() => void take({ kind: "cancel-goto" })}
          >
            Leave it as it was
          </Button>
        )}
        <FileButton onText={type} onFailed={setRefusal} />
      </div>
    </form>
  );
}

/** Takes the text of a file as the answer; it can be changed before it is sent. */
function FileButton({
  onText,
  onFailed,
}: {
  readonly onText: (text: string) => void;
  readonly onFailed: (sentence: string) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const read = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    try {
      const text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
      if (text.length > MOST_CHARS) onFailed(`${file.name} is too long for an answer.`);
      else onText(text);
    } catch {
      onFailed(`${file.name} could not be read as text. Choose a text file.`);
    }
  };
  return (
    <>
      <Button onPress={() => input.current?.click()}>From a file…</Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label="File with the answer"
        onChange={(event) => {
          void read(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
    </>
  );
}
