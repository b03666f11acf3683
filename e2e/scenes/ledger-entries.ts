import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ledgerFolder } from "../../electron/hub/ledger/ledger-folder.ts";
import { unsealLine } from "../../electron/hub/ledger/seal.ts";
import { isItemEntry, type ItemEntry } from "../../shared/ledger/ledger-entry.ts";

/** What the ledger of a project says of each item that ever came, in the order in which they came. */
export function ledgerEntries(project: string): ReadonlyMap<string, readonly ItemEntry[]> {
  const folder = ledgerFolder(join(project, ".quorum"));
  const files = readdirSync(folder).filter((name) => name.endsWith(".jsonl"));
  const lines = files
    .toSorted()
    .flatMap((name) => readFileSync(join(folder, name), "utf8").trimEnd().split("\n"));
  const items = new Map<string, ItemEntry[]>();
  for (const line of lines) {
    const entry = unsealLine(Buffer.from(line)).chained?.entry;
    if (entry === undefined) throw new Error(`this is no line of a ledger: ${line}`);
    if (!isItemEntry(entry)) continue;
    // The same name may come again: then it is another item.
    const key = `${entry.agent} ${entry.item} ${entry.file}`;
    items.set(key, [...(items.get(key) ?? []), entry]);
  }
  return items;
}

/** What became of an item. */
export interface Fate {
  /** Whose it was, and its name without its time. */
  readonly item: string;
  /** How it was announced, with a proof, each time. */
  readonly announced: readonly string[];
  /** What should not happen: that nobody knows whether it was announced, or that it was not after all. */
  readonly doubts: readonly string[];
  readonly progress: readonly string[];
}

const DOUBTS = ["uncertain", "unannounced", "taken-back", "undeliverable"];
const PROGRESS = ["seen", "acted", "archived"];

/** What became of all items, in the order in which they came. */
export function fatesIn(project: string): readonly Fate[] {
  return [...ledgerEntries(project).values()].map((entries) => {
    const kinds = entries.map(({ kind }) => kind);
    return {
      item: `${entries[0]?.agent} ${entries[0]?.item.replace(/-\d{4}-.*/, "")}`,
      announced: entries.flatMap((one) => (one.kind === "announced" && one.proof !== "" ? [one.how] : [])),
      doubts: kinds.filter((kind) => DOUBTS.includes(kind)),
      progress: kinds.filter((kind) => PROGRESS.includes(kind)),
    };
  });
}
