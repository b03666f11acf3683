import { expect, it } from "vitest";
import { Emitter } from "../../../shared/base/emitter.ts";
import type { InboxItem } from "../../../shared/contract/inbox.ts";
import type { Notice, NoticeOutcome } from "../../../shared/link/notices.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { cleanUpLedgers, newFolder, openHere } from "../ledger/test-ledger.test-support.ts";
import { createJsonLog } from "../log/json-log.ts";
import { ActingUsers } from "./acting-users.ts";
import { InboxNotices, type NoticeTarget } from "./inbox-notices.ts";

const ITEM: InboxItem = {
  id: "msg-lead-2026-02-04-143022",
  kind: "message",
  file: "1",
  title: "Hello",
  at: 0,
};

/** An agent that can be told, or not. */
class FakeTarget implements NoticeTarget {
  takesNotices = false;
  isOfEarlierVersion = false;
  readonly #told = Promise.withResolvers<readonly Notice[]>();
  /** What it is told first. */
  readonly told = this.#told.promise;
  readonly #changed = new Emitter<void>();
  readonly onChanged = this.#changed.event;
  readonly onNoticeNews = new Emitter<{ readonly id: string; readonly outcome: NoticeOutcome }>().event;

  setNotices(notices: readonly Notice[]): void {
    if (notices.length > 0) this.#told.resolve(notices);
  }

  becomes(change: Partial<Pick<FakeTarget, "takesNotices" | "isOfEarlierVersion">>): void {
    Object.assign(this, change);
    this.#changed.fire();
  }
}

/** Resolves when the one item in a ledger is held for a reason with these words in it. */
async function untilHeld(ledger: Ledger, words: string): Promise<void> {
  const isHeld = (): boolean => {
    const notice = ledger.itemsOf("qa")[0]?.notice;
    return notice?.kind === "held" && notice.reason.includes(words);
  };
  if (isHeld()) return;
  await new Promise<void>((resolve) => {
    const subscription = ledger.onChanged(() => {
      if (!isHeld()) return;
      subscription.dispose();
      resolve();
    });
  });
}

cleanUpLedgers();

it("an agent that cannot be told is told once it can; what holds the item is said anew when it becomes something else", async () => {
  const ledger = await openHere(newFolder());
  const target = new FakeTarget();
  const notices = new InboxNotices({
    user: "qa",
    target,
    items: () => [ITEM],
    ledger,
    acting: new ActingUsers(Date.now),
    log: createJsonLog(() => undefined, Date.now),
  });
  notices.start([]);
  await untilHeld(ledger, "not running");
  target.becomes({ isOfEarlierVersion: true });
  await untilHeld(ledger, "earlier version");
  target.becomes({ isOfEarlierVersion: false });
  await untilHeld(ledger, "not running");
  target.becomes({ takesNotices: true });
  expect(await target.told).toMatchObject([{ line: 'New message: "Hello". Run qms inbox.' }]);
  notices.dispose();
});
