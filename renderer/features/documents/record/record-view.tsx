import { useEffect, useRef, useState } from "react";
import type { DocumentRecord } from "../../../../shared/contract/qms-document.ts";
import { PERSON } from "../../../../shared/qms/group.ts";
import type { InteractAction } from "../../../../shared/qms/request.ts";
import { Button } from "../../../ui/button.tsx";
import { countText } from "../../../ui/count-text.ts";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { Markdown } from "../../../ui/markdown/markdown.tsx";
import { Progress } from "../../../ui/progress.tsx";
import type { DocumentCommands } from "../document-commands.ts";
import { Refusal } from "../form/field.tsx";
import { AnswerForm } from "./answer-form.tsx";
import type { AnswerDrafts } from "./answer-drafts.ts";
import { ReasonForm } from "./reason-form.tsx";
import { closedLoops, progressSentence, stateOf, stepTitle, titleOfKey, whoAnswers } from "./record-words.ts";
import { StepPart } from "./step-part.tsx";
import styles from "./record.module.css";

export interface RecordViewProps {
  readonly id: string;
  readonly record: DocumentRecord;
  readonly drafts: AnswerDrafts;
  readonly isConnected: boolean;
  /** Whether the person has just asked to answer it: then the field has the focus. */
  readonly isAsked: boolean;
  readonly perform: DocumentCommands["perform"];
  /** Something was recorded: what is known of the document is asked for again. */
  readonly onTaken: () => void;
  readonly isDocument: (id: string) => boolean;
  readonly onOpenDocument: (id: string) => void;
}

/** A document that is written by answering prompts: its steps, what is asked now, and what its text becomes. */
export function RecordView(props: RecordViewProps) {
  const { id, record, drafts, isConnected, isAsked, perform, onTaken } = props;
  const { current, steps, stepCount, problem } = record;
  const [said, setSaid] = useState("");
  const list = useRef<HTMLOListElement>(null);
  /** Of which record what is asked had its answer: what the next one asks gets the focus, and not what others answer. */
  const answered = useRef<DocumentRecord | "none" | undefined>(isAsked ? "none" : undefined);
  const isOwn = record.author === PERSON;
  const asked = current?.key;
  useEffect(() => {
    if (answered.current === undefined || answered.current === record) return;
    answered.current = undefined;
    const step = list.current?.querySelector<HTMLElement>('[aria-current="step"]');
    step?.querySelector<HTMLElement>("textarea, [role=group] button")?.focus();
    step?.scrollIntoView({ block: "nearest" });
  }, [record]);
  const take = async (action: InteractAction): Promise<string | undefined> => {
    const result = await perform({ kind: "interact", id, action });
    if (result.kind === "refused") return result.sentence;
    if (action.kind === "respond" && asked !== undefined) drafts.keep(id, asked, "");
    setSaid(result.text.split("\n", 1)[0] ?? "");
    answered.current = record;
    onTaken();
    return undefined;
  };
  if (problem !== undefined) {
    return (
      <EmptyState
        icon="warning"
        title="Its prompts cannot be shown"
        actions={<Button onPress={onTaken}>Try again</Button>}
      >
        {problem}
      </EmptyState>
    );
  }
  const who = whoAnswers(record);
  const canStep = isOwn && isConnected;
  return (
    <div className={styles.record}>
      <div className={styles.top}>
        <Progress label="Answered prompts" done={record.answered} all={stepCount} />
        <span>{progressSentence(record)}</span>
        <span className={styles.quiet}>{record.template}</span>
      </div>
      {who !== undefined && <p className={styles.note}>{who}</p>}
      <p className={styles.said} role="status">
        {said}
      </p>
      {steps.length < stepCount && (
        <p
          className={styles.note}
        >{`Of ${countText(stepCount)} prompts those around the open one are shown.`}</p>
      )}
      <ol ref={list} className={styles.steps} aria-label="Prompts">
        {steps.map((step) => (
          <StepPart
            key={step.key}
            step={step}
            state={stateOf(step, record)}
            canAmend={canStep && step.kind === "prompt" && step.answers.length > 0 && step.key !== asked}
            isConnected={isConnected}
            onAmend={(reason) => take({ kind: "goto", prompt: step.key, reason })}
            form={
              isOwn && current !== undefined && step.key === asked ? (
                <>
                  {current.returnsTo !== undefined && (
                    <p className={styles.note}>
                      {`You amend this answer. It goes on at: ${titleOfKey(record, current.returnsTo)}.`}
                    </p>
                  )}
                  <AnswerForm
                    // Another amendment of the same step begins with the answer that is in force then.
                    key={`${step.key} ${String(step.answers.length)}`}
                    step={step}
                    title={stepTitle(step)}
                    returnsTo={current.returnsTo}
                    needsReason={current.needsReason}
                    isConnected={isConnected}
                    draft={drafts.read(id, step.key)}
                    onDraft={(text) => drafts.keep(id, step.key, text)}
                    onTake={take}
                  />
                </>
              ) : undefined
            }
          />
        ))}
      </ol>
      {isOwn &&
        closedLoops(record).map((loop) => (
          <AnotherPass key={loop} loop={loop} isConnected={isConnected} onTake={take} />
        ))}
      <Compiled {...props} isOwn={isOwn} />
    </div>
  );
}

interface AnotherPassProps {
  readonly loop: string;
  readonly isConnected: boolean;
  readonly onTake: (action: InteractAction) => Promise<string | undefined>;
}

/** Goes through the steps of a loop once more, for a reason. */
function AnotherPass({ loop, isConnected, onTake }: AnotherPassProps) {
  const [isOpen, setIsOpen] = useState(false);
  if (!isOpen) {
    return (
      <p className={styles.more}>
        <Button
          isDisabled={!isConnected}
          onPress={() => setIsOpen(true)}
        >{`Another pass of ${loop}…`}</Button>
      </p>
    );
  }
  return (
    <ReasonForm
      title={`Another pass of ${loop}`}
      verb="Begin it"
      isConnected={isConnected}
      onSubmit={async (reason) => {
        const refused = await onTake({ kind: "reopen", loop, reason });
        if (refused === undefined) setIsOpen(false);
        return refused;
      }}
      onCancel={() => setIsOpen(false)}
    />
  );
}

/** What the answers become as a text, made when it is wanted. */
function Compiled(props: RecordViewProps & { readonly isOwn: boolean }) {
  const { id, record, isConnected, isOwn, perform, isDocument, onOpenDocument } = props;
  const [text, setText] = useState<{ readonly of: DocumentRecord; readonly text: string }>();
  const [refusal, setRefusal] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  if (!isOwn) return null;
  const compile = async (): Promise<void> => {
    setIsBusy(true);
    const result = await perform({ kind: "interact", id, action: { kind: "compile" } });
    setIsBusy(false);
    if (result.kind === "refused") return setRefusal(result.sentence);
    setRefusal(undefined);
    setText({ of: record, text: withoutHead(result.text) });
  };
  return (
    <section className={styles.compiled} aria-label="What it becomes">
      <div className={styles.buttons}>
        <Button isBusy={isBusy} isDisabled={!isConnected} onPress={() => void compile()}>
          {text === undefined ? "Show what it becomes" : "Make it anew"}
        </Button>
        {text !== undefined && <Button onPress={() => setText(undefined)}>Hide</Button>}
        {text !== undefined && text.of !== record && (
          <span className={styles.quiet}>Something was answered since.</span>
        )}
      </div>
      {refusal !== undefined && <Refusal>{refusal}</Refusal>}
      {text !== undefined && (
        <article className={styles.text} aria-label="The text that the answers make">
          <Markdown text={text.text} isDocument={isDocument} onOpenDocument={onOpenDocument} />
        </article>
      )}
    </section>
  );
}

function withoutHead(text: string): string {
  return text.replace(/^---\r?\n[\s\S]*?\r?\n---\r?\n?/, "");
}
