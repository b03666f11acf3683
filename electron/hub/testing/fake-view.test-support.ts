import { Emitter } from "../../../shared/base/emitter.ts";
import { AgentId } from "../../../shared/contract/agents.ts";
import type { Delivery } from "../../../shared/contract/deliveries.ts";
import { HubError } from "../../../shared/contract/errors.ts";
import type { ArchiveQuery, FileProblem, InboxItem } from "../../../shared/contract/inbox.ts";
import type { DocumentBody, DocumentPage } from "../../../shared/contract/qms-document.ts";
import type { SearchResult } from "../../../shared/contract/qms-search.ts";
import type { DocumentView } from "../../../shared/contract/qms.ts";
import type { QmsReport, QmsRequest } from "../../../shared/qms/request.ts";
import type { TextWanted } from "../hub-qms.ts";
import type { LastMessage } from "../reader/inbox/archive.ts";
import type { ListDelta, LiveList } from "../lists/live-list.ts";
import type { AgentCounts, LiveDocuments, ProjectView } from "../lists/project-view.ts";

/** A list that a test fills and changes. */
export class FakeList<T> implements LiveList<T> {
  readonly idOf: (item: T) => string;
  readonly items = new Map<string, T>();
  readonly emitter = new Emitter<ListDelta<T> | "all">();
  readonly onChanged = this.emitter.event;

  constructor(idOf: (item: T) => string, items: readonly T[] = []) {
    this.idOf = idOf;
    for (const item of items) this.items.set(idOf(item), item);
  }

  all(): readonly T[] {
    return [...this.items.values()];
  }

  put(...items: readonly T[]): void {
    for (const item of items) this.items.set(this.idOf(item), item);
    this.emitter.fire({ items, removed: [] });
  }

  remove(...ids: readonly string[]): void {
    for (const id of ids) this.items.delete(id);
    this.emitter.fire({ items: [], removed: ids });
  }
}

class FakeDocuments extends FakeList<DocumentView> implements LiveDocuments {
  found: readonly FileProblem[] = [];

  problems(): readonly FileProblem[] {
    return this.found;
  }
}

/** A project whose inboxes and documents are what the test says. */
export class FakeView implements ProjectView {
  readonly isKnown = Promise.resolve();
  readonly counts = new FakeList<AgentCounts>(({ agent }) => agent);
  readonly documents = new FakeDocuments(({ id }) => id);
  readonly inboxes = new Map<AgentId, FakeList<InboxItem>>();
  readonly told = new Map<AgentId, FakeList<Delivery>>();
  readonly texts = new Map<string, string>();
  readonly performed: [user: string, request: QmsRequest][] = [];

  inboxOf(agent: AgentId): FakeList<InboxItem> {
    const known = this.inboxes.get(agent);
    if (known !== undefined) return known;
    const list = new FakeList<InboxItem>(({ id }) => id);
    this.inboxes.set(agent, list);
    return list;
  }

  deliveriesOf(agent: AgentId): FakeList<Delivery> {
    const known = this.told.get(agent);
    if (known !== undefined) return known;
    const list = new FakeList<Delivery>(({ item }) => item);
    this.told.set(agent, list);
    return list;
  }

  archived(agent: AgentId, { limit = 500 }: ArchiveQuery): Promise<{ items: InboxItem[]; total: number }> {
    const items = this.inboxOf(agent)
      .all()
      .map((item) => ({ ...item, archivedOn: "2026-02-04" }));
    return Promise.resolve({ items: items.slice(0, limit), total: items.length });
  }

  read(agent: AgentId, id: string, archivedOn: string | undefined): Promise<{ text: string }> {
    const text = this.texts.get([agent, archivedOn ?? "inbox", id].join("/"));
    if (text === undefined) return Promise.reject(new HubError("not_found", `There is no item ${id}.`));
    return Promise.resolve({ text });
  }

  history(id: string, limit: number): ReturnType<ProjectView["history"]> {
    const events = Array.from({ length: 3 }, (_, index) => ({
      at: `2026-02-04T14:30:0${index}+00:00`,
      event: "CHECKOUT",
      details: { of: id },
    }));
    return Promise.resolve({ events: events.slice(-limit), problems: [] });
  }

  readonly answered: LastMessage[] = [];

  archivedMessages(): Promise<readonly LastMessage[]> {
    return Promise.resolve(this.answered);
  }

  page(id: string, user: string): Promise<DocumentPage> {
    const view = this.documents.items.get(id);
    if (view === undefined) return Promise.reject(new HubError("not_found", `There is no ${id}.`));
    const { type, title, version, isExecutable } = view;
    return Promise.resolve({
      id,
      type,
      title,
      version,
      isExecutable,
      versions: [],
      rounds: [],
      comments: [],
      children: [],
      items: [],
      mustAct: { users: [user], what: "owner" },
      actions: [],
      assignable: [],
      problems: [],
    });
  }

  text(id: string, { version = "0.1" }: TextWanted): Promise<DocumentBody> {
    return Promise.resolve({ version, source: "draft", body: `Text of ${id}.\n`, isCut: false });
  }

  search(query: string, limit: number): Promise<SearchResult> {
    const hits = [{ id: "CR-001", matches: [{ field: "body" as const, snippet: query, ranges: [] }] }];
    return Promise.resolve({
      hits: hits.slice(0, limit),
      total: 1,
      isWhole: true,
      searched: 1,
      documents: 1,
    });
  }

  perform(user: string, request: QmsRequest): Promise<QmsReport> {
    this.performed.push([user, request]);
    if (request.kind === "approve") {
      return Promise.reject(new HubError("refused", `${request.id} is not in approval.`));
    }
    return Promise.resolve({ text: "Done.", warnings: ["A warning."], isDone: true, shown: ["notif-x"] });
  }
}

export function fakeItem(id: string, extra: Partial<InboxItem> = {}): InboxItem {
  return { id, kind: "message", title: `Subject of ${id}`, at: 0, ...extra };
}

export function fakeCounts(agent: string, message: number): AgentCounts {
  return { agent: AgentId.parse(agent), counts: { task: 0, message, notification: 0, unknown: 0 } };
}

export function fakeDocument(id: string, extra: Partial<DocumentView> = {}): DocumentView {
  return {
    id,
    type: "CR",
    title: `Title of ${id}`,
    status: "DRAFT",
    version: "0.1",
    isExecutable: true,
    isCheckedOut: false,
    pending: [],
    outcomes: {},
    children: [],
    progress: { step: 0, steps: 8 },
    hasDraft: true,
    hasEffective: false,
    isForeign: false,
    changedAt: 0,
    problems: [],
    ...extra,
  };
}
