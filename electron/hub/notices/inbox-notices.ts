import { assertNever } from "../../../shared/base/assert-never.ts";
import { DisposableStore, type Disposable } from "../../../shared/base/disposable.ts";
import type { Event } from "../../../shared/base/emitter.ts";
import type { InboxItem } from "../../../shared/contract/inbox.ts";
import type { ItemKey } from "../../../shared/ledger/ledger-item.ts";
import {
  MAX_OPEN_NOTICES,
  type Notice,
  type NoticeOutcome,
  type NoticeWay,
} from "../../../shared/link/notices.ts";
import { PERSON } from "../../../shared/qms/group.ts";
import type { Attempt } from "../ledger/attempt.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Logger } from "../log/logger.ts";
import type { ActingUsers } from "./acting-users.ts";
import { noticeId } from "./notice-id.ts";
import { noticeLine } from "./notice-line.ts";

/** A ledger that could not be written to is tried again after this. */
const RETRY_MS = 5000;
/** So many items are worked through at a time: a few milliseconds. */
const SLICE_ITEMS = 500;

const NOT_RUNNING = "It is not running. It is told when it is ready next.";
const EARLIER_SESSION =
  "Its session was started by an earlier version of Quorum. Restart it to let it be told.";
const NOBODY = "No agent of this project has this name.";
/** What is left to say of an item that left the inbox on its way to the agent. */
const GONE_LINE = "An item came to your inbox and left it again. Run qms inbox.";
const A_PERSONS = "A person reads this inbox.";
const HOW = { prompt: "paste", stop: "stop-hook" } as const satisfies Record<NoticeWay, string>;

/** The agent that an inbox belongs to, as far as it can be told something. */
export interface NoticeTarget {
  readonly takesNotices: boolean;
  /** Whether its session takes none, and never will. */
  readonly isOfEarlierVersion: boolean;
  /** Fires when one of the two may have changed. */
  readonly onChanged: Event<unknown>;
  readonly onNoticeNews: Event<{ readonly id: string; readonly outcome: NoticeOutcome }>;
  setNotices(notices: readonly Notice[]): void;
}

export interface InboxNoticesOptions {
  readonly user: string;
  /** Nobody where the inbox is one that no agent reads. */
  readonly target: NoticeTarget | undefined;
  /** What lies in the inbox now. */
  readonly items: () => Iterable<InboxItem>;
  readonly ledger: Ledger;
  readonly acting: ActingUsers;
  readonly log: Logger;
}

/** A notice that is with the session host, or was. */
interface Told {
  readonly key: ItemKey;
  readonly attempt: Attempt;
  readonly line: string;
  isSettled: boolean;
}

/**
 * Sees to it that an agent is told of each item in its inbox once. Everything that counts stands in the ledger; what is
 * kept here can be made anew from it and from the inbox, which is what happens when the ledger could not be written to.
 */
export class InboxNotices implements Disposable {
  readonly #options: InboxNoticesOptions;
  readonly #store = new DisposableStore();
  /** The items that lie in the inbox, by their names. */
  readonly #items = new Map<string, InboxItem>();
  /** By what they are called to the session host, the oldest first. */
  readonly #told = new Map<string, Told>();
  #retry: NodeJS.Timeout | undefined;
  /** Why nothing could be told; nothing where it could. */
  #untellable: string | undefined = NOT_RUNNING;
  #isSaying = false;
  /** Whether there may be items that were undeliverable before their agent came. */
  #mayHaveUndeliverable = true;

  constructor(options: InboxNoticesOptions) {
    this.#options = options;
  }

  /** Takes up what an earlier run left, and what came and went meanwhile; resolves when that is on record. */
  start(unsettled: readonly Attempt[]): Promise<void> {
    for (const attempt of unsettled)
      for (const key of attempt.items)
        this.#told.set(noticeId(key), {
          key,
          attempt: { ...attempt, items: [key] },
          line: GONE_LINE,
          isSettled: false,
        });
    const { target } = this.#options;
    if (target !== undefined) {
      this.#store.add(target.onNoticeNews(({ id, outcome }) => this.#onOutcome(id, outcome)));
      this.#store.add(target.onChanged(() => this.#onTarget(target)));
      this.#untellable = whyUntellable(target);
    }
    return this.#takeUpAll();
  }

  /** Items came, changed or went. */
  apply(items: readonly InboxItem[], removed: readonly string[]): void {
    const { user, ledger, acting } = this.#options;
    const gone = removed.flatMap((name) => this.#forget(name));
    const created = items.flatMap((item) => {
      const isSame = this.#items.get(item.id)?.file === item.file && this.#items.has(item.id);
      if (!isSame) gone.push(...this.#forget(item.id));
      this.#items.set(item.id, item);
      return isSame ? [] : [keyOf(user, item)];
    });
    const acted = gone.filter(({ item }) => acting.takeAct(user, item));
    void this.#write(
      ledger.mark(acted, "acted"),
      ledger.mark(gone, "archived"),
      ledger.create(created),
      this.#tell(),
    );
    this.#dropGone();
  }

  /** The agent has read its inbox. */
  seen(): void {
    const { user, ledger } = this.#options;
    void this.#write(
      ledger.mark(
        Array.from(this.#items.values(), (item) => keyOf(user, item)),
        "seen",
      ),
    );
  }

  dispose(): void {
    clearTimeout(this.#retry);
    this.#store.dispose();
  }

  #takeUpAll(): Promise<void> {
    const { user, items, ledger } = this.#options;
    this.#items.clear();
    for (const item of items()) this.#items.set(item.id, item);
    const present = Array.from(this.#items.values(), (item) => keyOf(user, item));
    const taken = this.#write(ledger.reconcile(user, present).then(() => this.#tell()));
    this.#dropGone();
    return taken;
  }

  #forget(name: string): ItemKey[] {
    const item = this.#items.get(name);
    this.#items.delete(name);
    return item === undefined ? [] : [keyOf(this.#options.user, item)];
  }

  #onTarget(target: NoticeTarget): void {
    const reason = whyUntellable(target);
    if (reason === this.#untellable) return;
    this.#untellable = reason;
    void this.#write(this.#tell());
  }

  /** Begins what can be told, and says of the rest why not. */
  async #tell(): Promise<void> {
    const { user, target, ledger } = this.#options;
    const waiting = ledger.toAnnounce(user);
    if (target === undefined)
      return inSlices(waiting, (slice) =>
        user === PERSON ? ledger.hold(slice, A_PERSONS) : ledger.setUndeliverable(slice, NOBODY),
      );
    const reason = whyUntellable(target);
    if (reason !== undefined) {
      const open = [...this.#told.values()].filter(({ isSettled }) => !isSettled).map(({ key }) => key);
      return inSlices([...open, ...waiting], (slice) => ledger.hold(slice, reason));
    }
    const room = MAX_OPEN_NOTICES - this.#openCount;
    const attempt = await ledger.begin(this.#tellable(waiting).slice(0, Math.max(0, room)));
    for (const key of attempt?.items ?? [])
      if (attempt !== undefined)
        this.#told.set(noticeId(key), {
          key,
          attempt: { ...attempt, items: [key] },
          line: this.#lineOf(key.item) ?? GONE_LINE,
          isSettled: false,
        });
    this.#say();
  }

  /** Of what was undeliverable before its agent came, too. */
  #tellable(waiting: readonly ItemKey[]): readonly ItemKey[] {
    const { user, ledger } = this.#options;
    if (!this.#mayHaveUndeliverable) return waiting;
    const undeliverable = ledger.itemsOf(user).filter(({ notice }) => notice.kind === "undeliverable");
    this.#mayHaveUndeliverable = undeliverable.length > 0;
    return [...undeliverable, ...waiting];
  }

  get #openCount(): number {
    let count = 0;
    for (const { isSettled } of this.#told.values()) if (!isSettled) count += 1;
    return count;
  }

  /** Says all that is open; of several changes at once only the last. */
  #say(): void {
    if (this.#isSaying) return;
    this.#isSaying = true;
    queueMicrotask(() => {
      this.#isSaying = false;
      const open = [...this.#told].filter(([, { isSettled }]) => !isSettled);
      this.#options.target?.setNotices(
        open.map(([id, { key, line }]) => ({ id, line: this.#lineOf(key.item) ?? line })),
      );
    });
  }

  #onOutcome(id: string, outcome: NoticeOutcome): void {
    const told = this.#told.get(id);
    if (told === undefined) return;
    const { ledger } = this.#options;
    switch (outcome.kind) {
      case "held":
        if (told.isSettled) return;
        if (!this.#isPresent(told.key)) return this.#giveUp(id, told);
        return void this.#write(ledger.hold([told.key], outcome.reason));
      case "announced":
        return this.#settled(
          told,
          ledger.settle(told.attempt, {
            kind: "announced",
            how: HOW[outcome.how],
            proof: outcome.proof,
          }),
        );
      case "uncertain":
        return this.#settled(
          told,
          ledger.settle(told.attempt, {
            kind: "uncertain",
            how: HOW[outcome.how],
            reason: "It may have arrived, and nothing shows it. It is not told again.",
          }),
        );
      case "returned":
        // Said again until it is told again; and who has seen it in the inbox needs no notice any more.
        if (!told.isSettled || ledger.get(told.key)?.progress !== "unread") return;
        this.#told.delete(id);
        return void this.#write(ledger.takeBack([told.key], outcome.reason), this.#tell());
      default:
        return assertNever(outcome);
    }
  }

  #settled(told: Told, work: Promise<void>): void {
    told.isSettled = true;
    void this.#write(
      work.then(() => {
        this.#dropGone();
        // What waited for its turn beyond those that may be open can follow.
        return this.#tell();
      }),
    );
  }

  /** It left the inbox before its agent was told. */
  #giveUp(id: string, told: Told): void {
    this.#told.delete(id);
    const reason = "It left the inbox before its agent was told.";
    void this.#write(this.#options.ledger.settle(told.attempt, { kind: "not-announced", reason }));
    this.#say();
  }

  /** What is no longer in the inbox, and not on its way to the agent, is not told any more. */
  #dropGone(): void {
    const { target, ledger } = this.#options;
    for (const [id, told] of this.#told) {
      if (this.#isPresent(told.key)) continue;
      const notice = ledger.get(told.key)?.notice;
      const isHeld = notice?.kind === "announcing" && notice.heldFor !== undefined;
      if (told.isSettled) this.#told.delete(id);
      else if (target?.takesNotices !== true || isHeld) this.#giveUp(id, told);
    }
  }

  #isPresent({ item, file }: ItemKey): boolean {
    const present = this.#items.get(item);
    return present !== undefined && (present.file ?? "") === file;
  }

  #lineOf(name: string): string | undefined {
    const item = this.#items.get(name);
    return item && noticeLine(item);
  }

  /** Nobody waits for the ledger here. Where it cannot be written to, all is looked at anew after a while. */
  async #write(...work: readonly Promise<void>[]): Promise<void> {
    await Promise.all(work).catch((error: unknown) => {
      const { user, log } = this.#options;
      if (this.#store.isDisposed) return;
      log.error("what becomes of inbox items cannot be recorded", { user, error });
      clearTimeout(this.#retry);
      this.#retry = setTimeout(() => void this.#takeUpAll(), RETRY_MS);
    });
  }
}

function whyUntellable({ takesNotices, isOfEarlierVersion }: NoticeTarget): string | undefined {
  if (takesNotices) return undefined;
  return isOfEarlierVersion ? EARLIER_SESSION : NOT_RUNNING;
}

function keyOf(agent: string, { id, file }: InboxItem): ItemKey {
  return { agent, item: id, file: file ?? "" };
}

async function inSlices<T>(items: readonly T[], work: (slice: readonly T[]) => Promise<void>): Promise<void> {
  for (let first = 0; first < items.length; first += SLICE_ITEMS)
    await work(items.slice(first, first + SLICE_ITEMS));
}
