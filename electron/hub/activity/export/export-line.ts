import type { ActivityEntry, ExportFormat } from "../../../../shared/contract/activity.ts";

const CSV_HEAD = ["time", "kind", "event", "agent", "document", "text", "details", "id"];

/** What stands before the first entry of a file. */
export function exportHead(format: ExportFormat): string {
  return format === "csv" ? csvLine(CSV_HEAD) : "";
}

/** An entry as a line of a file, with its end. */
export function exportLine(entry: ActivityEntry, format: ExportFormat): string {
  const { id, at, ...rest } = entry;
  const time = new Date(at).toISOString();
  if (format === "jsonl") return `${JSON.stringify({ time, ...rest, id })}\n`;
  const { kind, event, agent = "", document = "", text, details } = rest;
  return csvLine([time, kind, event, agent, document, text, JSON.stringify(details), id]);
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

/** What programs that open such files take for the beginning of a formula; also behind space, and as wide characters. */
const FORMULA = /^\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20|%]/;

/** A cell that holds a text, and is never a formula: what could be one gets an apostrophe before it. */
export function csvCell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
