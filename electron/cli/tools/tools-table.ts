import { assertNever } from "../../../shared/base/assert-never.ts";
import type { AgentTools, ProgramTools, ToolMismatch, ToolServer } from "../../../shared/contract/tools.ts";
import { ageInWords } from "../age-in-words.ts";
import { plainText } from "../plain-text.ts";
import { textTable } from "../text-table.ts";

const HEADINGS = ["AGENT", "SERVER", "STATE", "TOOLS", "HUB", "CALLS", "REFUSED", "LAST"];
const NUMBERS = ["TOOLS", "HUB", "CALLS", "REFUSED"];

export interface ToolsTableOptions {
  readonly isStyled: boolean;
  readonly now: number;
}

/** The servers of each agent, and below them what is wrong with one. */
export function toolsTable(agents: readonly AgentTools[], { isStyled, now }: ToolsTableOptions): string {
  const all = agents.flatMap((agent) => agent.servers.map((server) => ({ agent, server })));
  if (all.length === 0) return "This project has no agents.";
  const rows = all.map(({ agent, server }) => rowOf(agent, server, now));
  const troubles = all.flatMap(({ agent, server }) => {
    const trouble = troubleOf(server);
    return trouble === undefined ? [] : [`${agent.agent}, ${plainText(server.server)}: ${trouble}`];
  });
  return [...textTable({ headings: HEADINGS, rows, isStyled, numbers: NUMBERS }), ...troubles].join("\n");
}

/** What programs of the person called with a token, a line for each user and server that was called. */
export function programLines(programs: readonly ProgramTools[]): readonly string[] {
  return programs.flatMap(({ user, servers }) =>
    servers.flatMap(({ server, counts }) => {
      const calls = Object.values(counts).reduce((sum, count) => sum + count, 0);
      if (calls === 0) return [];
      const refused = counts.refused + counts.mismatch;
      const mismatches = counts.mismatch > 0 ? `, ${counts.mismatch} in another's name` : "";
      return [
        `With the token of ${plainText(user)}, ${plainText(server)}: ${calls} calls, ${refused} refused${mismatches}.`,
      ];
    }),
  );
}

function rowOf({ agent, check }: AgentTools, { server, state, counts, lastCalls }: ToolServer, now: number) {
  const calls = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const [last] = lastCalls;
  const isReached = state.kind === "reachable";
  return [
    agent,
    plainText(server),
    stateWord(state, check),
    isReached ? String(state.tools) : "-",
    isReached ? `${state.ms.toFixed(1)} ms` : "-",
    String(calls),
    String(counts.refused + counts.mismatch),
    last === undefined ? "-" : `${plainText(last.tool)}, ${ageInWords(now - last.at)} ago`,
  ];
}

function stateWord(state: ToolServer["state"], check: AgentTools["check"]): string {
  switch (state.kind) {
    case "reachable":
      return state.mismatch === undefined ? "reachable" : "of another version";
    case "unreachable":
      return "out of reach";
    case "unchecked":
      return check === "down" ? "agent down" : "not tried";
    default:
      return assertNever(state);
  }
}

function troubleOf({ state, counts }: ToolServer): string | undefined {
  const parts = [
    state.kind === "unreachable" ? plainText(state.reason) : undefined,
    state.kind === "reachable" && state.mismatch !== undefined ? mismatchText(state.mismatch) : undefined,
    counts.mismatch > 0 ? `called in another's name ${counts.mismatch} times; it was refused.` : undefined,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(" ");
}

function mismatchText({ missing, unknown, different }: ToolMismatch): string {
  const lists = [
    ["missing", missing],
    ["unknown", unknown],
    ["different", different],
  ] as const;
  const parts = lists.flatMap(([word, names]) =>
    names.length === 0 ? [] : [`${word}: ${plainText(names.join(", "))}`],
  );
  return `its session has other tools than this Quorum (${parts.join("; ")}). Restart it, or recreate its container.`;
}
