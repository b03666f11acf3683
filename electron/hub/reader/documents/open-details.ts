import type { DocumentView } from "../../../../shared/contract/qms.ts";
import { isOpenDocument } from "../../../../shared/desk/waits-of.ts";
import { parseAudit } from "../../../../shared/qms/audit-event.ts";
import { itemCounts } from "../../../../shared/qms/execution-items.ts";
import { replay, type RoundAnswer } from "../../../../shared/qms/replay.ts";
import { workflowOf, type Status } from "../../../../shared/qms/status.ts";
import { readDocument } from "../../qms/documents/frontmatter.ts";
import { readHead } from "../folders/read-head.ts";
import { shownLine } from "../shown-line.ts";
import type { DocumentFile } from "./document-file.ts";

/** A longer history or text is not read for what stands in a list. */
const MOST_BYTES = 1_048_576;
const MOST_PEOPLE = 100;

/** What a list shows of an open document that neither its state nor the beginning of its text says. */
export type OpenDetails = Pick<DocumentView, "since" | "round" | "items">;

/** What was read of a document's history and text, good for as long as these files and its status are the same. */
export interface ReadDetails {
  readonly key: string;
  readonly since: number | undefined;
  readonly assigned: readonly string[];
  readonly answers: Readonly<Record<string, RoundAnswer>>;
  readonly items: DocumentView["items"];
}

/** Reads what is to be shown of an open document, unless it is known; nothing of one with which nothing is left to do. */
export function readDetails(
  root: string,
  view: DocumentView,
  files: readonly DocumentFile[],
  known: ReadDetails | undefined,
): ReadDetails | undefined {
  const { status, isExecutable } = view;
  if (status === undefined || !isOpenDocument(view)) return undefined;
  const audits = files.filter((file) => file.role === "audit");
  const texts = files.filter((file) => file.role === "text");
  const text = isExecutable ? (texts.find((file) => file.isDraft) ?? texts[0]) : undefined;
  const read = [...audits, ...(text === undefined ? [] : [text])];
  const key = [status, ...read.map(({ path, mtimeMs }) => `${path} ${mtimeMs}`)].join("\n");
  if (known?.key === key) return known;
  const items = text && itemCounts(readDocument(wholeText(root, text.path) ?? "").body);
  const paths = audits.map(({ path }) => path).toSorted();
  return { key, items, ...courseOf(status, paths.map((path) => wholeText(root, path) ?? "").join("\n")) };
}

function courseOf(status: Status, audit: string): Omit<ReadDetails, "key" | "items"> {
  const { stretches, rounds } = replay(parseAudit(audit).events);
  const [stretch, round] = [stretches.at(-1), rounds.at(-1)];
  const isRunning = round?.end === "open" && round.workflow === workflowOf(status);
  return {
    // A history that ends elsewhere does not say it.
    since: stretch?.status === status ? stretch.since : undefined,
    assigned: isRunning ? round.assigned.slice(0, MOST_PEOPLE).map((user) => shownLine(user, 64)) : [],
    answers: Object.fromEntries(
      isRunning
        ? round.answers.slice(-MOST_PEOPLE).map(({ user, answer }) => [shownLine(user, 64), answer])
        : [],
    ),
  };
}

function wholeText(root: string, path: string): string | undefined {
  const result = readHead(`${root}/${path}`, { bytes: MOST_BYTES, mostBytes: MOST_BYTES });
  return result.kind === "head" && result.isWhole ? result.text : undefined;
}

/** What is shown of what was read. Where the state names others than the history, both are taken. */
export function openDetails(
  { status, pending, outcomes }: DocumentView,
  { since, items, assigned, answers }: ReadDetails,
): OpenDetails {
  const workflow = status === undefined ? undefined : workflowOf(status);
  const reviews = workflow?.endsWith("REVIEW") === true ? outcomes : {};
  const given = Object.entries({ ...reviews, ...answers }).filter(([user]) => !pending.includes(user));
  const all = [...new Set([...assigned, ...given.map(([user]) => user), ...pending])];
  return {
    ...(since !== undefined && { since }),
    ...(workflow !== undefined && {
      round: { workflow, assigned: all.slice(0, MOST_PEOPLE), answers: Object.fromEntries(given) },
    }),
    ...(items !== undefined && { items }),
  };
}
