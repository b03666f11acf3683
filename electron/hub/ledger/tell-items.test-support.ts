import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ItemKey } from "../../../shared/ledger/ledger-item.ts";
import { createJsonLog } from "../log/json-log.ts";
import type { Attempt } from "./attempt.ts";
import type { FileSystem } from "./ledger-folder.ts";
import type { Ledger } from "./ledger.ts";
import { openLedger } from "./open-ledger.ts";

export const AGENT = "qa";
/** Small, so that a few items need several files. */
const FILE_BYTES = 3000;
const DELIVERED = "delivered.txt";
const ARCHIVED = "archived.txt";

/** The world outside of the ledger: what reached the program, and what lies in the inbox. */
class World {
  readonly #root: string;
  readonly #count: number;

  constructor(root: string, count: number) {
    this.#root = root;
    this.#count = count;
  }

  deliver({ id, items }: Attempt): void {
    this.#append(DELIVERED, `${id} ${items.map(({ item }) => item).join(" ")}`);
  }

  hasArrived({ id }: Attempt): boolean {
    return this.#lines(DELIVERED).some((line) => line.startsWith(`${id} `));
  }

  archive({ item }: ItemKey): void {
    this.#append(ARCHIVED, item);
  }

  /** What the program was told, in order. */
  get told(): string[] {
    return this.#lines(DELIVERED).flatMap((line) => line.split(" ").slice(1));
  }

  get inbox(): Pick<ItemKey, "item" | "file">[] {
    const archived = new Set(this.#lines(ARCHIVED));
    const all = Array.from({ length: this.#count }, (_, index) => `item-${index}`);
    return all.filter((item) => !archived.has(item)).map((item) => ({ item, file: "only" }));
  }

  #append(name: string, line: string): void {
    appendFileSync(join(this.#root, name), `${line}\n`);
  }

  #lines(name: string): string[] {
    const path = join(this.#root, name);
    return existsSync(path) ? readFileSync(path, "utf8").split("\n").slice(0, -1) : [];
  }
}

export interface TellItemsOptions {
  readonly count: number;
  readonly files?: FileSystem;
  /** Hears what may be relied on from then on. */
  readonly onDone?: (what: string, item: string) => void;
}

/** What the program in `root` was told, in order. */
export function toldIn(root: string): string[] {
  return new World(root, 0).told;
}

export function ledgerIn(root: string, files?: FileSystem): Promise<Ledger> {
  return openLedger({
    folder: join(root, "ledger"),
    now: Date.now,
    log: createJsonLog(() => undefined, Date.now),
    fileBytes: FILE_BYTES,
    ...(files === undefined ? {} : { files }),
  });
}

/** Tells an agent of all items in its inbox, as a hub does: also of those at which an earlier one was ended. */
export async function tellItems(root: string, { count, files, onDone }: TellItemsOptions): Promise<void> {
  const world = new World(root, count);
  const ledger = await ledgerIn(root, files);
  try {
    for (const attempt of ledger.recover()) {
      if (world.hasArrived(attempt))
        await ledger.settle(attempt, {
          kind: "announced",
          how: "paste",
          proof: "It stands in its transcript.",
        });
      else await ledger.settle(attempt, { kind: "not-announced", reason: "Nothing shows it." });
    }
    await ledger.reconcile(AGENT, world.inbox);
    const tried = new Set<string>();
    for (let items = ledger.toAnnounce(AGENT); items.length > 0; items = ledger.toAnnounce(AGENT)) {
      await tellFirst(ledger, world, items, tried, onDone);
    }
  } finally {
    await ledger.close();
  }
}

async function tellFirst(
  ledger: Ledger,
  world: World,
  items: readonly ItemKey[],
  tried: Set<string>,
  onDone: TellItemsOptions["onDone"],
): Promise<void> {
  const [first] = items;
  if (first === undefined) return;
  const number = Number(first.item.slice("item-".length));
  if (number % 3 === 0) await ledger.hold([first], "It is in the middle of a line.");
  const attempt = await ledger.begin(items.slice(0, 1 + (number % 2)), "paste");
  if (attempt === undefined) throw new Error("an item that is to be announced was refused");
  if (number % 4 === 1 && !tried.has(first.item)) {
    tried.add(first.item);
    await ledger.settle(attempt, { kind: "not-announced", reason: "It did not get there." });
    return;
  }
  world.deliver(attempt);
  await ledger.settle(attempt, { kind: "announced", how: "paste", proof: "It was seen." });
  for (const { item } of attempt.items) onDone?.("announced", item);
  if (number % 5 !== 0) return;
  await ledger.mark([first], "seen");
  world.archive(first);
  await ledger.mark([first], "archived");
  onDone?.("archived", first.item);
}
