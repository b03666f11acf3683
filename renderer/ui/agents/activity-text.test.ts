import { describe, expect, it } from "vitest";
import { Activity } from "../../../shared/link/activity.ts";
import { activityText, activityTone, evidenceLines } from "./activity-text.ts";
import { agentText, agentTone } from "./agent-state-text.ts";

const NOW = 10_000_000;
const since = NOW - 180_000;
const activity = (more: object): Activity => Activity.parse({ since, evidence: [], ...more });

describe("what a program does", () => {
  it("is said with how long it has done so, and with which tool", () => {
    expect(activityText(activity({ kind: "busy", tool: "Bash" }), NOW)).toBe("busy for 3 min · Bash");
    expect(activityText(activity({ kind: "busy" }), NOW)).toBe("busy for 3 min");
    expect(activityText(activity({ kind: "idle" }), NOW)).toBe("idle for 3 min");
    expect(activityText(activity({ kind: "no-signal" }), NOW)).toBe("no signal for 3 min");
  });

  it("says what it waits for", () => {
    const waits = (what: string) => activityText(activity({ kind: "waiting", what, text: "Sure?" }), NOW);
    expect(["permission", "question", "login", "trust"].map(waits)).toEqual([
      "asks permission · 3 min",
      "asks a question · 3 min",
      "needs a login · 3 min",
      "asks for trust · 3 min",
    ]);
  });

  it("says that the last turn failed, and is then no sound state", () => {
    const failed = activity({ kind: "idle", failure: "The service is overloaded." });
    expect(activityText(failed, NOW)).toBe("idle · The service is overloaded.");
    expect(activityTone(failed)).toBe("bad");
    expect(activityTone(activity({ kind: "idle" }))).toBe("ok");
  });

  it("counts only while the agent runs", () => {
    const busy = activity({ kind: "busy" });
    const running = { kind: "running", since, pid: 1 } as const;
    expect(agentText({ state: running, activity: busy }, NOW)).toBe("busy for 3 min");
    expect(agentText({ state: running }, NOW)).toBe("running · 3 min");
    expect(agentText({ state: { kind: "stopped" }, activity: busy }, NOW)).toBe("stopped");
    expect(agentTone({ state: running, activity: busy, problem: "The disk is full." })).toBe("warn");
    expect(agentTone({ state: running, activity: busy })).toBe("busy");
    expect(agentTone({ state: { kind: "lost", since }, activity: busy })).toBe("warn");
  });

  it("shows what it was concluded from, and how old that is", () => {
    const evidence = [
      { source: "pid-file", text: "says busy", at: NOW - 4000 },
      { source: "hook", text: "PreToolUse", at: since },
    ];
    expect(evidenceLines(activity({ kind: "busy", evidence }), NOW)).toEqual([
      { source: "Its status file", text: "says busy", ago: "4 s ago" },
      { source: "Hook", text: "PreToolUse", ago: "3 min ago" },
    ]);
  });
});
