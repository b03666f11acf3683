import type { FoundBreak, LedgerReport } from "../hub/ledger/verify-ledger.ts";
import { plainText } from "./plain-text.ts";

/** In the order in which things happen to an item. */
const KINDS = [
  ["created", "created"],
  ["held", "held"],
  ["announcing", "begun to announce"],
  ["announced", "announced"],
  ["uncertain", "announced perhaps"],
  ["unannounced", "not announced after all"],
  ["undeliverable", "undeliverable"],
  ["seen", "seen"],
  ["acted", "acted upon"],
  ["archived", "archived"],
  ["carried", "carried over into a new file"],
  ["tool-call", "calls of tools"],
  ["healed", "healed after a crash"],
  ["unknown", "of a later version"],
] as const;

/** What was found in a ledger, in lines for a person. */
export function ledgerReport({
  files,
  entries,
  counts,
  breaks,
  breakCount,
  unfinishedIn,
}: LedgerReport): string[] {
  const kinds = KINDS.flatMap(([kind, words]) => {
    const count = counts[kind];
    return count === undefined ? [] : [`  ${String(count).padStart(7)} ${words}`];
  });
  const unnamed = breakCount - breaks.length;
  return [
    `${plural(entries, "entry", "entries")} in ${plural(files, "file", "files")}`,
    ...kinds,
    ...(unfinishedIn === undefined
      ? []
      : [
          `The last line of ${unfinishedIn} is unfinished: it is being written, or a crash has cut it short.`,
        ]),
    ...(breakCount === 0 ? ["intact"] : [`broken in ${plural(breakCount, "place", "places")}:`]),
    ...breaks.map(inWords),
    ...(unnamed > 0 ? [`  and ${unnamed} more`] : []),
  ];
}

function inWords({ file, line, problem, namedIn }: FoundBreak): string {
  const place = line === 0 ? file : `${file}:${line}`;
  const known = namedIn === undefined ? "" : ` (named in ${namedIn})`;
  return `  ${plainText(`${place}: ${problem}${known}`)}`;
}

function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
