import { markdownTables, type MarkdownTable } from "./text/markdown-tables.ts";

/** How far an item has come: `done` is one that has a result which says neither that it passed nor that it failed. */
export const ITEM_STATES = ["open", "done", "passed", "failed"] as const;
export type ItemState = (typeof ITEM_STATES)[number];

/** One row of a table of execution items, as its author wrote it. */
export interface ExecutionItemRow {
  readonly id: string;
  readonly text: string;
  readonly expected?: string;
  readonly evidence?: string;
  readonly outcome?: string;
  readonly by?: string;
  readonly state: ItemState;
}

/** More than anybody carries out by hand. */
const MOST_ITEMS = 500;

/**
 * The rows of a document's tables of execution items. Such a table has a column that names the item, one that says what
 * is done, and one for what came of it; what the columns are called differs between projects.
 */
export function executionItems(body: string): ExecutionItemRow[] {
  const items: ExecutionItemRow[] = [];
  for (const table of markdownTables(body)) {
    const columns = columnsOf(table);
    if (columns === undefined) continue;
    for (const row of table.rows) {
      if (items.length === MOST_ITEMS) return items;
      const item = itemOf(row, columns);
      if (item !== undefined) items.push(item);
    }
  }
  return items;
}

/** How many of a document's execution items are done; nothing where it has none. */
export function itemCounts(body: string): { readonly done: number; readonly total: number } | undefined {
  const items = executionItems(body);
  if (items.length === 0) return undefined;
  return { done: items.filter(({ state }) => state !== "open").length, total: items.length };
}

type Role = "id" | "text" | "expected" | "outcome" | "evidence" | "by";
type Columns = Readonly<Partial<Record<Role, number>>> & { readonly id: number; readonly text: number };

/** What columns may be called, the more exact names first: `Task outcome` is an outcome, not a task. */
const NAMES: readonly (readonly [Role, RegExp])[] = [
  ["by", /^(?:done |executed |performed )?by\b|\bperform|\bexecuted by\b|\bsign|^who\b/],
  ["expected", /\bexpect|\baccept/],
  ["outcome", /\boutcome\b|\bverdict\b|\bstatus\b|\bpass\b|^state$|^done\??$/],
  ["evidence", /\bevidence\b|\bresults?\b|\bactual\b|\bsummary\b|\bobserv|\bproof\b/],
  ["id", /^(?:ei|item|step|id|no|nr|number|#|execution item|item no|ei id)$/],
  [
    "text",
    /\bwhat is done\b|\btask\b|\baction\b|\bdescription\b|\bactivity\b|\binstruction|\bwhat\b|\bstep\b/,
  ],
];

/** Which column is for what; nothing where the table is another. */
function columnsOf({ header }: MarkdownTable): Columns | undefined {
  const found: Partial<Record<Role, number>> = {};
  for (const [place, title] of header.entries()) {
    const name = plain(title)
      .toLowerCase()
      .replaceAll(/[.:*_`]/g, "")
      .trim();
    const role = NAMES.find(([, pattern]) => pattern.test(name))?.[0];
    if (role !== undefined) found[role] ??= place;
  }
  const { id, text, outcome, evidence } = found;
  if (id === undefined || text === undefined || (outcome ?? evidence) === undefined) return undefined;
  return { ...found, id, text };
}

function itemOf(row: readonly string[], columns: Columns): ExecutionItemRow | undefined {
  const cell = (role: Role): string => {
    const place = columns[role];
    return place === undefined ? "" : (row[place] ?? "");
  };
  const id = plain(cell("id"));
  if (id === "") return undefined;
  const filled = (role: Role): string | undefined => (isPlaceholder(cell(role)) ? undefined : cell(role));
  const [expected, evidence, outcome, by] = [
    filled("expected"),
    filled("evidence"),
    filled("outcome"),
    filled("by"),
  ];
  return {
    id,
    text: cell("text"),
    ...(expected !== undefined && { expected }),
    ...(evidence !== undefined && { evidence }),
    ...(outcome !== undefined && { outcome }),
    ...(by !== undefined && { by }),
    state: columns.outcome === undefined ? stateOf(evidence) : stateOf(outcome),
  };
}

const NOT_YET =
  /^(?:\[ \]|open|pending|todo|to do|tbd|not (?:started|done|yet|executed|run).*|in progress|ongoing|planned|no)$/i;
const FAILED = /^(?:\W|_)*(?:fail(?:ed|ure)?|not ok|rejected|nok)\b|[✗✘❌]/i;
const PASSED =
  /^(?:\W|_)*(?:pass(?:ed)?|ok|done|complete[d]?|success(?:ful)?|yes|as expected)\b|^\[x\]|[✓✔✅]/i;

function stateOf(said: string | undefined): ItemState {
  if (said === undefined) return "open";
  const word = plain(said);
  if (NOT_YET.test(word)) return "open";
  if (FAILED.test(word)) return "failed";
  return PASSED.test(word) ? "passed" : "done";
}

/** A cell without what only sets it off. */
function plain(cell: string): string {
  return cell.replaceAll(/\*\*|__|`/g, "").trim();
}

/** Whether a cell waits to be filled: it is empty, or holds nothing but dashes and what templates put in brackets. */
function isPlaceholder(cell: string): boolean {
  if (/^\s*\[[ xX]\]/.test(cell)) return false;
  const rest = cell.replaceAll(/\[[^[\]]*\](?![([])/g, "").replaceAll(/<br ?\/?>|&nbsp;/gi, "");
  return /^[\s\-–—_*/|.…]*$/.test(rest) || /^(?:tbd|tba|todo)\.?$/i.test(rest.trim());
}
