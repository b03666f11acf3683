import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { builtAssets, HUB_PARTS } from "./life/built-assets.ts";
import { TEAM } from "./life/change-record.ts";
import { HubTeam } from "./life/hub-team.ts";
import { runLife, type DoneStep, type FinalInbox } from "./life/run-life.ts";
import { runInForeground } from "./setup/run-in-foreground.mjs";

// `npm run life [-- --keep]`: leads a change record from its creation to its end in a fresh sample project, with three
// scripted agents in sessions of their own, a hub that answers their `qms`, and nobody at the keyboard. `--keep` leaves the
// project for looking at.
const INTERRUPTED = 130;

const root = resolve(import.meta.dirname, "..");
const { values } = parseArgs({ options: { keep: { type: "boolean", default: false } } });

const built = await runInForeground(process.execPath, [join(root, "scripts", "build.ts"), ...HUB_PARTS]);
process.exitCode = built === 0 ? await live() : built;
// A step that was interrupted waits for its answer still, and there is nobody to give it.
if (process.exitCode === INTERRUPTED) process.exit();

async function live(): Promise<number> {
  const interrupted = whenInterrupted();
  const folder = await realpath(await mkdtemp(join(tmpdir(), "quorum-life-")));
  try {
    const team = await HubTeam.start({ folder, assets: builtAssets(root), agents: TEAM });
    try {
      return (await Promise.race([lead(team), interrupted])) ?? INTERRUPTED;
    } finally {
      await team.close();
    }
  } finally {
    if (values.keep) console.log(`The project is in ${join(folder, "project")}.`);
    else await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Agents outlive whoever started them: told to end, we end them first. */
function whenInterrupted(): Promise<undefined> {
  return new Promise((resolveWith) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
      process.on(signal, () => resolveWith(undefined));
  });
}

async function lead(team: HubTeam): Promise<number> {
  console.log(row(["", "who", "does", "leaves it", "ms"]));
  let number = 0;
  const life = await runLife(team, (step) => console.log(row(cellsOf(step, (number += 1)))));
  const seconds = life.steps.reduce((sum, step) => sum + step.milliseconds, 0) / 1000;
  const count = `${life.steps.length} steps in ${seconds.toFixed(1)} s`;
  if (life.kind === "failed") {
    console.error(`\nStopped after ${count}: ${life.reason}`);
    return 1;
  }
  console.log(`\n${life.id} has lived its life: ${count}.\n`);
  for (const inbox of life.inboxes) showInbox(inbox);
  return 0;
}

function showInbox({ who, items }: FinalInbox): void {
  console.log(`In the inbox of ${who}: ${items.length === 0 ? "nothing" : ""}`.trimEnd());
  for (const { kind, title } of items.toSorted((one, other) => one.at - other.at))
    console.log(`    ${kind.padEnd(14)}${title}`);
}

function cellsOf({ who, does, state, milliseconds }: DoneStep, number: number): readonly string[] {
  return [String(number), who, does, state, milliseconds.toFixed(0)];
}

function row([number = "", who = "", does = "", state = "", time = ""]: readonly string[]): string {
  return `${number.padStart(2)}  ${who.padEnd(6)}  ${does.padEnd(22)}${state.padEnd(22)}${time.padStart(6)}`;
}
