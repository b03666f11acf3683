import { statSync } from "node:fs";
import type {
  DocumentComment,
  DocumentPage,
  DocumentRelative,
  DocumentRound,
  DocumentVersion,
  ExecutionItem,
} from "../../../../shared/contract/qms-document.ts";
import { detailOf, parseAudit, type AuditEvent } from "../../../../shared/qms/audit-event.ts";
import { executionItems } from "../../../../shared/qms/execution-items.ts";
import { mustAct } from "../../../../shared/qms/must-act.ts";
import { replay, timeOfEvent, type Round } from "../../../../shared/qms/replay.ts";
import { cleanBody } from "../../../../shared/qms/text/clean-text.ts";
import { fileProblem } from "../folders/file-problems.ts";
import { readHead } from "../folders/read-head.ts";
import { shownLine } from "../shown-line.ts";
import type { DocumentSet, FoundDocument } from "./document-set.ts";
import { readText, textPlaces } from "./document-texts.ts";
import { readRecord } from "./read-record.ts";
import { judgeDocument } from "./judge-document.ts";

/** The longest history that is read for a page. */
const MOST_AUDIT_BYTES = 16 * 1024 * 1024;
const MOST_ROUNDS = 500;
const MOST_COMMENTS = 500;
const MOST_CHILDREN = 1000;
/** All comments together: what a page can show, and an answer can carry. */
const MOST_COMMENT_CHARS = 1_000_000;

/** Reads all that a document's page shows, for one user; nothing where there is no such document. */
export function readPage(
  root: string,
  documents: DocumentSet,
  id: string,
  user: string,
): DocumentPage | undefined {
  const found = documents.find(id);
  if (found === undefined) return undefined;
  const { view } = found;
  const { events, problems } = historyOf(root, found);
  const { stretches, rounds } = replay(events);
  const last = stretches.at(-1);
  const parent = view.parent === undefined ? undefined : relative(documents, view.parent);
  return {
    id,
    type: view.type,
    title: view.title,
    ...(view.status !== undefined && { status: view.status }),
    version: view.version,
    isExecutable: view.isExecutable,
    ...(view.owner !== undefined && { owner: view.owner }),
    ...(last !== undefined && last.status === view.status && { since: last.since }),
    versions: versionsOf(root, found, events),
    rounds: rounds.slice(-MOST_ROUNDS).map(shownRound),
    comments: commentsIn(events),
    ...(parent !== undefined && { parent }),
    children: view.children.slice(0, MOST_CHILDREN).flatMap((child) => relative(documents, child) ?? []),
    items: itemsOf(root, found),
    ...recordOf(root, view),
    mustAct: mustActOf(found),
    ...judgeDocument(root, view, user),
    problems: [...view.problems, ...problems].slice(0, 100),
  };
}

function historyOf(
  root: string,
  { files }: FoundDocument,
): { readonly events: readonly AuditEvent[]; readonly problems: DocumentPage["problems"] } {
  const events: AuditEvent[] = [];
  const problems: DocumentPage["problems"] = [];
  const paths = files.flatMap((file) => (file.role === "audit" ? [file.path] : []));
  for (const path of paths.toSorted()) {
    const result = readHead(`${root}/${path}`, { bytes: MOST_AUDIT_BYTES, mostBytes: MOST_AUDIT_BYTES });
    if (result.kind === "unreadable") problems.push(fileProblem(path, result.problem));
    if (result.kind === "head") events.push(...parseAudit(result.text).events);
  }
  return { events, problems };
}

function relative(documents: DocumentSet, id: string): DocumentRelative | undefined {
  const view = documents.find(id)?.view;
  if (view === undefined) return undefined;
  const { type, title, status } = view;
  return { id, type, title, ...(status !== undefined && { status }) };
}

/** A version counts from when the history names it first. */
function versionsOf(root: string, found: FoundDocument, events: readonly AuditEvent[]): DocumentVersion[] {
  const named = new Map<string, number>();
  for (const event of events) {
    const at = timeOfEvent(event);
    if (event.version !== undefined && at !== undefined && !named.has(event.version))
      named.set(event.version, at);
  }
  return textPlaces(root, found.view.id, found).map(({ source, version, path, mtimeMs }) => ({
    source,
    version,
    at: named.get(version) ?? (mtimeMs || changedAt(`${root}/${path}`)),
  }));
}

function changedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function shownRound(round: Round): DocumentRound {
  const { workflow, version, since, until, end, routedBy, assigned, answers } = round;
  return {
    workflow,
    ...(version !== undefined && { version: shownLine(version, 16) }),
    since,
    ...(until !== undefined && { until }),
    end,
    ...(routedBy !== undefined && { routedBy: shownLine(routedBy, 64) }),
    assigned: assigned.slice(0, 100).map((user) => shownLine(user, 64)),
    answers: answers.slice(-200).map(({ user, at, answer }) => ({ user: shownLine(user, 64), at, answer })),
  };
}

/** What reviewers said, and why it was sent back: the latest, as far as there is room. */
function commentsIn(events: readonly AuditEvent[]): DocumentComment[] {
  const comments: DocumentComment[] = [];
  let left = MOST_COMMENT_CHARS;
  for (const event of events.toReversed()) {
    const comment = commentOf(event, left);
    if (comment === undefined) continue;
    left -= comment.text.length;
    comments.push(comment);
    if (comments.length === MOST_COMMENTS || left <= 0) break;
  }
  return comments.toReversed();
}

function commentOf(event: AuditEvent, mostChars: number): DocumentComment | undefined {
  const said = detailOf(event, "comment") ?? "";
  const at = timeOfEvent(event);
  if ((event.event !== "REVIEW" && event.event !== "REJECT") || said === "" || at === undefined)
    return undefined;
  const outcome = detailOf(event, "outcome") === "UPDATES_REQUIRED" ? "UPDATES_REQUIRED" : "RECOMMEND";
  const { user = "unknown", version } = event;
  return {
    at,
    user: shownLine(user, 64),
    answer: event.event === "REJECT" ? "REJECTED" : outcome,
    ...(version !== undefined && { version: shownLine(version, 16) }),
    text: cleanBody(said.slice(0, Math.min(262_000, mostChars))).trimEnd(),
  };
}

function itemsOf(root: string, found: FoundDocument): ExecutionItem[] {
  if (!found.view.isExecutable) return [];
  const text =
    readText(root, found.view.id, found, { draft: true }) ?? readText(root, found.view.id, found, {});
  return executionItems(text?.body ?? "").map(({ id, text: what, state, ...more }) => ({
    id: shownLine(id, 64),
    text: shownLine(what, 2000),
    ...(more.expected !== undefined && { expected: shownLine(more.expected, 2000) }),
    ...(more.evidence !== undefined && { evidence: shownLine(more.evidence, 4000) }),
    ...(more.outcome !== undefined && { outcome: shownLine(more.outcome, 300) }),
    ...(more.by !== undefined && { by: shownLine(more.by, 300) }),
    state,
  }));
}

function recordOf(root: string, view: FoundDocument["view"]): Pick<DocumentPage, "record"> {
  const record = readRecord(root, view);
  return record === undefined ? {} : { record };
}

function mustActOf({ view }: FoundDocument): DocumentPage["mustAct"] {
  const { status, pending, owner, hasDraft } = view;
  if (status === undefined) return { users: [], what: "nobody" };
  const { users, what } = mustAct({ status, pending, owner }, hasDraft);
  return { users: [...users], what };
}
