import { describe, expect, it } from "vitest";
import { ContainerEnds } from "./container-ends.ts";

const TELLS = { tellsOutOfMemory: true };
const IS_SILENT = { tellsOutOfMemory: false };

function endsAfter(...actions: readonly string[]): ContainerEnds {
  const ends = new ContainerEnds();
  for (const word of actions) {
    const [action = "", code] = word.split(" ");
    ends.onEvent({ action, container: "a", ...(code === undefined ? {} : { exitCode: Number(code) }) });
  }
  return ends;
}

describe("how a container ended", () => {
  it("is what the engine's events say", () => {
    expect(endsAfter("start", "die 143").exitCodeOf("a", IS_SILENT)).toBe(143);
    expect(endsAfter("start", "die 137").exitCodeOf("a", TELLS)).toBe(137);
  });

  it.each([
    ["nothing has been told of it", TELLS, []],
    ["its end came without a code", TELLS, ["die"]],
    ["it had no memory left at some time", TELLS, ["oom", "die 137"]],
    ["it was killed, and the engine never tells of memory", IS_SILENT, ["die 137"]],
    ["it was started again since", TELLS, ["oom", "die 137", "start"]],
    ["it is gone", TELLS, ["die 137", "destroy"]],
  ])("is to be asked where %s", (_when, engine, actions) => {
    expect(endsAfter(...actions).exitCodeOf("a", engine)).toBeUndefined();
  });

  it("is known of the latest start only", () => {
    expect(endsAfter("oom", "die 137", "start", "die 1").exitCodeOf("a", TELLS)).toBe(1);
  });
});
