import type { Agent } from "../../shared/contract/agents.ts";
import { ageInWords } from "./age-in-words.ts";
import { activityInWords, remarksOn, stateInWords, stateSince } from "./agent-words.ts";
import { plainText } from "./plain-text.ts";
import { textTable } from "./text-table.ts";

const HEADINGS = ["AGENT", "STATE", "SINCE", "PROGRAM"];

export interface TableOptions {
  readonly now: number;
  /** Whether the headings may stand out with escape sequences. */
  readonly isStyled: boolean;
}

/** The agents as a table, one a line, and under it what else should be known of them. */
export function agentTable(agents: readonly Agent[], { now, isStyled }: TableOptions): string {
  if (agents.length === 0) return "This project has no agents.";
  const rows = agents.map((agent) => cellsOf(agent, now));
  const remarks = agents.flatMap(remarksOn);
  return [
    ...textTable({ headings: HEADINGS, rows, isStyled }),
    ...(remarks.length === 0 ? [] : ["", ...remarks]),
  ].join("\n");
}

function cellsOf(agent: Agent, now: number): readonly string[] {
  const { state, activity } = agent;
  // What it does says more than that it runs, where it is known.
  const doing = state.kind === "running" ? activity : undefined;
  const since = doing?.since ?? stateSince(state);
  return [
    agent.id,
    doing === undefined ? stateInWords(state) : `${stateInWords(state)}, ${activityInWords(doing)}`,
    since === undefined ? "-" : ageInWords(now - since),
    plainText(agent.program),
  ];
}
