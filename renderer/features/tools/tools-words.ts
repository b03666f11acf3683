import { assertNever } from "../../../shared/base/assert-never.ts";
import type { AgentId } from "../../../shared/contract/agents.ts";
import type {
  AgentTools,
  CallOutcome,
  ToolCall,
  ToolMismatch,
  ToolServer,
} from "../../../shared/contract/tools.ts";
import { countText } from "../../ui/count-text.ts";
import { agoText } from "../../ui/time-text.ts";
import { toolsOf, type ToolsState } from "./tools-store.ts";

export type ToolsTone = "quiet" | "busy" | "ok" | "warn" | "bad";

/** How a server stands: in a few words, and what that means where that is not plain. */
export interface ServerWords {
  readonly tone: ToolsTone;
  readonly title: string;
  readonly detail?: string;
}

/** What is said of a server of an agent. */
export function serverWords({ state }: ToolServer, check: AgentTools["check"]): ServerWords {
  switch (state.kind) {
    case "unchecked":
      return uncheckedWords(check);
    case "unreachable":
      return { tone: "bad", title: "Out of reach", detail: state.reason };
    case "reachable": {
      const title = `${countedText(state.tools, "tool")} · ${millisecondsText(state.ms)} to the hub`;
      if (state.mismatch === undefined) return { tone: "ok", title };
      return { tone: "warn", title, detail: mismatchText(state.mismatch) };
    }
    default:
      return assertNever(state);
  }
}

function uncheckedWords(check: AgentTools["check"]): ServerWords {
  switch (check) {
    case "possible":
      return { tone: "quiet", title: "Not tried yet" };
    case "under-way":
      return { tone: "busy", title: "Trying…" };
    case "down":
      return { tone: "quiet", title: "The agent does not run" };
    case "earlier-version":
      return {
        tone: "warn",
        title: "Cannot be tried",
        detail: "The agent was started by an earlier version of Quorum. Restart it.",
      };
    default:
      return assertNever(check);
  }
}

/** In what the offered tools differ, and what to do about it. */
function mismatchText({ missing, unknown, different }: ToolMismatch): string {
  const parts = [
    missing.length === 0 ? undefined : `lacks ${listText(missing)}`,
    unknown.length === 0 ? undefined : `has ${listText(unknown)}, which this Quorum does not know`,
    different.length === 0 ? undefined : `has another ${listText(different)}`,
  ].filter((part) => part !== undefined);
  return `The session is of another version: it ${parts.join("; ")}. Restart the agent, in a container recreate it.`;
}

/** A few by their names, and how many more. */
function listText(names: readonly string[]): string {
  const named = names.slice(0, 3).join(", ");
  return names.length <= 3 ? named : `${named} and ${String(names.length - 3)} more`;
}

/** How an agent's calls went: nothing is said of what there was none of. */
export function countsText({ counts }: ToolServer): string {
  const all = counts.done + counts.refused + counts.mismatch + counts.cancelled + counts.failed;
  if (all === 0) return "No calls yet";
  const odd = [
    [counts.refused, "refused"],
    [counts.mismatch, "in another's name"],
    [counts.failed, "failed"],
    [counts.cancelled, "given up"],
  ] as const;
  const parts = odd.flatMap(([count, word]) => (count === 0 ? [] : [`${countText(count)} ${word}`]));
  return [countedText(all, "call"), ...parts].join(" · ");
}

/** How one call went, in a word or two. */
export function outcomeText(outcome: CallOutcome): string {
  switch (outcome) {
    case "done":
      return "done";
    case "refused":
      return "refused";
    case "mismatch":
      return "in another's name";
    case "cancelled":
      return "given up";
    case "failed":
      return "failed";
    default:
      return assertNever(outcome);
  }
}

export function outcomeTone(outcome: CallOutcome): ToolsTone {
  if (outcome === "done") return "ok";
  if (outcome === "cancelled") return "quiet";
  return outcome === "refused" ? "warn" : "bad";
}

/** When a call was, and how long it took. */
export function callTimes(
  { at, ms }: ToolCall,
  now: number,
): { readonly ago: string; readonly took: string } {
  const ago = agoText(at, now);
  return { ago: ago === "now" ? "just now" : ago, took: millisecondsText(ms) };
}

/** A short time as it was measured: 0.4 ms, 12 ms, 3.1 s. */
function millisecondsText(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toFixed(1)} s`;
  return ms < 10 ? `${ms.toFixed(1)} ms` : `${ms.toFixed(0)} ms`;
}

/** What is wrong with an agent's tools, for its row; nothing where nothing is. */
export function toolsTrouble(state: ToolsState, agent: AgentId): string | undefined {
  const servers = toolsOf(state, agent)?.servers ?? [];
  const unreachable = servers.filter((one) => one.state.kind === "unreachable");
  if (unreachable.length > 0) return `no ${unreachable.map(({ server }) => server).join(", ")} tools`;
  const isOdd = servers.some((one) => one.state.kind === "reachable" && one.state.mismatch !== undefined);
  return isOdd ? "tools of another version" : undefined;
}

function countedText(count: number, word: string): string {
  return `${countText(count)} ${word}${count === 1 ? "" : "s"}`;
}
