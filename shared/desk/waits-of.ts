import type { DocumentView } from "../contract/qms.ts";
import { mustAct } from "../qms/must-act.ts";
import { isTerminal, workflowOf } from "../qms/status.ts";
import { documentKey, userKey, type WaitReason } from "./wait-graph.ts";

/** What is looked at of a document. */
export type WaitingDocument = Pick<
  DocumentView,
  | "id"
  | "type"
  | "title"
  | "status"
  | "owner"
  | "pending"
  | "since"
  | "changedAt"
  | "parent"
  | "hasDraft"
  | "isForeign"
>;

/** A task in somebody's inbox. */
export interface WaitingTask {
  readonly user: string;
  readonly item: string;
  readonly document: string;
  readonly workflow: string;
  readonly at: number;
}

/** A message in somebody's inbox. */
export interface WaitingMessage {
  readonly user: string;
  readonly item: string;
  readonly from: string;
  readonly at: number;
}

export interface WaitSources {
  /** The open documents, by their ids. */
  readonly documents: ReadonlyMap<string, WaitingDocument>;
  readonly tasks: Iterable<WaitingTask>;
  readonly messages: Iterable<WaitingMessage>;
  /** When somebody wrote to somebody last, wherever that message lies now; nothing where they never did. */
  readonly lastMessage: (from: string, to: string) => number | undefined;
}

/** One who waits for another, with the reason. */
export interface WaitFor {
  readonly from: string;
  readonly to: string;
  readonly reason: WaitReason;
  readonly since: number;
  readonly item?: string;
  readonly count?: number;
}

/** Types that are closed together with their parent, which so never waits for them. */
const CLOSED_WITH_PARENT: ReadonlySet<string> = new Set(["VR"]);

/** Whether something is still to be done with a document. */
export function isOpenDocument({
  status,
  hasDraft,
  isForeign,
}: Pick<DocumentView, "status" | "hasDraft" | "isForeign">): boolean {
  if (status === undefined || isForeign || isTerminal(status)) return false;
  return status !== "EFFECTIVE" || hasDraft;
}

/**
 * All waits that the documents and inboxes tell of. A message is unanswered until the one who has it writes to its sender,
 * or archives it. Each wait stands once: for a round that is asked for by a task as well, with that task.
 */
export function waitsOf(sources: WaitSources): readonly WaitFor[] {
  const tasks = new Map<string, WaitingTask>();
  for (const task of sources.tasks) {
    const key = `${task.document} ${task.workflow} ${task.user}`;
    const known = tasks.get(key);
    if (known === undefined || task.at < known.at) tasks.set(key, task);
  }
  const waits: WaitFor[] = [];
  for (const document of sources.documents.values()) {
    waits.push(...waitsOfDocument(document, tasks), ...waitForChild(document, sources.documents));
  }
  for (const { document: id, workflow, user, at, item } of tasks.values()) {
    const document = sources.documents.get(id);
    if (document?.status === undefined || workflowOf(document.status) !== workflow) continue;
    if (document.pending.includes(user)) continue;
    waits.push({ from: documentKey(id), to: userKey(user), reason: "task", since: at, item });
  }
  return [...waits, ...waitsForAnswers(sources)];
}

function* waitsOfDocument(
  { id, status, owner, pending, since, changedAt, hasDraft }: WaitingDocument,
  tasks: ReadonlyMap<string, WaitingTask>,
): Generator<WaitFor, void, void> {
  if (status === undefined) return;
  const from = documentKey(id);
  const began = since ?? changedAt;
  const { users, what } = mustAct({ status, owner, pending }, hasDraft);
  switch (what) {
    case "review":
    case "approval": {
      const workflow = workflowOf(status);
      for (const user of users) {
        const task = tasks.get(`${id} ${workflow} ${user}`);
        const asked = task === undefined ? { since: began } : { since: task.at, item: task.item };
        yield { from, to: userKey(user), reason: what, ...asked };
      }
      break;
    }
    case "owner":
      for (const user of users) yield { from, to: userKey(user), reason: "step", since: began };
      return;
    case "assign":
    case "checkout":
    case "nobody":
      break;
  }
  // Who owns a document that others have to act on waits for it; who has to act on it as well does not.
  const isWithOthers = workflowOf(status) !== undefined && owner !== undefined && !pending.includes(owner);
  if (isWithOthers) yield { from: userKey(owner), to: from, reason: "owner", since: began };
}

function* waitForChild(
  { id, type, parent, since, changedAt }: WaitingDocument,
  documents: ReadonlyMap<string, WaitingDocument>,
): Generator<WaitFor, void, void> {
  if (parent === undefined || CLOSED_WITH_PARENT.has(type) || !documents.has(parent)) return;
  yield { from: documentKey(parent), to: documentKey(id), reason: "child", since: since ?? changedAt };
}

/** One wait for each pair of users, from the oldest message without an answer on. */
function waitsForAnswers({ messages, lastMessage }: WaitSources): readonly WaitFor[] {
  const waits = new Map<string, { wait: WaitFor; count: number }>();
  for (const { user, from, at, item } of messages) {
    const answered = lastMessage(user, from);
    if (from === user || (answered !== undefined && answered >= at)) continue;
    const key = `${from} ${user}`;
    const known = waits.get(key);
    const isOldest = known === undefined || at < known.wait.since;
    const wait = isOldest
      ? { from: userKey(from), to: userKey(user), reason: "message" as const, since: at, item }
      : known.wait;
    waits.set(key, { wait, count: (known?.count ?? 0) + 1 });
  }
  return [...waits.values()].map(({ wait, count }) => ({ ...wait, count }));
}
