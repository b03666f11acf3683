import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { CREATE, createdId, lifeOf, type Step } from "./change-record.ts";
import type { Team } from "./team.ts";

const STEP_TIMEOUT_MS = 60_000;

export interface DoneStep {
  readonly who: string;
  readonly does: string;
  /** How the change record stands after it. */
  readonly state: string;
  readonly milliseconds: number;
}

export type Life =
  | { readonly kind: "lived"; readonly id: string; readonly steps: readonly DoneStep[] }
  | { readonly kind: "failed"; readonly reason: string; readonly steps: readonly DoneStep[] };

/** Leads a change record of a project through its whole life, and stops at the first step that does not do what it should. */
export async function runLife(
  team: Team,
  project: string,
  onStep: (step: DoneStep) => void = () => {},
): Promise<Life> {
  const steps: DoneStep[] = [];
  try {
    const id = createdId(await run(CREATE, undefined));
    for (const step of lifeOf(id)) await run(step, id);
    return { kind: "lived", id, steps };
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    return { kind: "failed", reason: error.message, steps };
  }

  async function run(step: Step, known: string | undefined): Promise<string> {
    const began = performance.now();
    const member = team.member(step.who);
    const printed = await withinTime(member.ask(step.line));
    const fail = (reason: string): StepError =>
      new StepError(`${step.who}, ${step.does}: ${reason}\n\n${member.recentLines().join("\n")}`);
    if (printed === undefined) throw fail(`no answer within ${STEP_TIMEOUT_MS / 1000} seconds`);
    if (!printed.includes(step.shows)) throw fail(`"${step.shows}" was not shown`);
    const id = known ?? createdId(printed);
    const state = await stateOf(project, id);
    if (step.leaves !== undefined && state !== step.leaves)
      throw fail(`${id} is ${state}, and should be ${step.leaves}`);
    const done = { who: step.who, does: step.does, state, milliseconds: performance.now() - began };
    steps.push(done);
    onStep(done);
    return printed;
  }
}

class StepError extends Error {}

/** The status and version in a change record's own file. */
async function stateOf(project: string, id: string): Promise<string> {
  const text = await readFile(join(project, "QMS", ".meta", "CR", `${id}.json`), "utf8");
  const { status, version }: { readonly status?: unknown; readonly version?: unknown } = JSON.parse(text);
  return `${String(status)} ${String(version)}`;
}

async function withinTime<T>(work: Promise<T>): Promise<T | undefined> {
  const late = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => late.resolve(undefined), STEP_TIMEOUT_MS);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
