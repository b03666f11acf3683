import type { AgentId } from "../../../shared/contract/agents.ts";
import { AgentPolicy, type PoliciesView } from "../../../shared/contract/policies.ts";
import { plainText } from "../plain-text.ts";
import { textTable } from "../text-table.ts";
import { limitsInWords, outlookInWords, stopInWords } from "./policy-words.ts";

const HEADINGS = ["AGENT", "LAUNCH", "STOP", "RESTARTS", "NEXT"];
const NO_POLICY = AgentPolicy.parse({});

export interface PolicyTableOptions {
  readonly now: number;
  readonly isStyled: boolean;
}

/** What each agent does without being asked, and what comes next. */
export function policyTable(
  agents: readonly AgentId[],
  { agents: policies, outlooks, limits, problem }: PoliciesView,
  { now, isStyled }: PolicyTableOptions,
): string {
  if (agents.length === 0) return "This project has no agents.";
  const rows = agents.map((agent) => {
    const { launch, stop, restarts } = policies[agent] ?? NO_POLICY;
    return [agent, launch, stopInWords(stop), String(restarts), outlookInWords(outlooks[agent], now)];
  });
  return [
    ...textTable({ headings: HEADINGS, rows, isStyled }),
    "",
    limitsInWords(limits),
    ...(problem === undefined ? [] : [plainText(problem)]),
  ].join("\n");
}
