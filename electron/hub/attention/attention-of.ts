import type { Agent } from "../../../shared/contract/agents.ts";
import { MOST_ATTENTION, type Attention } from "../../../shared/contract/attention.ts";
import type { LedgerBreak } from "../../../shared/ledger/ledger-entry.ts";
import { MAX_WAITING_TEXT } from "../../../shared/link/activity.ts";
import type { ToolTrouble } from "../mcp/health/tool-health.ts";
import { exposureSentence } from "../../../shared/contract/exposure-sentence.ts";
import { shownLine } from "../reader/shown-line.ts";
import type { Exposure } from "../runtimes/docker/mounts/exposure-watch.ts";
import type { UndeliverableItem } from "../notices/notice-engine.ts";

/** What there may be in a project that waits for a person. */
export interface AttentionSources {
  readonly agents: readonly Agent[];
  readonly undeliverable: readonly UndeliverableItem[];
  /** Where the ledger's chain did not hold when it was opened. */
  readonly breaks: readonly LedgerBreak[];
  readonly toolTroubles: readonly ToolTrouble[];
  /** What running containers see though they are not to. */
  readonly exposures: readonly Exposure[];
  readonly dismissed: ReadonlySet<string>;
}

/** All that waits for a person, the oldest first. */
export function attentionOf(sources: AttentionSources): Attention[] {
  const { agents, undeliverable, breaks, toolTroubles, exposures, dismissed } = sources;
  const all = [
    ...agents.flatMap(attentionOfAgent),
    ...undeliverable.map(attentionOfItem),
    ...breaks.map(attentionOfBreak),
    ...toolTroubles.map(attentionOfTools),
    ...exposures.map(attentionOfExposure),
  ];
  return all
    .filter(({ id }) => !dismissed.has(id))
    .toSorted((one, other) => one.since - other.since)
    .slice(0, MOST_ATTENTION);
}

function attentionOfAgent(agent: Agent): Attention[] {
  const { id, state, activity } = agent;
  const entry = <Kind extends string>(kind: Kind, since: number, text: string) => ({
    kind,
    id: `${id}:${kind}:${since}`,
    agent: id,
    since,
    text: shownLine(text, MAX_WAITING_TEXT),
  });
  switch (state.kind) {
    case "failed":
      return [entry("failure", state.at, state.reason)];
    case "exited": {
      const { code, signal, at } = state.status;
      if (code === 0 && signal === undefined) return [];
      const how = signal === undefined ? `with code ${code}` : `by signal ${signal}`;
      return [entry("failure", at, `Its program ended ${how}.`)];
    }
    case "running":
    case "lost":
      break;
    default:
      return [];
  }
  if (activity?.kind === "idle" && activity.failure !== undefined)
    return [entry("failure", activity.since, activity.failure)];
  if (activity?.kind !== "waiting") return [];
  const { what, since, text, tool, input, questions, ask } = activity;
  if (what === "question")
    return [{ ...entry(what, since, text), ...(questions && ask !== undefined ? { questions, ask } : {}) }];
  if (what !== "permission") return [entry(what, since, text)];
  return [
    {
      ...entry(what, since, text),
      ...(tool === undefined ? {} : { tool }),
      ...(input === undefined ? {} : { input }),
      ...(ask === undefined ? {} : { ask }),
    },
  ];
}

function attentionOfItem({ user, item, title, since }: UndeliverableItem): Attention {
  return {
    kind: "undeliverable",
    id: `undeliverable:${user}:${item}`,
    user,
    item,
    since,
    text: shownLine(title, MAX_WAITING_TEXT),
  };
}

function attentionOfTools({ agent, servers, since, reason }: ToolTrouble): Attention {
  const text = `It cannot use the tools of ${servers.join(" and ")}. ${reason}`;
  return {
    kind: "tools",
    id: `${agent}:tools:${since}`,
    agent,
    since,
    text: shownLine(text, MAX_WAITING_TEXT),
  };
}

function attentionOfExposure(exposure: Exposure): Attention {
  const { agent, container, since, isHeld } = exposure;
  return {
    kind: "exposed",
    id: `${agent}:exposed:${container.slice(0, 12)}:${since}`,
    agent,
    since,
    isHeld,
    text: shownLine(exposureSentence(exposure), MAX_WAITING_TEXT),
  };
}

function attentionOfBreak({ file, line, problem }: LedgerBreak): Attention {
  const text = `The record of what agents were told is broken in ${file}, line ${line}: ${problem} A new one was begun.`;
  return { kind: "ledger", id: `ledger:${file}:${line}`, since: 0, text: shownLine(text, MAX_WAITING_TEXT) };
}
