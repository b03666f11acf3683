import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Emitter } from "../../../shared/base/emitter.ts";
import type { InboxItem } from "../../../shared/contract/inbox.ts";
import type { Notice, NoticeOutcome } from "../../../shared/link/notices.ts";
import { createJsonLog } from "../log/json-log.ts";
import { nodeFileSystem, type FileSystem } from "../ledger/ledger-folder.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { cleanUpLedgers, ledgerFiles, newFolder, openHere } from "../ledger/test-ledger.test-support.ts";
import { ActingUsers } from "./acting-users.ts";
import { InboxNotices } from "./inbox-notices.ts";

cleanUpLedgers();

const TASK = "task-CR-001-pre_review-v0-1";

class FakeTarget {
  readonly changed = new Emitter<void>();
  readonly news = new Emitter<{ readonly id: string; readonly outcome: NoticeOutcome }>();
  readonly onChanged = this.changed.event;
  readonly onNoticeNews = this.news.event;
  takesNotices = true;
  isOfEarlierVersion = false;
  listed: readonly Notice[] = [];

  onListed = (): void => undefined;

  setNotices(notices: readonly Notice[]): void {
    this.listed = notices;
    this.onListed();
  }

  set(isReady: boolean): void {
    this.takesNotices = isReady;
    this.changed.fire();
  }

  get lines(): readonly string[] {
    return this.listed.map(({ line }) => line);
  }

  say(outcome: NoticeOutcome, id = this.listed[0]?.id ?? ""): void {
    this.news.fire({ id, outcome });
  }
}

const ANNOUNCED: NoticeOutcome = { kind: "announced", how: "prompt", proof: "It said so.", at: 1 };
const HELD: NoticeOutcome = { kind: "held", reason: "It works." };

let opened: InboxNotices[] = [];

afterEach(() => {
  for (const one of opened) one.dispose();
  opened = [];
  vi.useRealTimers();
});

/** An agent's inbox with a ledger on disk, and an agent that a test speaks for. */
class Desk {
  readonly folder: string;
  readonly target: FakeTarget | undefined;
  readonly inbox = new Map<string, InboxItem>();
  readonly acting = new ActingUsers(() => 0);
  readonly log: string[] = [];
  onLogged = (): void => undefined;
  readonly ledger: Ledger;
  readonly notices: InboxNotices;
  readonly #user: string;

  private constructor(folder: string, ledger: Ledger, target: FakeTarget | undefined, user: string) {
    this.folder = folder;
    this.ledger = ledger;
    this.target = target;
    this.#user = user;
    this.notices = new InboxNotices({
      user,
      target,
      items: () => this.inbox.values(),
      ledger,
      acting: this.acting,
      log: createJsonLog(
        (line) => {
          this.log.push(line);
          this.onLogged();
        },
        () => 0,
      ),
    });
    opened.push(this.notices);
  }

  static async open({
    folder = newFolder(),
    hasAgent = true,
    user = "qa",
    inbox = [] as readonly InboxItem[],
    ledger = undefined as Ledger | undefined,
  } = {}): Promise<Desk> {
    const target = hasAgent ? new FakeTarget() : undefined;
    const desk = new Desk(folder, ledger ?? (await openHere(folder)), target, user);
    for (const one of inbox) desk.inbox.set(one.id, one);
    void desk.notices.start(desk.ledger.recover());
    return desk;
  }

  arrive(...items: readonly InboxItem[]): void {
    for (const one of items) this.inbox.set(one.id, one);
    this.notices.apply(items, []);
  }

  leave(...names: readonly string[]): void {
    for (const name of names) this.inbox.delete(name);
    this.notices.apply([], names);
  }

  notice(name: string): string | undefined {
    return this.ledger.itemsOf(this.#user).find((one) => one.item === name)?.notice.kind;
  }

  /** What the ledger's files say of an item, in order. */
  record(name: string): readonly string[] {
    return ledgerFiles(this.folder)
      .flatMap((file) => readFileSync(join(this.folder, file), "utf8").split("\n"))
      .filter((line) => line.includes(`"${name}"`))
      .map((line) => /"kind":"([a-z-]+)"/.exec(line)?.[1] ?? line);
  }

  until(claim: () => boolean): Promise<void> {
    return vi.waitUntil(claim, { interval: 1, timeout: 5000 }).then(() => undefined);
  }
}

function item(id: string, more: Partial<InboxItem> = {}): InboxItem {
  return {
    id,
    kind: "message",
    title: `Subject of ${id}`,
    from: "bu",
    at: 0,
    file: `file of ${id}`,
    ...more,
  };
}

describe("an agent's inbox", () => {
  it("is told item by item, each once, and only what is on disk before", async () => {
    const desk = await Desk.open();
    desk.arrive(item("a"), item("b"));
    expect(desk.target?.listed).toEqual([]);
    await desk.until(() => desk.target?.listed.length === 2);
    expect(desk.record("a")).toEqual(["created", "announcing"]);
    expect(desk.target?.lines[0]).toBe('New message from bu: "Subject of a". Run qms inbox.');
    desk.target?.say(ANNOUNCED);
    await desk.until(() => desk.target?.listed.length === 1);
    expect(desk.notice("a")).toBe("announced");
    // Known already, and read again: no news.
    desk.arrive(item("a"));
    desk.target?.say(ANNOUNCED);
    await desk.until(() => desk.target?.listed.length === 0);
    expect(desk.record("a")).toEqual(["created", "announcing", "announced"]);
  });

  it("waits for an agent that is down, says so, and is told when it comes up", async () => {
    const desk = await Desk.open();
    desk.target?.set(false);
    desk.arrive(item("a"));
    await desk.until(() => desk.notice("a") === "held");
    expect(desk.target?.listed).toEqual([]);
    desk.target?.set(true);
    await desk.until(() => desk.target?.listed.length === 1);
    desk.target?.say(HELD);
    await desk.until(() => desk.record("a").filter((kind) => kind === "held").length === 2);
    desk.target?.set(false);
    await desk.until(() => desk.record("a").filter((kind) => kind === "held").length === 3);
    desk.target?.set(true);
    desk.target?.say(ANNOUNCED);
    await desk.until(() => desk.notice("a") === "announced");
    expect(desk.record("a").filter((kind) => kind === "announcing")).toHaveLength(1);
  });

  it("says nothing of what left it while it was held", async () => {
    const desk = await Desk.open();
    desk.arrive(item("a"), item("b"));
    await desk.until(() => desk.target?.listed.length === 2);
    desk.target?.say(HELD);
    await desk.until(() => desk.record("a").includes("held"));
    desk.leave("a");
    await desk.until(() => desk.target?.listed.length === 1);
    expect(desk.target?.lines[0]).toContain("Subject of b");
    await desk.until(() => desk.record("a").includes("unannounced") && desk.record("a").includes("archived"));
    expect(desk.notice("a")).toBeUndefined();
  });

  it("waits for the outcome of what left it on the way to the agent", async () => {
    const desk = await Desk.open();
    desk.arrive(item("a"));
    await desk.until(() => desk.target?.listed.length === 1);
    desk.leave("a");
    await desk.until(() => desk.record("a").includes("archived"));
    expect(desk.target?.listed).toHaveLength(1);
    desk.target?.say(ANNOUNCED);
    await desk.until(() => desk.target?.listed.length === 0);
    expect(desk.record("a").at(-1)).toBe("announced");
  });

  it("tells what was taken back again, and what comes again by the same name", async () => {
    const desk = await Desk.open();
    desk.arrive(item("a"));
    await desk.until(() => desk.target?.listed.length === 1);
    const id = desk.target?.listed[0]?.id;
    desk.target?.say(ANNOUNCED);
    await desk.until(() => desk.target?.listed.length === 0);
    desk.target?.say({ kind: "returned", reason: "Esc took it back.", at: 2 }, id);
    await desk.until(() => desk.target?.listed.length === 1);
    expect(desk.target?.listed[0]?.id).toBe(id);
    // The session host says so until it has told it again.
    desk.target?.say({ kind: "returned", reason: "Esc took it back.", at: 2 }, id);
    desk.target?.say(ANNOUNCED);
    await desk.until(() => desk.target?.listed.length === 0);
    expect(desk.record("a").filter((kind) => kind === "taken-back")).toHaveLength(1);
    desk.notices.seen();
    desk.target?.say({ kind: "returned", reason: "Esc took it back.", at: 3 }, id);
    await desk.until(() => desk.record("a").includes("seen"));
    expect(desk.target?.listed).toEqual([]);
    desk.arrive(item("a", { file: "another" }));
    await desk.until(() => desk.target?.listed.length === 1);
    expect(desk.target?.listed[0]?.id).not.toBe(id);
  });

  it("tells a task that was done from one that was taken away", async () => {
    const desk = await Desk.open();
    const other = "task-CR-002-pre_review-v0-1";
    desk.arrive(item(TASK, { kind: "task" }), item(other, { kind: "task" }));
    await desk.until(() => desk.target?.listed.length === 2);
    desk.notices.seen();
    desk.acting.begins("qa", "review", "CR-001");
    desk.acting.begins("qa", "checkin", "CR-002");
    desk.leave(TASK, other);
    await desk.until(() => desk.record(other).includes("archived"));
    expect(desk.record(TASK).slice(2)).toEqual(["seen", "acted", "archived"]);
    expect(desk.record(other).slice(2)).toEqual(["seen", "archived"]);
  });

  it("is undeliverable where no agent reads it, and left alone where a person does", async () => {
    const nobody = await Desk.open({ hasAgent: false, user: "gone" });
    nobody.arrive(item("a"));
    await nobody.until(() => nobody.notice("a") === "undeliverable");
    const person = await Desk.open({ hasAgent: false, user: "lead" });
    person.arrive(item("a"));
    await person.until(() => person.notice("a") === "held");
    // The agent comes: what lay there is told.
    await nobody.ledger.close();
    const folder = nobody.folder;
    const come = await Desk.open({ folder, user: "gone", inbox: [item("a")] });
    await come.until(() => come.target?.listed.length === 1);
  });

  it("goes on after a crash of the hub with what was under way, and with what came and went meanwhile", async () => {
    const before = await Desk.open();
    before.arrive(item("a"), item("b"), item("gone"));
    await before.until(() => before.target?.listed.length === 3);
    before.target?.say(ANNOUNCED);
    await before.until(() => before.target?.listed.length === 2);
    const ids = before.target?.listed.map(({ id }) => id);
    await before.ledger.close();
    const after = await Desk.open({ folder: before.folder, inbox: [item("a"), item("b"), item("new")] });
    await after.until(() => after.target?.lines.some((line) => line.includes("new")) === true);
    // What left meanwhile may have been told: its outcome is asked for.
    expect(after.target?.listed.map(({ id }) => id).slice(0, 2)).toEqual(ids);
    expect(after.target?.listed).toHaveLength(3);
    for (const { id } of after.target?.listed ?? []) after.target?.say(ANNOUNCED, id);
    await after.until(() => after.target?.listed.length === 0);
    expect(after.record("b")).toEqual(["created", "announcing", "announced"]);
    expect(after.record("gone").at(-1)).toBe("announced");
    expect(after.notice("gone")).toBeUndefined();
  });

  it("tells nothing that cannot be recorded, and goes on once it can", async () => {
    const folder = newFolder();
    let isFull = false;
    const ledger = await openHere(folder, {
      files: filesThatFillWhen(() => isFull),
    });
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const desk = await Desk.open({ folder, ledger });
    const logged = new Promise<void>((resolve) => {
      desk.onLogged = resolve;
    });
    isFull = true;
    desk.arrive(item("a"));
    await logged;
    expect(desk.log.join("")).toContain("The disk is full.");
    expect(desk.target?.listed).toEqual([]);
    isFull = false;
    const listed = new Promise<void>((resolve) => {
      if (desk.target !== undefined) desk.target.onListed = resolve;
    });
    await vi.advanceTimersByTimeAsync(5000);
    await listed;
    expect(desk.record("a")).toEqual(["created", "announcing"]);
  });
});

/** A disk that takes nothing while it is full. */
function filesThatFillWhen(isFull: () => boolean): FileSystem {
  return {
    ...nodeFileSystem,
    open: async (...args) => {
      const handle = await nodeFileSystem.open(...args);
      const write = handle.write.bind(handle) as (...values: unknown[]) => Promise<unknown>;
      const value = (...values: unknown[]): Promise<unknown> =>
        isFull() ? Promise.reject(Object.assign(new Error("full"), { code: "ENOSPC" })) : write(...values);
      return Object.defineProperty(handle, "write", { value });
    },
  };
}
