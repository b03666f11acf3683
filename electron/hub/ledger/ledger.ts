import { randomBytes } from "node:crypto";
import { DisposableStore } from "../../../shared/base/disposable.ts";
import { Emitter, type Event } from "../../../shared/base/emitter.ts";
import { HubError } from "../../../shared/contract/errors.ts";
import { afterEntry } from "../../../shared/ledger/apply-entry.ts";
import type { ItemEntry, LedgerBreak, ToolCallEntry } from "../../../shared/ledger/ledger-entry.ts";
import {
  isToAnnounce,
  MOST_REASON_CHARS,
  type AnnounceHow,
  type ItemKey,
  type LedgerItem,
} from "../../../shared/ledger/ledger-item.ts";
import { hasCode } from "../files/has-code.ts";
import { attemptsIn, entryOf, keyOf, type Attempt, type AttemptOutcome } from "./attempt.ts";
import type { ChainWriter } from "./chain-writer.ts";
import type { ItemChange, ItemIndex } from "./item-index.ts";

/** Beyond this many open items the memory for them is no longer small, and no agent gets through them. */
const MOST_OPEN_ITEMS = 250_000;
/** Beyond this many calls on their way to the disk it does not keep up with them, and memory must not either. */
const MOST_WAITING_CALLS = 5000;
/** Of many items so many are worked through at a time: a few milliseconds. */
const SLICE_ITEMS = 500;

export interface LedgerDependencies {
  readonly index: ItemIndex;
  readonly writer: ChainWriter;
  readonly now: () => number;
}

/**
 * The record of every item: that it came, whether its agent was told and how that is known, and what became of it. Each
 * change shows at once, so that nothing is begun twice; its promise resolves when it is on disk, and rejects, the change
 * taken back, where it cannot get there.
 */
export class Ledger {
  readonly #index: ItemIndex;
  readonly #writer: ChainWriter;
  readonly #now: () => number;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<ItemChange>());
  readonly #noted = this.#store.add(new Emitter<void>());
  readonly #unsettled: readonly Attempt[];
  #waitingCalls = 0;
  #missedCalls = 0;
  #closing: Promise<void> | undefined;

  /** What was found wrong with the chain when it was opened; it is named in the new one. */
  readonly breaks: readonly LedgerBreak[];
  /** Fires when a change is on disk; an item without an `after` is no longer open. */
  readonly onChanged: Event<ItemChange> = this.#changed.event;
  /** Fires when a call of a tool was written down. */
  readonly onNoted: Event<void> = this.#noted.event;

  constructor({ index, writer, now }: LedgerDependencies, breaks: readonly LedgerBreak[]) {
    this.#index = index;
    this.#writer = writer;
    this.#now = now;
    this.breaks = breaks;
    this.#unsettled = attemptsIn(index);
  }

  get(key: ItemKey): LedgerItem | undefined {
    return this.#index.get(key);
  }

  /** Everyone who has open items. */
  get agents(): string[] {
    return this.#index.agents;
  }

  /** All open items of an agent. */
  itemsOf(agent: string): LedgerItem[] {
    return this.#index.itemsOf(agent);
  }

  /** The items that an agent is still to be told of, the oldest first. */
  toAnnounce(agent: string): LedgerItem[] {
    return this.#index.toAnnounce(agent);
  }

  /** Writes down items that came; those that are known are left as they are. */
  async create(keys: readonly ItemKey[]): Promise<void> {
    if (this.#index.size + keys.length > MOST_OPEN_ITEMS)
      throw new HubError(
        "unavailable",
        `More than ${MOST_OPEN_ITEMS} items are open in this project. Archive some, and open it again.`,
      );
    await this.#appendMany("created", keys);
  }

  /**
   * Brings an agent's items in line with a list of all that lie in its inbox now: what is new is created, what is gone
   * was archived. The list has to be one that could be read, and the lists must come in the order they were made.
   */
  async reconcile(agent: string, present: readonly Omit<ItemKey, "agent">[]): Promise<void> {
    const keys = present.map(({ item, file }) => ({ agent, item, file }));
    const isPresent = new Set(keys.map(({ item, file }) => `${item}\0${file}`));
    const gone = this.#index.itemsOf(agent).filter(({ item, file }) => !isPresent.has(`${item}\0${file}`));
    await this.mark(gone, "archived");
    await this.create(keys);
  }

  /** Notes why an agent cannot be told yet; an attempt that is under way stays so. */
  async hold(keys: readonly ItemKey[], reason: string): Promise<void> {
    const text = reason.slice(0, MOST_REASON_CHARS);
    const toHold = this.#known(keys).filter(
      (item) => (isTellable(item) || item.notice.kind === "announcing") && reasonOf(item) !== text,
    );
    await this.#append(toHold.map((item) => ({ kind: "held", ...keyOf(item), reason: text })));
  }

  /** Notes that there is nobody to tell. The item stays open: it can be held or told when that changes. */
  async setUndeliverable(keys: readonly ItemKey[], reason: string): Promise<void> {
    const text = reason.slice(0, MOST_REASON_CHARS);
    const items = this.#known(keys).filter(isToAnnounce);
    await this.#append(items.map((item) => ({ kind: "undeliverable", ...keyOf(item), reason: text })));
  }

  /** Notes what the agent, or somebody for it, has done about items. */
  async mark(keys: readonly ItemKey[], progress: "seen" | "acted" | "archived"): Promise<void> {
    await this.#appendMany(progress, keys);
  }

  /**
   * Begins to tell an agent of those of the items that it was not told of, and that no other attempt is telling it of;
   * nothing where none is left. Only when this has resolved may anything be done that reaches the agent.
   */
  async begin(keys: readonly ItemKey[], how?: AnnounceHow): Promise<Attempt | undefined> {
    const attempt = randomBytes(9).toString("base64url");
    const chosen = how === undefined ? {} : { how };
    const at = this.#now();
    const items = this.#known(keys).filter(isTellable).map(keyOf);
    if (items.length === 0) return undefined;
    await this.#append(items.map((key) => ({ kind: "announcing", ...key, attempt, ...chosen })));
    return { id: attempt, ...chosen, at, items };
  }

  /**
   * Ends an attempt. Of items that were announced meanwhile nothing is changed. A proof may come late, after the attempt
   * was given up: it counts, unless the agent has been told by another attempt.
   */
  async settle({ id, items }: Attempt, outcome: AttemptOutcome): Promise<void> {
    const known = this.#known(items);
    const isUnderWay = ({ notice }: LedgerItem): boolean =>
      notice.kind === "announcing" && notice.attempt === id;
    const isProvable = (item: LedgerItem): boolean =>
      isUnderWay(item) || isTellable(item) || item.notice.kind === "uncertain";
    const settled = known.filter(outcome.kind === "announced" ? isProvable : isUnderWay);
    await this.#append(settled.map((item) => entryOf(outcome, keyOf(item), id)));
  }

  /** Notes that what an agent was told did not stay with it: it is still to be told. */
  async takeBack(keys: readonly ItemKey[], reason: string): Promise<void> {
    const text = reason.slice(0, MOST_REASON_CHARS);
    await this.#append(keys.map((key) => ({ kind: "taken-back", ...keyOf(key), reason: text })));
  }

  /** The attempts that an earlier run began and did not end. Whether they arrived is for the caller to find out. */
  recover(): readonly Attempt[] {
    return this.#unsettled.flatMap((attempt) => {
      const items = attempt.items.filter((key) => {
        const notice = this.#index.get(key)?.notice;
        return notice?.kind === "announcing" && notice.attempt === attempt.id;
      });
      return items.length === 0 ? [] : [{ ...attempt, items }];
    });
  }

  /** Writes down a call of a tool; nobody waits for that. */
  note(call: ToolCallEntry): void {
    if (this.#closing !== undefined) return;
    if (this.#waitingCalls >= MOST_WAITING_CALLS) {
      this.#missedCalls += 1;
      return;
    }
    const missed = this.#missedCalls;
    this.#missedCalls = 0;
    this.#waitingCalls += 1;
    this.#writer
      .append([missed === 0 ? call : { ...call, missed }], this.#now(), () => this.#noted.fire())
      .catch(() => {
        // The writer has logged why; a later call says how many there were.
        this.#missedCalls += missed + 1;
      })
      .finally(() => {
        this.#waitingCalls -= 1;
      });
  }

  /** Lets what was asked for get to the disk, and lets go of the ledger. */
  close(): Promise<void> {
    this.#closing ??= this.#writer.close().finally(() => this.#store.dispose());
    return this.#closing;
  }

  /** Each item once, as it stands. */
  #known(keys: readonly ItemKey[]): LedgerItem[] {
    return [...new Set(keys.flatMap((key) => this.#index.get(key) ?? []))];
  }

  async #appendMany(
    kind: "created" | "seen" | "acted" | "archived",
    keys: readonly ItemKey[],
  ): Promise<void> {
    for (let first = 0; first < keys.length; first += SLICE_ITEMS) {
      const slice = keys.slice(first, first + SLICE_ITEMS);
      await this.#append(slice.map((key) => ({ kind, ...keyOf(key) })));
    }
  }

  /** Writes those entries that change something. */
  async #append(entries: readonly ItemEntry[]): Promise<void> {
    if (this.#closing !== undefined) throw new HubError("unavailable", "The project was closed.");
    const at = this.#now();
    const written: ItemEntry[] = [];
    const changes: ItemChange[] = [];
    for (const entry of entries) {
      const item = this.#index.get(entry);
      if (afterEntry(item, entry, at) === item) continue;
      written.push(entry);
      changes.push(this.#index.change(entry, at));
    }
    if (written.length === 0) return;
    try {
      await this.#writer.append(written, at, () => this.#onWritten(changes));
    } catch (error) {
      throw unwritable(error);
    }
  }

  #onWritten(changes: readonly ItemChange[]): void {
    for (const change of changes) this.#index.written(change);
    for (const change of changes) this.#changed.fire(change);
  }
}

/** Whether an attempt may begin: also for somebody of whom there was nobody to tell before. */
function isTellable(item: LedgerItem): boolean {
  return isToAnnounce(item) || (item.notice.kind === "undeliverable" && item.progress !== "archived");
}

function reasonOf({ notice }: LedgerItem): string | undefined {
  if (notice.kind === "held") return notice.reason;
  return notice.kind === "announcing" ? notice.heldFor : undefined;
}

function unwritable(error: unknown): HubError {
  const isFull = hasCode(error, "ENOSPC", "EDQUOT");
  const why = isFull ? "The disk is full. Free some space" : "The log says why. Correct it";
  return new HubError(
    "unavailable",
    `What becomes of inbox items cannot be recorded. ${why}, and it goes on by itself.`,
    { cause: error },
  );
}
