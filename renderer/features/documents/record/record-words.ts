import type { DocumentRecord, RecordStepView } from "../../../../shared/contract/qms-document.ts";
import { PERSON } from "../../../../shared/qms/group.ts";
import { countText } from "../../../ui/count-text.ts";

/** What a step is called: its id in words, and in which pass of a loop it stands. */
export function stepTitle({ id, pass }: Pick<RecordStepView, "id" | "pass">): string {
  const words = id.replaceAll(/[_-]+/g, " ").trim();
  const title = words === "" ? id : words.charAt(0).toUpperCase() + words.slice(1);
  return pass === undefined ? title : `${title}, pass ${String(pass)}`;
}

/** The name of the step that stands under a key. */
export function titleOfKey({ steps }: DocumentRecord, key: string): string {
  if (key === "__end__") return "the end";
  const step = steps.find((one) => one.key === key) ?? steps.find((one) => one.id === key);
  return step === undefined ? key : stepTitle(step);
}

export type StepState = "now" | "answered" | "open";

export function stateOf(step: RecordStepView, { current }: DocumentRecord): StepState {
  if (current?.key === step.key) return "now";
  return step.answers.length > 0 || step.gate !== undefined ? "answered" : "open";
}

/** Who can answer it now, in a sentence; nothing where it is the person. */
export function whoAnswers({ author, current }: DocumentRecord): string | undefined {
  if (author === PERSON) return undefined;
  if (author !== undefined) return `${author} answers it. You can read what is there so far.`;
  return current === undefined
    ? "It is checked in. Check it out to amend an answer."
    : "It is checked in. Check it out to answer what is open.";
}

/** How far it is, in a sentence. */
export function progressSentence({ answered, stepCount, current }: DocumentRecord): string {
  const all = `${countText(answered)} of ${countText(stepCount)} answered`;
  return current === undefined ? `${all}. All that it asks is answered.` : all;
}

/** Loops that can be gone through once more. */
export function closedLoops({ loops, current }: DocumentRecord): readonly string[] {
  // The engine lets nobody begin another pass in the middle of an amendment.
  if (current?.returnsTo !== undefined) return [];
  return loops.filter(({ isClosed }) => isClosed).map(({ name }) => name);
}

/** What keeps an answer from being sent, where something does. */
export function answerProblem(
  step: RecordStepView,
  text: string,
  reason: string | undefined,
): { readonly answer?: string; readonly reason?: string } {
  return {
    ...(text.trim() === "" && step.default === undefined && { answer: "Write an answer." }),
    ...(reason !== undefined && reason.trim() === "" && { reason: "Say why the answer changes." }),
  };
}
