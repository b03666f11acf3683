import { expect, it } from "vitest";
import { AgentId } from "../../../../shared/contract/agents.ts";
import { lastDays, shortNumber, tokensOf } from "./usage-days.ts";

it("lists the last days with those on which nothing was used", () => {
  const day = {
    day: "2026-02-27",
    turns: 2,
    replies: 3,
    inputTokens: 1,
    outputTokens: 10,
    cacheReadTokens: 100,
    cacheWriteTokens: 1000,
  };
  const days = lastDays({ agent: AgentId.parse("qa"), days: [day], unreadableLines: 0 }, "2026-03-01", 3);
  expect(days.map((one) => [one.day, tokensOf(one)])).toEqual([
    ["2026-02-27", 1111],
    ["2026-02-28", 0],
    ["2026-03-01", 0],
  ]);
});

it("writes large numbers in few digits", () => {
  expect([0, 999, 1000, 12_345, 999_499, 999_500, 45_678_901].map(shortNumber)).toEqual([
    "0",
    "999",
    "1.0 k",
    "12.3 k",
    "999 k",
    "1.0 M",
    "45.7 M",
  ]);
});
