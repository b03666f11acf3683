import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { seededRandom, type SeededRandom } from "../../shared/base/seeded-random.test-support.ts";
import type { ProgramStage } from "./programs/program-stage.test-support.ts";
import { lineOf, type SessionHost, type TestHub } from "./session-host.test-support.ts";

const ESCAPE = "\u001b";
const WIPE = "\u0015";
/** What is asked for, and always denied: that it is there shows that a dialog was answered by something else. */
const FORBIDDEN = "allowed.txt";

/** An agent, its session and a hub, each of which may go at any time. */
interface Scene {
  readonly stage: ProgramStage;
  readonly random: SeededRandom;
  readonly ids: string[];
  /** What all hubs have seen. */
  output: string;
  host: SessionHost;
  hub: TestHub;
  words: number;
}

/** Runs so many schedules, some at a time: most of the time each of them waits. */
export async function runSchedules(
  seeds: readonly number[],
  width: number,
  run: (seed: number) => Promise<void>,
): Promise<void> {
  const left = [...seeds];
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (let seed = left.shift(); seed !== undefined; seed = left.shift()) {
      await run(seed).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  const said = failures.map((error) => (error instanceof Error ? error.message : String(error)));
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} of ${seeds.length} failed:\n${said.join("\n\n")}`);
}

export interface ScheduleLimits {
  readonly steps: number;
  /** It hangs when it takes longer. */
  readonly limitMs: number;
}

/**
 * Lets things happen at random: notices while it is stopped, starts, works, waits, ends, or has a line half written; hub,
 * session host and program killed. In the end each notice has been told once, none into a dialog and none into a line.
 */
export async function runSchedule(
  open: () => Promise<ProgramStage>,
  seed: number,
  { steps, limitMs }: ScheduleLimits,
): Promise<void> {
  const stage = await open();
  const host = await stage.agent.start();
  const random = seededRandom(seed);
  const scene: Scene = { stage, random, ids: [], output: "", host, hub: await host.hub(), words: 0 };
  const happened: string[] = [];
  const all = async (): Promise<void> => {
    await scene.hub.untilActivity("idle");
    for (let step = 0; step < steps; step += 1) await happen(scene, happened);
    await calmDown(scene, happened);
  };
  try {
    await withinLimit(all(), limitMs);
    const said = stage.said();
    const counts = scene.ids.map((id) => said.join("\n").split(lineOf(id)).length - 1);
    const about = `seed ${seed}: ${happened.join(", ")}`;
    expect(counts, about).toEqual(scene.ids.map(() => 1));
    expect(
      said.filter((text) => /half[\s\S]*Notice/.test(text)),
      about,
    ).toEqual([]);
    expect(`${scene.output}${scene.hub.output}`, about).not.toContain("Allowed");
    expect(existsSync(join(stage.agent.project, FORBIDDEN)), about).toBe(false);
  } catch (error) {
    const { activity, outcomes, visible } = scene.hub;
    const state = JSON.stringify({ activity, outcomes: [...outcomes] });
    throw new Error(`seed ${seed} after ${happened.join(", ")}: ${state}\n${visible}`, { cause: error });
  } finally {
    scene.hub.leave();
    await stage.dispose();
  }
}

async function withinLimit(work: Promise<void>, limitMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("It takes too long.")), limitMs);
  });
  try {
    await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

async function happen(scene: Scene, happened: string[]): Promise<void> {
  const { hub, random, stage } = scene;
  const isAsked = isWaiting(hub);
  const what = random.below(12);
  happened.push(STEPS[what] ?? "");
  switch (what) {
    case 0:
    case 1:
    case 2:
      return addNotice(scene);
    // A person who is asked says No, and types nothing else.
    case 3:
      return isAsked ? sayNo(hub) : hub.type("half");
    case 4:
      return isAsked ? sayNo(hub) : enter(scene, "say whole");
    case 5:
      if (isAsked) return sayNo(hub);
      await enter(scene, `permit touch ${FORBIDDEN}`);
      // It may still be said to be idle, or to end what it did before: whoever types on would answer what is asked then.
      return hub.untilActivity("waiting");
    case 6:
      return isAsked ? undefined : enter(scene, "run 0.3");
    case 7:
      return hub.until(({ activity }) => activity?.kind === "waiting" || activity?.kind === "idle");
    case 8:
      leave(scene);
      scene.hub = await scene.host.hub();
      return scene.hub.until(({ activity }) => activity !== undefined);
    case 9:
      await scene.host.kill();
      return restart(scene);
    case 10:
      process.kill(hub.programPid ?? 0, "SIGKILL");
      // While it ends.
      if (random.below(2) === 0) addNotice(scene);
      await scene.host.ended();
      return restart(scene);
    default:
      if (isAsked) return sayNo(hub);
      await hub.until(({ activity }) => activity?.kind === "waiting" || activity?.kind === "idle");
      if (isWaiting(hub)) return sayNo(hub);
      await enter(scene, stage.exitWords, "");
      if (random.below(2) === 0) addNotice(scene);
      await Promise.race([scene.host.ended(), hub.untilActivity("waiting")]);
      return isWaiting(hub) ? sayNo(hub) : restart(scene);
  }
}

const STEPS = [
  ...["notice", "notice", "notice", "half", "whole", "permit", "run", "settle", "new hub", "kill session"],
  ...["kill program", "exit"],
];

function isWaiting({ activity }: TestHub): boolean {
  return activity?.kind === "waiting";
}

function addNotice({ hub, ids }: Scene): void {
  ids.push(`n${ids.length}`);
  hub.notices(...ids);
}

/** A dialog does not take keys in the first moments. */
async function sayNo(hub: TestHub): Promise<void> {
  await hub.until(({ activity, visible }) => activity?.kind !== "waiting" || /❯ 1\. Yes/.test(visible));
  await new Promise((resolve) => setTimeout(resolve, 500));
  if (hub.activity?.kind !== "waiting") return;
  hub.type(ESCAPE);
  await hub.until(({ activity }) => activity?.kind !== "waiting");
}

/** A person writes a line in place of what is there, sees it, and enters it, unless something is asked meanwhile. */
async function enter(scene: Scene, words: string, mark = ` ${scene.words}`): Promise<void> {
  const { hub } = scene;
  scene.words += 1;
  const line = mark === "" || words.startsWith("run") ? words : `${words}${mark}`;
  hub.type(WIPE);
  hub.type(line);
  await hub.until(({ activity, visible }) => activity?.kind === "waiting" || visible.includes(line));
  if (hub.activity?.kind !== "waiting") hub.type("\r");
}

function leave(scene: Scene): void {
  scene.output += scene.hub.output;
  scene.hub.leave();
}

async function restart(scene: Scene): Promise<void> {
  leave(scene);
  // While it is stopped.
  if (scene.random.below(2) === 0) scene.ids.push(`n${scene.ids.length}`);
  scene.host = await scene.stage.agent.start();
  scene.hub = await scene.host.hub();
  // While it starts.
  if (scene.random.below(2) === 0) addNotice(scene);
  await scene.hub.untilActivity("idle");
}

/** Whatever is asked is answered with No, what is written is wiped away, and all is told. */
async function calmDown(scene: Scene, happened: string[]): Promise<void> {
  const { hub, ids, stage } = scene;
  const isTold = (): boolean => ids.every((id) => hub.outcomes.get(id)?.kind === "announced");
  happened.push("calm down");
  hub.notices(...ids);
  while (!isTold()) {
    await untilIdle(hub);
    hub.type(WIPE);
    await hub.until((each) => isWaiting(each) || isTold());
  }
  happened.push("last words");
  // A program may tell what was said to it with the next thing that is said.
  while (!stage.said().some((text) => text.includes("say the end"))) {
    await untilIdle(hub);
    await enter(scene, "say the end");
    await hub.until(({ activity }) => activity?.kind === "waiting" || activity?.kind === "idle");
  }
  await untilIdle(hub);
}

/** Lets it work, and says No to what it asks. */
async function untilIdle(hub: TestHub): Promise<void> {
  for (;;) {
    await hub.until(({ activity }) => activity?.kind === "waiting" || activity?.kind === "idle");
    if (!isWaiting(hub)) return;
    await sayNo(hub);
  }
}
