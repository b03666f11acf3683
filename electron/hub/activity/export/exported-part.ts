import type { ActivityId } from "../../../../shared/contract/activity.ts";
import type { SlicedWork } from "../../reader/folders/slices.ts";
import type { ActivityIndex } from "../index/activity-index.ts";
import type { ExportPlace } from "../thread/messages.ts";
import { exportHead, exportLine } from "./export-line.ts";

/** Together they stay below what one piece may hold, however long their details are. */
const ENTRIES_PER_PIECE = 200;
const MOST_CHARS = 1_000_000;

/** The next piece of an export, and where the one behind it begins. */
export function* exportedPart(
  index: ActivityIndex,
  { filter, format, from }: ExportPlace,
): SlicedWork<{ text: string; next: ActivityId | undefined }> {
  const { entries, next } = yield* index.walk({ filter, from, limit: ENTRIES_PER_PIECE, direction: "forth" });
  let text = from === undefined ? exportHead(format) : "";
  for (const [place, entry] of entries.entries()) {
    text += exportLine(entry, format);
    const isLast = place === entries.length - 1;
    if (text.length > MOST_CHARS && !isLast) return { text, next: entry.id };
  }
  return { text, next };
}
