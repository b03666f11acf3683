import { describe, expect, it } from "vitest";
import { MachineLoad } from "../../../shared/contract/containers.ts";
import { TestClock } from "../policies/test-clock.test-support.ts";
import { machineLoads, thisMachine, type Machine, type ProcessorTimes } from "./machine-load.ts";

const MEMORY = { used: 2, total: 8 };

/** A machine whose processors have been at work and at rest for so long, one look after the other. */
function machineOf(looks: readonly (readonly [busy: number, idle: number])[]): Machine {
  let look = 0;
  return {
    processors: (): ProcessorTimes => {
      const [busy = 0, idle = 0] = looks[Math.min(look, looks.length - 1)] ?? [];
      look += 1;
      return { busy, idle, count: 2 };
    },
    memory: () => MEMORY,
  };
}

/** The first values of a stream, with a clock that always goes on. */
async function firstOf(count: number, machine: Machine): Promise<number[]> {
  const clock = new TestClock();
  const end = new AbortController();
  const loads = machineLoads(machine, clock, end.signal);
  const told: number[] = [];
  while (told.length < count) {
    const next = loads.next();
    clock.pass(5000);
    told.push((await next).value?.cpu ?? Number.NaN);
  }
  end.abort();
  expect(await loads.next()).toMatchObject({ done: true });
  return told;
}

describe("the load of a machine", () => {
  it("is the share of time between two looks in which its processors were at work", async () => {
    const machine = machineOf([
      [100, 100],
      [150, 150],
      [250, 150],
      [250, 350],
    ]);
    expect(await firstOf(3, machine)).toEqual([0.5, 1, 0]);
  });

  it("is none where the system counts backwards or not at all", async () => {
    const machine = machineOf([
      [100, 100],
      [90, 90],
      [90, 90],
    ]);
    expect(await firstOf(2, machine)).toEqual([0, 0]);
  });

  it("ends with whoever reads, also while it waits", async () => {
    const end = new AbortController();
    const loads = machineLoads(machineOf([[0, 0]]), new TestClock(), end.signal);
    const next = loads.next();
    end.abort();
    expect(await next).toMatchObject({ done: true });
  });

  it("can be told of this machine", () => {
    const { busy, idle, count } = thisMachine.processors();
    expect(busy + idle).toBeGreaterThan(0);
    const load = { at: 0, cpu: 0, processors: count, memory: thisMachine.memory() };
    expect(MachineLoad.parse(load)).toEqual(load);
  });
});
