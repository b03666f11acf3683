import type { DeliveriesChange, Delivery } from "../../../shared/contract/deliveries.ts";
import type {
  FileProblem,
  InboxChange,
  InboxCountsChange,
  InboxItem,
} from "../../../shared/contract/inbox.ts";
import { MOST_NEWS, type News, type NewsChange } from "../../../shared/contract/news.ts";
import type { DocumentsChange } from "../../../shared/contract/qms.ts";
import type { AgentUsage, UsageChange } from "../../../shared/contract/usage.ts";
import { changesOf } from "./changes-of.ts";
import type { LiveList } from "./live-list.ts";
import type { AgentCounts, LiveDocuments } from "./project-view.ts";

/** Checking and writing a part must not take the loop 4 ms: this many take a third of a millisecond, and two thirds. */
const ITEMS_PER_PART = 500;
export const DOCUMENTS_PER_PART = 250;
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

/** What has become of the items of an inbox, in parts, then what changed. */
export async function* deliveriesStream(
  list: LiveList<Delivery>,
  signal: AbortSignal,
): AsyncGenerator<DeliveriesChange, void, void> {
  for await (const change of changesOf(list, ITEMS_PER_PART, signal)) {
    const items = [...change.items];
    if (change.kind === "snapshot") yield { ...change, items };
    else yield { kind: "changed", items, removed: [...change.removed] };
  }
}

/** The latest news in the order in which they came, then each that came or changed. */
export async function* newsStream(
  list: LiveList<News>,
  signal: AbortSignal,
): AsyncGenerator<NewsChange, void, void> {
  for await (const { kind, items } of changesOf(list, Number.POSITIVE_INFINITY, signal)) {
    yield { kind, news: items.slice(-MOST_NEWS) };
  }
}

/** What every agent used, which goes in one part, then each whose usage changed. */
export async function* usageStream(
  list: LiveList<AgentUsage>,
  signal: AbortSignal,
): AsyncGenerator<UsageChange, void, void> {
  for await (const change of changesOf(list, Number.POSITIVE_INFINITY, signal)) {
    if (change.kind === "snapshot") yield { kind: "snapshot", usage: [...change.items] };
    else for (const usage of change.items) yield { kind: "changed", usage };
  }
}
