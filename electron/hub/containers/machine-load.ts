import { cpus, freemem, totalmem } from "node:os";
import type { MachineLoad } from "../../../shared/contract/containers.ts";
import type { Clock } from "../policies/clock.ts";

/** The first figure needs two looks, and whoever looks waits for it. */
const FIRST_MS = 500;
const NEXT_MS = 4000;

/** How long the processors of a machine were at work and at rest, all together, since it started. */
export interface ProcessorTimes {
  readonly busy: number;
  readonly idle: number;
  readonly count: number;
}

/** What is asked of the system. */
export interface Machine {
  readonly processors: () => ProcessorTimes;
  readonly memory: () => MachineLoad["memory"];
}

export const thisMachine: Machine = {
  processors: () => {
    const all = cpus();
    const sum = (pick: (times: (typeof all)[number]["times"]) => number): number =>
      all.reduce((before, { times }) => before + pick(times), 0);
    const busy = sum(({ user, nice, sys, irq }) => user + nice + sys + irq);
    return { busy, idle: sum(({ idle }) => idle), count: all.length };
  },
  memory: () => ({ used: Math.max(0, totalmem() - freemem()), total: totalmem() }),
};

/** How much of the machine is used, every few seconds for as long as somebody reads. */
export async function* machineLoads(
  machine: Machine,
  clock: Clock,
  signal: AbortSignal,
): AsyncGenerator<MachineLoad, void, void> {
  let before = machine.processors();
  for (let wait = FIRST_MS; ; wait = NEXT_MS) {
    await passed(clock, wait, signal);
    if (signal.aborted) return;
    const now = machine.processors();
    yield {
      at: clock.now(),
      cpu: shareBetween(before, now),
      processors: now.count,
      memory: machine.memory(),
    };
    before = now;
  }
}

/** How much of the time the processors were at work; some systems count backwards once in a while. */
function shareBetween(before: ProcessorTimes, now: ProcessorTimes): number {
  const busy = Math.max(0, now.busy - before.busy);
  const all = busy + Math.max(0, now.idle - before.idle);
  return all === 0 ? 0 : Math.min(1, busy / all);
}

function passed(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      timer.dispose();
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = clock.after(ms, done);
    signal.addEventListener("abort", done, { once: true });
  });
}
