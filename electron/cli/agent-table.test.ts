import { describe, expect, it } from "vitest";
import { agentTable } from "./agent-table.ts";
import { fakeAgent } from "./fake-hub.test-support.ts";

const MINUTE = 60_000;
const NOW = 1_000 * MINUTE;
const PLAIN = { now: NOW, isStyled: false };

describe("the table of agents", () => {
  it("says in words how each agent stands, and since when", () => {
    const table = agentTable(
      [
        fakeAgent("claude", { kind: "running", since: NOW - 5 * MINUTE, pid: 1 }),
        fakeAgent("qa", { kind: "exited", status: { code: 3, at: NOW - 125 * MINUTE } }),
        fakeAgent("tu_ui", { kind: "exited", status: { code: 0, signal: 9, at: NOW - 999 } }),
        fakeAgent("bu", { kind: "lost", since: NOW - 1_000 }, { program: "claude" }),
        fakeAgent("tu_sim", { kind: "stopped" }),
      ],
      PLAIN,
    );
    expect(table.split("\n")).toEqual([
      "AGENT   STATE                   SINCE      PROGRAM",
      "claude  running                 5 min      scripted agent",
      "qa      ended with exit code 3  2 h 5 min  scripted agent",
      "tu_ui   ended by signal 9       0 s        scripted agent",
      "bu      running, out of reach   1 s        claude",
      "tu_sim  stopped                 -          scripted agent",
    ]);
  });

  it("tells below it what is wrong", () => {
    const table = agentTable(
      [
        fakeAgent("qa", {
          kind: "failed",
          reason: "There is no such program.",
          lastLines: ["sh: nope"],
          at: NOW,
        }),
        fakeAgent("bu", { kind: "running", since: NOW, pid: 1 }, { problem: "The disk is full." }),
      ],
      PLAIN,
    );
    expect(table.split("\n\n")[1]).toBe(
      "qa failed: There is no such program.\n  sh: nope\nbu: The disk is full.",
    );
  });

  it("never passes on what would steer a terminal", () => {
    const hostile = "a\u001b[2Jb\rc\u009b1md\u202ee\u200bf\ng";
    const table = agentTable(
      [
        fakeAgent(
          "qa",
          { kind: "failed", reason: hostile, lastLines: [hostile], at: NOW },
          { program: hostile },
        ),
      ],
      PLAIN,
    );
    expect(table).toContain("a [2Jb c 1md e f g");
    expect(table).toMatch(/^[\n -~]*$/);
  });

  it("stands out only where it may", () => {
    expect(agentTable([fakeAgent("qa", { kind: "stopped" })], { now: NOW, isStyled: true })).toContain(
      "\u001b[1mAGENT",
    );
    expect(agentTable([], PLAIN)).toBe("This project has no agents.");
  });
});
