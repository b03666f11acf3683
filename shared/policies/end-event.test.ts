import { describe, expect, it } from "vitest";
import { isUp } from "../contract/agent-actions.ts";
import type { AgentState } from "../contract/agents.ts";
import { endEvent } from "./end-event.ts";
import { MINUTE, NOW, RUNNING, STATES, STOPPED } from "./situation.test-support.ts";

describe("endEvent", () => {
  for (const before of STATES) {
    for (const after of STATES) {
      const ends = isUp(before) && (after.kind === "exited" || after.kind === "failed");
      it(`sees ${ends ? "an end" : "no end"} in ${before.kind}, then ${after.kind}`, () => {
        expect(endEvent(before, after)?.kind).toBe(ends ? "ended" : undefined);
      });
    }
  }

  it("tells a crash from an end, and how long the program ran", () => {
    const exited = (code: number, signal?: number) =>
      endEvent(RUNNING, {
        kind: "exited",
        status: { code, at: NOW, ...(signal === undefined ? {} : { signal }) },
      });
    expect(exited(0)).toEqual({ kind: "ended", isCrash: false, at: NOW, ranMs: 60 * MINUTE });
    expect(exited(0, 0)).toMatchObject({ isCrash: false });
    expect(exited(0, 9)).toMatchObject({ isCrash: true });
    expect(exited(1)).toMatchObject({ isCrash: true });
    const failed: AgentState = { kind: "failed", reason: "It did.", lastLines: [], at: NOW };
    expect(endEvent({ kind: "starting", since: NOW }, failed)).toMatchObject({
      isCrash: true,
      ranMs: undefined,
    });
    expect(endEvent(STOPPED, failed)).toBeUndefined();
  });
});
