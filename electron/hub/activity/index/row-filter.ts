import type { ActivityEntry, ActivityFilter } from "../../../../shared/contract/activity.ts";
import type { EntryIndex } from "./entry-index.ts";
import { placedTime } from "./entry-place.ts";

/** A filter, made ready for looking at many entries. */
export interface RowFilter {
  /** The places of the order that it can apply to. */
  readonly from: number;
  readonly to: number;
  /** Whether the entry may be meant, as far as that is known without reading it. */
  isMeant(row: number): boolean;
  /** Whether what it says is what is looked for. */
  says(entry: ActivityEntry): boolean;
}

export function rowFilter(index: EntryIndex, filter: ActivityFilter): RowFilter {
  const { kinds, agents, document, since, until } = filter;
  const { columns } = index;
  const meant = agents && index.agents.codesWhere((name) => agents.includes(name));
  const documents = document && index.documents.codesWhere((name) => isOf(name, document));
  return {
    from: since === undefined ? 0 : index.placeOf({ at: placedTime(since), name: "", start: 0 }),
    to: until === undefined ? index.length : index.placeOf({ at: placedTime(until), name: "", start: 0 }),
    isMeant: (row) =>
      columns.isThere(row) &&
      (kinds === undefined || kinds.includes(columns.kind(row))) &&
      (meant === undefined || meant.has(columns.agent(row))) &&
      (!documents || documents.has(columns.document(row))),
    says: wordFilter(filter.text),
  };
}

/** Whether a filter lets an entry pass that has just come. */
export function entryFilter(filter: ActivityFilter): (entry: ActivityEntry) => boolean {
  const { kinds, agents, document, since, until, text } = filter;
  const says = wordFilter(text);
  return (entry) =>
    (kinds === undefined || kinds.includes(entry.kind)) &&
    (agents === undefined || agents.includes(entry.agent ?? "")) &&
    (document === undefined || document === "" || isOf(entry.document ?? "", document)) &&
    (since === undefined || entry.at >= placedTime(since)) &&
    (until === undefined || entry.at < placedTime(until)) &&
    says(entry);
}

function isOf(document: string, meant: string): boolean {
  return document === meant || document.startsWith(`${meant}-`);
}

function wordFilter(text: string | undefined): (entry: ActivityEntry) => boolean {
  const words = (text ?? "")
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  if (words.length === 0) return () => true;
  return ({ text: line, event, agent = "", document = "", details }) => {
    const all = [line, event, agent, document, ...Object.values(details)].join("\n").toLowerCase();
    return words.every((word) => all.includes(word));
  };
}
