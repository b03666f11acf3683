import { own, responsesTo, type InteractiveSession } from "./session-state.ts";
import type { InteractiveTemplate, TemplateStep } from "./template.ts";

/** Which steps of a document are answered and which are not, a line each; the steps of a loop for each of its passes. */
export function progressText(session: InteractiveSession, template: InteractiveTemplate): string {
  const lines: string[] = ["Progress:"];
  const told = new Set<string>();
  for (const step of template.steps.values()) {
    const loop = step.loop === undefined ? undefined : template.loops.get(step.loop);
    if (loop === undefined) {
      lines.push(lineOf(session, step));
      continue;
    }
    // All of a loop is told where its first step stands, pass by pass, as it was gone through.
    if (told.has(loop.name)) continue;
    told.add(loop.name);
    const steps = loop.steps.flatMap((id) => template.steps.get(id) ?? []);
    const passes = own(session.loops, loop.name)?.iterations ?? 0;
    if (passes === 0) lines.push(...steps.map((inside) => `${lineOf(session, inside)} [${loop.name}]`));
    for (let pass = 1; pass <= passes; pass += 1) {
      lines.push(...steps.map((inside) => `${lineOf(session, inside, pass)} [${loop.name}.${pass}]`));
    }
  }
  return lines.join("\n");
}

function lineOf(session: InteractiveSession, step: TemplateStep, pass?: number): string {
  const key = pass === undefined ? step.id : `${step.id}.${pass}`;
  const isAnswered =
    step.kind === "gate" ? own(session.gates, key) !== undefined : responsesTo(session, key).length > 0;
  const commit = step.kind === "prompt" && step.isCommit ? " (commit)" : "";
  return `  [${isAnswered ? "x" : " "}] ${step.id}${commit}`;
}
