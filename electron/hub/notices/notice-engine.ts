import { DisposableStore, type Disposable } from "../../../shared/base/disposable.ts";
import { Emitter, type Event } from "../../../shared/base/emitter.ts";
import type { Delivery } from "../../../shared/contract/deliveries.ts";
import type { InboxItem } from "../../../shared/contract/inbox.ts";
import type { LedgerItem } from "../../../shared/ledger/ledger-item.ts";
import type { Attempt } from "../ledger/attempt.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { ListDelta, LiveList } from "../lists/live-list.ts";
import type { Logger } from "../log/logger.ts";
import { ActingUsers } from "./acting-users.ts";
import { InboxNotices, type NoticeTarget } from "./inbox-notices.ts";

const MOST_PER_INBOX = 50;

/** The inboxes of a project, as whoever reads them tells. */
export interface FollowedInboxes {
  /** Resolves when all have been read once. */
  readonly whenRead: Promise<void>;
  /** Everybody who has an inbox. */
  users(): Iterable<string>;
  items(user: string): Iterable<InboxItem>;
  readonly onItemsChanged: Event<{
    readonly agent: string;
    readonly items: readonly InboxItem[];
    readonly removed: readonly string[];
  }>;
}

/** An item that nobody can be told of. */
export interface UndeliverableItem {
  readonly user: string;
  readonly item: string;
  readonly title: string;
  readonly since: number;
}

export interface NoticeEngineOptions {
  readonly inboxes: FollowedInboxes;
  readonly targets: ReadonlyMap<string, NoticeTarget>;
  readonly ledger: Ledger;
  readonly now: () => number;
  readonly log: Logger;
}

/** Tells every agent of what arrives in its inbox, and keeps the record of it. */
export class NoticeEngine implements Disposable {
  readonly #options: NoticeEngineOptions;
  readonly #store = new DisposableStore();
  readonly #inboxes = new Map<string, InboxNotices>();
  readonly #undeliverableChanged = this.#store.add(new Emitter<void>());
  readonly #acting: ActingUsers;
  /** Whose inboxes are still to be taken up. */
  #toBegin = new Set<string>();

  readonly onUndeliverableChanged: Event<void> = this.#undeliverableChanged.event;

  constructor(options: NoticeEngineOptions) {
    this.#options = options;
    this.#acting = new ActingUsers(options.now);
    const { ledger, targets } = options;
    this.#store.add(
      ledger.onChanged(({ key }) => {
        if (!targets.has(key.agent)) this.#undeliverableChanged.fire();
      }),
    );
  }

  /** Begins when the inboxes are known; nobody is told anything before. */
  async start(): Promise<void> {
    const { inboxes, ledger } = this.#options;
    await inboxes.whenRead;
    if (this.#store.isDisposed) return;
    this.#toBegin = new Set([...inboxes.users(), ...ledger.agents]);
    this.#store.add(
      inboxes.onItemsChanged(({ agent, items, removed }) => {
        const inbox = this.#inboxes.get(agent);
        if (inbox !== undefined) inbox.apply(items, removed);
        else if (!this.#toBegin.has(agent)) void this.#begin(agent, []);
      }),
    );
    const unsettled = ledger.recover();
    // One after another: in a large project there is much to record the first time.
    for (const user of this.#toBegin) {
      if (this.#store.isDisposed) return;
      this.#toBegin.delete(user);
      await this.#begin(user, unsettled);
    }
  }

  /** A user has read their inbox. */
  seen(user: string): void {
    this.#inboxes.get(user)?.seen();
  }

  /** A user is about to carry out a command on a document. */
  acts(user: string, command: string, document: string): void {
    this.#acting.begins(user, command, document);
  }

  /** What has become of the items in a user's inbox. */
  deliveries(user: string): LiveList<Delivery> {
    const { ledger } = this.#options;
    return {
      idOf: ({ item }) => item,
      all: () =>
        ledger
          .itemsOf(user)
          .filter(({ progress }) => progress !== "archived")
          .map(deliveryOf),
      onChanged: (listener: (delta: ListDelta<Delivery> | "all") => void) =>
        ledger.onChanged(({ key, after }) => {
          if (key.agent !== user) return;
          if (after === undefined || after.progress === "archived")
            listener({ items: [], removed: [key.item] });
          else listener({ items: [deliveryOf(after)], removed: [] });
        }),
    };
  }

  /** The items that lie where no agent reads, the latest of each inbox: nobody deals with more of them one by one. */
  undeliverable(): UndeliverableItem[] {
    const { ledger, targets, inboxes } = this.#options;
    return ledger.agents
      .filter((user) => !targets.has(user))
      .flatMap((user) => {
        const open = ledger.itemsOf(user).filter(({ notice }) => notice.kind === "undeliverable");
        const latest = open.slice(-MOST_PER_INBOX);
        const names = new Set(latest.map(({ item }) => item));
        const titles = new Map<string, string>();
        for (const { id, title } of inboxes.items(user)) if (names.has(id)) titles.set(id, title);
        return latest.map(({ item, createdAt }) => ({
          user,
          item,
          title: titles.get(item) ?? item,
          since: createdAt,
        }));
      });
  }

  dispose(): void {
    for (const inbox of this.#inboxes.values()) inbox.dispose();
    this.#store.dispose();
  }

  #begin(user: string, unsettled: readonly Attempt[]): Promise<void> {
    const { inboxes, targets, ledger, log } = this.#options;
    const notices = new InboxNotices({
      user,
      target: targets.get(user),
      items: () => inboxes.items(user),
      ledger,
      acting: this.#acting,
      log,
    });
    this.#inboxes.set(user, notices);
    return notices.start(
      unsettled
        .map((attempt) => ({ ...attempt, items: attempt.items.filter(({ agent }) => agent === user) }))
        .filter(({ items }) => items.length > 0),
    );
  }
}

function deliveryOf({ agent: _agent, ...delivery }: LedgerItem): Delivery {
  return delivery;
}
