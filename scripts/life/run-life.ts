import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { InboxItem } from "../../shared/contract/inbox.ts";
import { CREATE, createdId, lifeOf, TEAM, type Step } from "./change-record.ts";
import type { Team } from "./team.ts";

const STEP_TIMEOUT_MS = 60_000;

export interface DoneStep {
  readonly who: string;
  readonly does: string;
  /** How the change record stands after it. */
  readonly state: string;
  readonly milliseconds: number;
}

/** What lies in somebody's inbox in the end. */
export interface FinalInbox {
  readonly who: string;
  readonly items: readonly InboxItem[];
}

export type Life =
  | {
      readonly kind: "lived";
      readonly id: string;
      readonly steps: readonly DoneStep[];
      readonly inboxes: readonly FinalInbox[];
    }
  | { readonly kind: "failed"; readonly reason: string; readonly steps: readonly DoneStep[] };

/** Leads a change record of a project through its whole life, and stops at the first step that does not do what it should. */
export async function runLife(team: Team, onStep: (step: DoneStep) => void = () => {}): Promise<Life> {
  const steps: DoneStep[] = [];
  try {
    const id = createdId(await run(CREATE, undefined));
    for (const step of lifeOf(id)) await run(step, id);
    const inboxes = await Promise.all(TEAM.map((who) => finalInboxOf(team, who)));
    return { kind: "lived", id, steps, inboxes };
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
    const state = await stateOf(team.project, id);
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

/** An inbox as a window shows it, once that is what lies in its folder. */
async function finalInboxOf(team: Team, who: string): Promise<FinalInbox> {
  const files = await readdir(join(team.project, ".claude", "users", who, "inbox"));
  const isAwaited = (shown: readonly InboxItem[]): boolean =>
    shown.length === files.length && shown.every(({ id }) => files.includes(`${id}.md`));
  const items = await withinTime(team.inboxOf(who, isAwaited));
  if (items !== undefined) return { who, items };
  throw new StepError(`The hub does not show what lies in the inbox of ${who}: ${files.join(", ")}.`);
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
