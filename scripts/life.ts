import { existsSync } from "node:fs";
import { cp, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { startProcessTeam } from "./life/process-team.ts";
import { runLife, type DoneStep } from "./life/run-life.ts";

// `npm run life [-- --keep --qms FILE]`: leads a change record from its creation to its end in a fresh copy of the
// sample project, with three scripted agents and nobody at the keyboard. `--keep` leaves the project for looking at, `--qms`
// names another program than the built one to stand behind the command.
const AGENTS = ["claude", "qa", "tu_ui"];

const root = resolve(import.meta.dirname, "..");
const { values } = parseArgs({
  options: { keep: { type: "boolean", default: false }, qms: { type: "string" } },
});
const qms = resolve(values.qms ?? join(root, "out", "cli", "qms.js"));

if (existsSync(qms)) process.exitCode = await live();
else {
  console.error(`There is no qms command at ${qms}. Run \`npm run build\` first.`);
  process.exitCode = 2;
}

async function live(): Promise<number> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "quorum-life-")));
  const project = join(folder, "project");
  await cp(join(root, "assets", "sample"), project, { recursive: true });
  const team = await startProcessTeam({ agents: AGENTS, project, commands: join(folder, "bin"), qms });
  try {
    console.log(row(["", "who", "does", "leaves it", "ms"]));
    let number = 0;
    const life = await runLife(team, project, (step) => console.log(row(cellsOf(step, (number += 1)))));
    const seconds = life.steps.reduce((sum, step) => sum + step.milliseconds, 0) / 1000;
    const count = `${life.steps.length} steps in ${seconds.toFixed(1)} s`;
    if (life.kind === "lived") console.log(`\n${life.id} has lived its life: ${count}.`);
    else console.error(`\nStopped after ${count}: ${life.reason}`);
    return life.kind === "lived" ? 0 : 1;
  } finally {
    await team.close();
    if (values.keep) console.log(`The project is in ${project}.`);
    else await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function cellsOf({ who, does, state, milliseconds }: DoneStep, number: number): readonly string[] {
  return [String(number), who, does, state, milliseconds.toFixed(0)];
}

function row([number = "", who = "", does = "", state = "", time = ""]: readonly string[]): string {
  return `${number.padStart(2)}  ${who.padEnd(6)}  ${does.padEnd(22)}${state.padEnd(22)}${time.padStart(6)}`;
}
