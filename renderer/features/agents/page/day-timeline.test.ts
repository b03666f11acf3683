import { describe, expect, it } from "vitest";
import type { AgentTimeline } from "../../../../shared/contract/agent-page.ts";
import { AgentId } from "../../../../shared/contract/agents.ts";
import { callLines, dayBeside, drawnDay, timeIn, turnLines } from "./day-timeline.ts";

const MIDNIGHT = new Date(2026, 1, 4).getTime();
const HOUR = 3_600_000;
const at = (hours: number): number => MIDNIGHT + hours * HOUR;

const DAY: AgentTimeline = {
  agent: AgentId.parse("qa"),
  day: "2026-02-04",
  from: at(0),
  to: at(24),
  states: [
    { from: at(0), to: at(9), state: "stopped" },
    { from: at(9), to: at(10), state: "busy" },
    { from: at(10), state: "idle" },
  ],
  turns: [
    {
      from: at(9),
      to: at(10),
      tools: [
        { tool: "Bash", from: at(9.25), to: at(9.5) },
        { tool: "Bash", from: at(9.5), to: at(9.75) },
        { tool: "Read", from: at(9.75), to: at(9.8) },
      ],
      toolCount: 5,
    },
  ],
  calls: [
    { tool: "qms_status", from: at(9.4), to: at(9.4) + 40, outcome: "done", document: "CR-001" },
    { tool: "qms_close", from: at(9.6), to: at(9.6) + 2000, outcome: "refused" },
  ],
};

describe("the day of an agent", () => {
  it("has the calls of its tools, the latest first, with what came of them", () => {
    const told = callLines(DAY).map(({ tool, document, outcome, isDone, took }) => [
      ...[tool, document, outcome, isDone, took],
    ]);
    expect(told).toEqual([
      ["qms_close", undefined, "refused", false, "2 s"],
      ["qms_status", "CR-001", "done", true, "< 1 s"],
    ]);
    expect(drawnDay(DAY, at(13)).calls.map(({ look }) => look)).toEqual(["tool", "failed"]);
  });

  it("is drawn from the first thing that happened until now", () => {
    const day = drawnDay(DAY, at(13));
    expect(day.states.map(({ left, width }) => [left, width])).toEqual([
      [0, 0.15],
      [0, 25],
      [25, 75],
    ]);
    expect(day.tools.map(({ left }) => left)).toEqual([6.25, 12.5, 18.75]);
    expect(day.hours.map(({ text }) => text)).toEqual([
      "09:00",
      "09:30",
      "10:00",
      "10:30",
      "11:00",
      "11:30",
      "12:00",
      "12:30",
    ]);
  });

  it("is never drawn wider than it is", () => {
    const day = drawnDay({ ...DAY, states: [{ from: at(23.999), state: "busy" }], turns: [] }, at(30));
    for (const { left, width } of day.states) expect(left + width).toBeLessThanOrEqual(100);
  });

  it("is told in words, the latest turn first, with its tools counted", () => {
    expect(turnLines(DAY, at(13))).toEqual([
      {
        key: String(at(9)),
        from: at(9),
        time: "09:00 to 10:00",
        took: "1 h",
        tools: "Bash ×2, Read and 2 more",
        failure: undefined,
      },
    ]);
    expect(timeIn(DAY, "idle", at(13))).toBe(3 * HOUR);
  });

  it("has days beside it by the calendar", () => {
    expect([dayBeside("2026-03-01", -1), dayBeside("2026-12-31", 1)]).toEqual(["2026-02-28", "2027-01-01"]);
  });
});
