import { cleanBody, cleanLine } from "../text/clean-text.ts";
import { currentStep, type CurrentStep } from "./cursor.ts";
import { PLACEHOLDER } from "./placeholder-values.ts";
import { own, responsesTo, type InteractiveSession } from "./session-state.ts";
import type { InteractiveTemplate, TemplateStep } from "./template.ts";

const VALUE_CHARS = 500;

/** What `interact` shows of a document that is written by answering prompts: which it is, and what it asks next. */
export function interactText(session: InteractiveSession, template: InteractiveTemplate): string {
  return [
    `Document: ${cleanLine(session.doc_id, 100)}`,
    `Template: ${cleanLine(session.template, 100)} v${session.template_version}`,
    "",
    promptText(session, template),
  ].join("\n");
}

/** What is asked next. */
export function promptText(session: InteractiveSession, template: InteractiveTemplate): string {
  const current = currentStep(session, template);
  if (current === undefined) return "Document is COMPLETE. All prompts answered.";
  const { step, key, loop, iteration, returnsTo } = current;
  const guidance = guidanceOf(session, step, iteration);
  return [
    `--- Prompt: ${key} ---`,
    ...(returnsTo === undefined
      ? []
      : [`[AMENDMENT MODE — return to ${cleanLine(returnsTo, 100)} after response]`]),
    ...(loop === undefined ? [] : [`[Loop: ${loop}, Iteration: ${iteration}]`]),
    "",
    ...(guidance === "" ? [] : [guidance, ""]),
    ...(step.kind === "prompt" && step.isCommit ? ["[This prompt triggers an engine-managed commit]"] : []),
    ...(step.kind === "prompt" && step.default !== undefined
      ? [`[An empty answer means: ${cleanLine(step.default, VALUE_CHARS)}]`]
      : []),
    ...(step.kind === "gate" ? ["Respond with: yes or no"] : []),
    "---",
    "",
    ...hints(session, current),
  ].join("\n");
}

function hints({ doc_id: id }: InteractiveSession, { step, returnsTo }: CurrentStep): string[] {
  const command = `qms interact ${cleanLine(id, 100)}`;
  if (step.kind === "gate") return [`Answer: ${command} --respond yes   (or no)`];
  if (returnsTo !== undefined) {
    return [`Amend:  ${command} --respond "..." --reason "..."`, `Leave:  ${command} --cancel-goto`];
  }
  return [`Answer: ${command} --respond "..."`, `   or:  ${command} --file answer.md`];
}

/** What the author of a step is told, with what is known already in its places. */
export function guidanceOf(
  session: InteractiveSession,
  step: TemplateStep,
  iteration: number | undefined,
): string {
  const guidance = step.guidance.replace(PLACEHOLDER, (placeholder, id: string) => {
    if (id === "_n") return String(iteration ?? "");
    const key = iteration === undefined ? id : `${id}.${iteration}`;
    const response = responsesTo(session, key).at(-1) ?? responsesTo(session, id).at(-1);
    return response?.value ?? own(session.metadata, id) ?? placeholder;
  });
  return cleanBody(guidance).trim();
}
