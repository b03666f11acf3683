import type { AgentUsage } from "../../../shared/contract/usage.ts";
import { textTable } from "../text-table.ts";

const NUMBERS = ["TURNS", "REPLIES", "INPUT", "OUTPUT", "CACHE READ", "CACHE WRITTEN"];
const HEADINGS = ["AGENT", "DAY", ...NUMBERS];

export interface UsageTableOptions {
  /** So many days are shown, the latest of each agent. */
  readonly days: number;
  readonly isStyled: boolean;
}

/** What each agent used, a line for each of its days, the latest first; all but the first two of them are tokens. */
export function usageTable(usage: readonly AgentUsage[], { days, isStyled }: UsageTableOptions): string {
  const rows = usage.flatMap((of) =>
    of.days
      .slice(0, days)
      .map(({ day, turns, replies, inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens }) => [
        of.agent,
        day,
        ...[turns, replies, inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens].map(String),
      ]),
  );
  if (rows.length === 0) return "No agent has used anything yet.";
  const unread = usage.filter(({ unreadableLines }) => unreadableLines > 0);
  return [
    ...textTable({ headings: HEADINGS, rows, isStyled, numbers: NUMBERS }),
    ...(unread.length === 0 ? [] : [""]),
    ...unread.map(
      ({ agent, unreadableLines: count }) =>
        `${agent}: ${count} ${count === 1 ? "line" : "lines"} of its transcripts could not be read, and ${count === 1 ? "is" : "are"} not counted.`,
    ),
  ].join("\n");
}
