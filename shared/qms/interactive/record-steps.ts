import { currentStep, type CurrentStep } from "./cursor.ts";
import { guidanceOf } from "./prompt-text.ts";
import { own, responsesTo, type InteractiveSession, type PromptResponse } from "./session-state.ts";
import type { InteractiveTemplate, TemplateStep } from "./template.ts";

/** One step of a record as its author sees it: what it asks, and all that was answered, the last in force. */
export interface RecordStep {
  readonly step: TemplateStep;
  /** What its answer is kept under. */
  readonly key: string;
  readonly pass: number | undefined;
  readonly guidance: string;
  readonly answers: readonly PromptResponse[];
  readonly gate: "yes" | "no" | undefined;
}

/** A record's steps, and the one that it asks now; that is missing where all are answered. */
export interface RecordSteps {
  readonly steps: readonly RecordStep[];
  readonly current: CurrentStep | undefined;
}

/** All steps of a record in the order in which they are gone through, those of a loop pass by pass. */
export function recordSteps(session: InteractiveSession, template: InteractiveTemplate): RecordSteps {
  const steps: RecordStep[] = [];
  const told = new Set<string>();
  for (const step of template.steps.values()) {
    const loop = step.loop === undefined ? undefined : template.loops.get(step.loop);
    if (loop === undefined) {
      steps.push(recordStep(session, step, undefined));
      continue;
    }
    // All of a loop stands where its first step does.
    if (told.has(loop.name)) continue;
    told.add(loop.name);
    const inside = loop.steps.flatMap((id) => template.steps.get(id) ?? []);
    const passes = Math.max(1, own(session.loops, loop.name)?.iterations ?? 0);
    for (let pass = 1; pass <= passes; pass += 1)
      steps.push(...inside.map((one) => recordStep(session, one, pass)));
  }
  return { steps, current: currentStep(session, template) };
}

function recordStep(session: InteractiveSession, step: TemplateStep, pass: number | undefined): RecordStep {
  const key = pass === undefined ? step.id : `${step.id}.${String(pass)}`;
  return {
    step,
    key,
    pass,
    guidance: guidanceOf(session, step, pass),
    answers: step.kind === "prompt" ? responsesTo(session, key) : [],
    gate: step.kind === "gate" ? own(session.gates, key)?.value : undefined,
  };
}
