import type { LineEntry } from "../sources/line-source.ts";

/** What has been recorded of an agent and is not over: what comes next is told against it. */
export interface AgentMemory {
  /** When the last thing was recorded: what follows did not happen before. */
  readonly at: number;
  readonly state?: { readonly kind: string; readonly since: number };
  /** Whether its program has been at rest, or at work, since it runs. */
  readonly isReady: boolean;
  readonly turn?: { readonly since: number; readonly tools: number };
  readonly tool?: { readonly name: string; readonly since: number };
  readonly asked?: { readonly what: string; readonly text: string };
  readonly problem?: string;
}

export const NO_MEMORY: AgentMemory = { at: 0, isReady: false };

/** What is remembered after an entry, also after one that an earlier hub has recorded. */
export function afterRecorded(memory: AgentMemory, entry: LineEntry): AgentMemory {
  const known = { ...memory, at: Math.max(memory.at, entry.at) };
  switch (entry.kind) {
    case "state":
      if (entry.event === "idle") return { ...known, isReady: true };
      return { ...known, isReady: false, state: { kind: entry.event, since: numberIn(entry, "since") } };
    case "turn": {
      const { turn: _turn, tool: _tool, ...rest } = known;
      if (entry.event !== "began") return rest;
      return { ...rest, isReady: true, turn: { since: entry.at, tools: 0 } };
    }
    case "tool": {
      const { tool: _tool, turn, ...rest } = known;
      return turn === undefined ? rest : { ...rest, turn: { ...turn, tools: turn.tools + 1 } };
    }
    case "asked": {
      const { asked: _asked, ...rest } = known;
      if (isAnswer(entry.event)) return rest;
      return { ...rest, asked: { what: entry.event, text: entry.details["asked"] ?? "" } };
    }
    case "problem": {
      const problem = entry.details["problem"];
      return problem === undefined ? known : { ...known, problem };
    }
    default:
      return known;
  }
}

/** Whether an entry says what came of something that was asked. */
export function isAnswer(event: string): boolean {
  return event === "allowed" || event === "denied" || event === "answered";
}

function numberIn({ at, details }: LineEntry, key: string): number {
  const number = Number(details[key]);
  return Number.isFinite(number) ? number : at;
}
