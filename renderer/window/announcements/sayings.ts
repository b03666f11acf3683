import { assertNever } from "../../../shared/base/assert-never.ts";
import type { Agent, AgentId, AgentState } from "../../../shared/contract/agents.ts";
import type { InboxCounts } from "../../../shared/contract/inbox.ts";
import type { DocumentView } from "../../../shared/contract/qms.ts";
import { exitText } from "../../ui/agents/agent-state-text.ts";
import { countText } from "../../ui/count-text.ts";
import { groupsOf } from "../../ui/grouped-map.ts";
import { statusText } from "../../ui/status-words.ts";

/** Something to say aloud: a sentence, and of what sort it is. */
export interface Saying {
  readonly about: "waits" | "agents" | "documents" | "items";
  readonly sentence: string;
}

/** Which agents started, stopped or failed. */
export function agentSayings(
  before: ReadonlyMap<AgentId, Pick<Agent, "state">>,
  after: ReadonlyMap<AgentId, Pick<Agent, "state">>,
): readonly Saying[] {
  return [...after].flatMap(([id, { state }]) => {
    const known = before.get(id)?.state;
    if (known === undefined || known.kind === state.kind) return [];
    const became = becameText(known, state);
    return became === undefined ? [] : [{ about: "agents", sentence: `${id} ${became}.` }];
  });
}

/** What became of an agent; nothing for what lies between. */
function becameText(before: AgentState, after: AgentState): string | undefined {
  switch (after.kind) {
    case "starting":
    case "stopping":
      return undefined;
    case "running":
      return before.kind === "lost" ? "is linked again" : "started";
    case "stopped":
      return "stopped";
    case "exited":
      return exitText(after.status);
    case "failed":
      return "failed";
    case "lost":
      return "lost its link";
    case "outdated":
      return "needs a restart";
    default:
      return assertNever(after);
  }
}

type Standing = Pick<DocumentView, "status">;

/** Which documents are new, or have another state. */
export function documentSayings(
  before: ReadonlyMap<string, Standing>,
  after: ReadonlyMap<string, Standing>,
): readonly Saying[] {
  const sayings: Saying[] = [];
  const same = new Set(groupsOf(before));
  const differing = groupsOf(after).filter((group) => !same.has(group));
  for (const [id, document] of differing.flatMap((group) => [...group])) {
    const known = before.get(id);
    if (known === document) continue;
    if (known === undefined) sayings.push({ about: "documents", sentence: `${id} was created.` });
    else if (known.status !== document.status && document.status !== undefined) {
      sayings.push({
        about: "documents",
        sentence: `${id} is ${statusText(document.status).toLowerCase()}.`,
      });
    }
  }
  return sayings;
}

const KINDS = ["task", "message", "notification", "unknown"] as const;

/** What has arrived in the person's inbox. */
export function itemSayings(
  before: InboxCounts | undefined,
  after: InboxCounts | undefined,
): readonly Saying[] {
  const more = KINDS.map((kind) => ({
    kind,
    count: Math.max(0, (after?.[kind] ?? 0) - (before?.[kind] ?? 0)),
  })).filter(({ count }) => count > 0);
  const count = more.reduce((sum, one) => sum + one.count, 0);
  const [first] = more;
  if (first === undefined) return [];
  const kind = first.kind === "unknown" ? "item" : first.kind;
  const what = count === 1 ? `A ${kind}`.replace("A item", "An item") : `${countText(count)} items`;
  return [{ about: "items", sentence: `${what} arrived for you.` }];
}

/** Nobody wants to hear more of one sort at once. */
const SAID_AT_ONCE = 3;

/** Everything that is to be said now, as one text: what is said of many is said once. */
export function speechOf(sayings: readonly Saying[]): string {
  const bySort = new Map<Saying["about"], Set<string>>();
  const said = new Set<string>();
  for (const { about, sentence } of sayings) {
    if (said.has(sentence)) continue;
    said.add(sentence);
    bySort.set(about, (bySort.get(about) ?? new Set()).add(sentence));
  }
  return [...bySort]
    .flatMap(([about, sentences]) =>
      sentences.size <= SAID_AT_ONCE ? [...sentences] : [manyText(about, sentences.size)],
    )
    .join(" ");
}

function manyText(about: Saying["about"], count: number): string {
  switch (about) {
    case "waits":
      return `${countText(count)} more wait for you.`;
    case "agents":
      return `${countText(count)} agents started or stopped.`;
    case "documents":
      return `${countText(count)} documents are new or have another state.`;
    case "items":
      return `${countText(count)} items arrived for you.`;
  }
}
