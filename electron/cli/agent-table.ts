import type { Agent } from "../../shared/contract/agents.ts";
import { remarksOn, stateInWords, stateSince } from "./agent-words.ts";
import { plainText } from "./plain-text.ts";

const HEADINGS = ["AGENT", "STATE", "SINCE", "PROGRAM"];
const GAP = "  ";

export interface TableOptions {
  readonly now: number;
  /** Whether the headings may stand out with escape sequences. */
  readonly isStyled: boolean;
}

/** The agents as a table, one a line, and under it what else should be known of them. */
export function agentTable(agents: readonly Agent[], { now, isStyled }: TableOptions): string {
  if (agents.length === 0) return "This project has no agents.";
  const cells = [HEADINGS, ...agents.map((agent) => cellsOf(agent, now))];
  const widths = HEADINGS.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const [headings = "", ...rows] = cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join(GAP)
      .trimEnd(),
  );
  const remarks = agents.flatMap(remarksOn);
  return [
    isStyled ? `\u001b[1m${headings}\u001b[0m` : headings,
    ...rows,
    ...(remarks.length === 0 ? [] : ["", ...remarks]),
  ].join("\n");
}

function cellsOf(agent: Agent, now: number): readonly string[] {
  const since = stateSince(agent.state);
  return [
    agent.id,
    stateInWords(agent.state),
    since === undefined ? "-" : ageInWords(now - since),
    plainText(agent.program),
  ];
}

/** How long ago something was, in its one or two largest units. */
function ageInWords(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${String(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${String(minutes)} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${String(hours)} h ${String(minutes % 60)} min`;
  return `${String(Math.floor(hours / 24))} d ${String(hours % 24)} h`;
}
