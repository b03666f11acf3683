import { readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { trackDisposables } from "../../../shared/base/track-disposables.test-support.ts";
import { filesThatFail } from "./failing-files.test-support.ts";
import type { ItemChange } from "./item-index.ts";
import { cleanUpLedgers, keyOf, ledgerFiles, newFolder, openHere } from "./test-ledger.test-support.ts";
import { verifyLedger } from "./verify-ledger.ts";

const ONE = keyOf("task-CR-001-pre_review-v0-1");
const TWO = keyOf("msg-claude-2026-02-04-143022");
const BOTH = [ONE, TWO];
const SEEN = { kind: "announced", how: "paste", proof: "The prompt hook carried the line." } as const;

describe("an item in the ledger", () => {
  trackDisposables();
  cleanUpLedgers();

  it("is to be announced from when it was created to when a proof came, over any number of runs", async () => {
    const folder = newFolder();
    const ledger = await openHere(folder);
    await ledger.create(BOTH);
    await ledger.create(BOTH);
    expect(ledger.toAnnounce("qa")).toMatchObject(BOTH);
    const attempt = await ledger.begin([ONE], "paste");
    expect(attempt?.items).toEqual([ONE]);
    expect(ledger.toAnnounce("qa")).toMatchObject([TWO]);
    await ledger.settle(attempt ?? expect.fail(), SEEN);
    await ledger.close();
    const next = await openHere(folder);
    expect(next.toAnnounce("qa")).toMatchObject([TWO]);
    expect(next.get(ONE)?.notice).toMatchObject(SEEN);
    expect(next.recover()).toEqual([]);
  });

  it("is begun once by however many who begin at once", async () => {
    const ledger = await openHere(newFolder());
    await ledger.create(BOTH);
    const attempts = await Promise.all([
      ledger.begin([ONE], "paste"),
      ledger.begin(BOTH, "stop-hook"),
      ledger.begin(BOTH, "paste"),
    ]);
    expect(attempts.map((attempt) => attempt?.items)).toEqual([[ONE], [TWO], undefined]);
  });

  it("waits again after an attempt that did not reach the agent", async () => {
    const ledger = await openHere(newFolder());
    await ledger.create([ONE]);
    const attempt = (await ledger.begin([ONE], "paste")) ?? expect.fail();
    await ledger.settle(attempt, { kind: "not-announced", reason: "A dialog was open." });
    expect(ledger.toAnnounce("qa")).toMatchObject([ONE]);
    // The proof was only late: the agent is not told again.
    await ledger.settle(attempt, SEEN);
    expect(ledger.toAnnounce("qa")).toEqual([]);
    await ledger.settle(attempt, { kind: "not-announced", reason: "Too late to say so." });
    expect(ledger.get(ONE)?.notice.kind).toBe("announced");
  });

  it("is not told again where it cannot be found out whether it was, until a proof turns up", async () => {
    const folder = newFolder();
    const ledger = await openHere(folder);
    await ledger.create([ONE]);
    const attempt = (await ledger.begin([ONE])) ?? expect.fail();
    await ledger.settle(attempt, { kind: "uncertain", reason: "The session ended in the middle of it." });
    expect(ledger.toAnnounce("qa")).toEqual([]);
    expect(await ledger.begin([ONE])).toBeUndefined();
    await ledger.settle(attempt, SEEN);
    expect(ledger.get(ONE)?.notice.kind).toBe("announced");
  });

  it("stays under way over a crash, for its evidence to be asked for", async () => {
    const folder = newFolder();
    const first = await openHere(folder);
    await first.create(BOTH);
    const attempt = (await first.begin(BOTH, "stop-hook")) ?? expect.fail();
    const second = await openHere(folder);
    expect(second.recover()).toEqual([attempt]);
    expect(second.toAnnounce("qa")).toEqual([]);
    await second.settle(second.recover()[0] ?? expect.fail(), SEEN);
    expect(second.recover()).toEqual([]);
    // What this run begins is no business of recovery.
    await second.create([keyOf("new")]);
    await second.begin([keyOf("new")], "paste");
    expect(second.recover()).toEqual([]);
  });

  it("is held for a reason, which is written down once", async () => {
    const folder = newFolder();
    const ledger = await openHere(folder);
    await ledger.create(BOTH);
    for (let times = 0; times < 5; times += 1) await ledger.hold([ONE], "It waits for permission.");
    expect(ledger.get(ONE)?.notice).toMatchObject({ kind: "held", reason: "It waits for permission." });
    expect(ledger.toAnnounce("qa")).toMatchObject(BOTH);
    await ledger.begin([TWO]);
    for (let times = 0; times < 5; times += 1) await ledger.hold([TWO], "A line is half written.");
    expect(ledger.get(TWO)?.notice).toMatchObject({
      kind: "announcing",
      heldFor: "A line is half written.",
    });
    expect((await verifyLedger(folder)).counts.held).toBe(2);
  });

  it("is undeliverable while there is nobody to tell, and told when there is", async () => {
    const ledger = await openHere(newFolder());
    const lost = keyOf("task-CR-002-pre_review-v0-1", "nobody");
    await ledger.create([lost]);
    await ledger.setUndeliverable([lost], "There is no agent called nobody.");
    expect(ledger.agents).toEqual(["nobody"]);
    expect(ledger.toAnnounce("nobody")).toEqual([]);
    expect((await ledger.begin([lost], "prompt"))?.items).toEqual([lost]);
  });

  it("is forgotten when it is archived, but not before its attempt is settled", async () => {
    const ledger = await openHere(newFolder());
    await ledger.create(BOTH);
    await ledger.mark([TWO], "archived");
    expect(ledger.itemsOf("qa")).toMatchObject([ONE]);
    const attempt = (await ledger.begin([ONE], "paste")) ?? expect.fail();
    await ledger.mark([ONE], "archived");
    expect(ledger.toAnnounce("qa")).toEqual([]);
    await ledger.settle(attempt, SEEN);
    expect(ledger.itemsOf("qa")).toEqual([]);
    expect(ledger.agents).toEqual([]);
  });

  it("is another one when another file of its name comes", async () => {
    const ledger = await openHere(newFolder());
    await ledger.reconcile("qa", [ONE, TWO]);
    await ledger.settle((await ledger.begin(BOTH, "paste")) ?? expect.fail(), SEEN);
    await ledger.mark([ONE], "seen");
    await ledger.mark([ONE], "acted");
    await ledger.mark([ONE], "seen");
    expect(ledger.get(ONE)?.progress).toBe("acted");
    const again = { ...ONE, file: "another" };
    await ledger.reconcile("qa", [again, TWO]);
    expect(ledger.itemsOf("qa")).toMatchObject([{ ...TWO }, { ...again, progress: "unread" }]);
    expect(ledger.toAnnounce("qa")).toMatchObject([again]);
  });

  it("keeps whatever is in its name and in what is said of it", async () => {
    const folder = newFolder();
    const strange = { agent: "q\u001b[2Ja", item: 'a\nb\u2028\ud800\u202e"\\', file: "1 2" };
    const ledger = await openHere(folder);
    await ledger.create([strange]);
    await ledger.hold([strange], `\u0000${"x".repeat(5000)}`);
    await ledger.close();
    const next = await openHere(folder);
    expect(next.breaks).toEqual([]);
    expect(next.toAnnounce(strange.agent)).toMatchObject([strange]);
  });
});

describe("the ledger", () => {
  trackDisposables();
  cleanUpLedgers();

  it("tells of a change when it is on disk", async () => {
    const folder = newFolder();
    const ledger = await openHere(folder);
    const changes: ItemChange[] = [];
    const subscription = ledger.onChanged((change) => {
      expect(readFileSync(join(folder, "000001.jsonl"), "utf8")).toContain(change.key.item);
      changes.push(change);
    });
    const created = ledger.create([ONE]);
    expect(changes).toEqual([]);
    await created;
    await ledger.mark([ONE], "archived");
    expect(changes).toMatchObject([
      { key: ONE, after: { progress: "unread" } },
      { key: ONE, after: undefined },
    ]);
    subscription.dispose();
  });

  it("goes on in new files, and carries over what is open", async () => {
    const folder = newFolder();
    const ledger = await openHere(folder, { fileBytes: 2000 });
    for (let number = 0; number < 30; number += 1) {
      const key = keyOf(`item-${number}`);
      await ledger.create([key]);
      await ledger.settle((await ledger.begin([key], "paste")) ?? expect.fail(), SEEN);
      if (number % 10 !== 0) await ledger.mark([key], "archived");
    }
    await ledger.close();
    expect(ledgerFiles(folder).length).toBeGreaterThan(5);
    const next = await openHere(folder, { fileBytes: 2000 });
    expect(next.itemsOf("qa")).toMatchObject([0, 10, 20].map((number) => keyOf(`item-${number}`)));
    expect(next.toAnnounce("qa")).toEqual([]);
    expect(next.breaks).toEqual([]);
    expect(await verifyLedger(folder)).toMatchObject({
      breakCount: 0,
      counts: { created: 30, announced: 30 },
    });
  });

  it("carries over only what is on disk, whatever is asked of it meanwhile", async () => {
    const folder = newFolder();
    const ledger = await openHere(folder, { fileBytes: 1000 });
    const work = Array.from({ length: 200 }, async (_, number) => {
      const key = keyOf(`item-${number}`);
      await ledger.create([key]);
      const attempt = (await ledger.begin([key], "paste")) ?? expect.fail();
      if (number % 2 === 0) await ledger.settle(attempt, SEEN);
      else await ledger.settle(attempt, { kind: "not-announced", reason: "No." });
      if (number % 3 === 0) await ledger.mark([key], "archived");
    });
    await Promise.all(work);
    const before = ledger.itemsOf("qa");
    await ledger.close();
    expect(ledgerFiles(folder).length).toBeGreaterThan(2);
    const next = await openHere(folder);
    const byName = (items: typeof before): typeof before =>
      items.toSorted((one, other) => (one.item < other.item ? -1 : 1));
    expect(byName(next.itemsOf("qa"))).toEqual(byName(before));
  });

  it("takes back what a full disk refused, together with all that was built upon it", async () => {
    const folder = newFolder();
    const first = await openHere(folder);
    await first.create([ONE]);
    await first.close();
    const { files } = filesThatFail(4, 5, "ENOSPC");
    const ledger = await openHere(folder, { files });
    const begun = [ledger.create([TWO]), ledger.begin([ONE], "paste"), ledger.begin([TWO], "paste")];
    const results = await Promise.allSettled(begun);
    expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    expect(results[0]).toMatchObject({
      reason: { code: "unavailable", message: expect.stringContaining("The disk is full.") as string },
    });
    expect(ledger.itemsOf("qa")).toMatchObject([{ ...ONE, notice: { kind: "waiting" } }]);
    expect((await ledger.begin([ONE], "paste"))?.items).toEqual([ONE]);
    expect(await verifyLedger(folder)).toMatchObject({ breakCount: 0, counts: { announcing: 1 } });
  });

  it("lets what was asked for get to the disk before it closes, and takes no more", async () => {
    const folder = newFolder();
    const ledger = await openHere(folder);
    const created = ledger.create(BOTH);
    await ledger.close();
    await created;
    await ledger.close();
    await expect(ledger.create([keyOf("late")])).rejects.toThrow("The project was closed.");
    expect((await openHere(folder)).itemsOf("qa")).toMatchObject(BOTH);
  });

  it.skipIf(process.platform === "win32")(
    "is for its user's eyes, and is not written through links",
    async () => {
      const folder = newFolder();
      const ledger = await openHere(join(folder, "ledger"));
      await ledger.create([ONE]);
      for (const name of readdirSync(join(folder, "ledger")))
        expect((await stat(join(folder, "ledger", name))).mode & 0o777).toBe(0o600);
      symlinkSync(join(folder, "ledger"), join(folder, "link"));
      await expect(openHere(join(folder, "link"))).rejects.toThrow("is a link");
      const other = newFolder();
      writeFileSync(join(other, "precious"), "precious");
      symlinkSync(join(other, "precious"), join(other, "000001.jsonl"));
      const beside = await openHere(other);
      await beside.create([ONE]);
      expect(beside.breaks).toMatchObject([{ file: "000001.jsonl", line: 0 }, { file: "head" }]);
      expect(readFileSync(join(other, "precious"), "utf8")).toBe("precious");
    },
  );
});
