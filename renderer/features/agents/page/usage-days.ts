import type { AgentUsage, UsageDay } from "../../../../shared/contract/usage.ts";
import { dayBeside } from "./day-timeline.ts";

/** The last days up to one, the first in front; a day on which nothing was used is there as well. */
export function lastDays(usage: AgentUsage | undefined, today: string, count: number): readonly UsageDay[] {
  const known = new Map(usage?.days.map((day) => [day.day, day]));
  return Array.from({ length: count }, (_, place) => {
    const day = dayBeside(today, place - count + 1);
    return known.get(day) ?? { ...NOTHING, day };
  });
}

/** All that went through the model: what it read, wrote, and was reminded of. */
export function tokensOf(day: Omit<UsageDay, "day">): number {
  return day.inputTokens + day.outputTokens + day.cacheReadTokens + day.cacheWriteTokens;
}

/** A large number in three digits: 950, 12.3 k, 4.5 M. */
export function shortNumber(number: number): string {
  if (number < 1000) return String(number);
  if (number < 999_500) return `${threeDigits(number / 1000)} k`;
  return `${threeDigits(number / 1_000_000)} M`;
}

function threeDigits(number: number): string {
  return number < 100 ? number.toFixed(1) : String(Math.round(number));
}

const NOTHING = {
  turns: 0,
  replies: 0,
  inputTokens: 0,
  outputTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
};
