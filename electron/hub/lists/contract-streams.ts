import type {
  FileProblem,
  InboxChange,
  InboxCountsChange,
  InboxItem,
} from "../../../shared/contract/inbox.ts";
import type { DocumentsChange } from "../../../shared/contract/qms.ts";
import { changesOf } from "./changes-of.ts";
import type { LiveList } from "./live-list.ts";
import type { AgentCounts, LiveDocuments } from "./project-view.ts";

/** Checking and writing a part must not take the loop 4 ms: this many take a third of a millisecond, and two thirds. */
const ITEMS_PER_PART = 500;
const DOCUMENTS_PER_PART = 250;
/** The contract's limit, and more than anybody reads. */
const MOST_PROBLEMS = 500;

/** The counts of all agents, which go in one part, then each agent's that changed. */
export async function* countsStream(
  list: LiveList<AgentCounts>,
  signal: AbortSignal,
): AsyncGenerator<InboxCountsChange, void, void> {
  for await (const change of changesOf(list, Number.POSITIVE_INFINITY, signal)) {
    if (change.kind === "changed") {
      for (const { agent, counts } of change.items) yield { kind: "changed", agent, counts };
    } else {
      const counts = Object.fromEntries(change.items.map((item) => [item.agent, item.counts]));
      yield { kind: "snapshot", counts };
    }
  }
}

/** An inbox in parts, then what came and went. */
export async function* inboxStream(
  list: LiveList<InboxItem>,
  signal: AbortSignal,
): AsyncGenerator<InboxChange, void, void> {
  for await (const change of changesOf(list, ITEMS_PER_PART, signal)) {
    const items = [...change.items];
    if (change.kind === "snapshot") yield { ...change, items };
    else yield { kind: "changed", items, removed: [...change.removed] };
  }
}

/** All documents in parts, then those that changed; the problems of other files with the first part, and when they change. */
export async function* documentsStream(
  list: LiveDocuments,
  signal: AbortSignal,
): AsyncGenerator<DocumentsChange, void, void> {
  let told: readonly FileProblem[] | undefined;
  for await (const change of changesOf(list, DOCUMENTS_PER_PART, signal)) {
    const documents = [...change.items];
    const current = list.problems();
    const isNews = current !== told;
    told = current;
    const problems = current.slice(0, MOST_PROBLEMS);
    if (change.kind === "snapshot") {
      const { isFirst, isLast } = change;
      yield { kind: "snapshot", documents, problems: isFirst ? problems : [], isFirst, isLast };
    } else {
      const removed = [...change.removed];
      yield { kind: "changed", documents, removed, ...(isNews ? { problems } : {}) };
    }
  }
}
