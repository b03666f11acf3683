import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { trackDisposables } from "../../../shared/base/track-disposables.test-support.ts";
import { Emitter } from "../../../shared/base/emitter.ts";
import { AgentId } from "../../../shared/contract/agents.ts";
import type { Attention } from "../../../shared/contract/attention.ts";
import type { News, ToastOutcome } from "../../../shared/contract/news.ts";
import { createJsonLog } from "../log/json-log.ts";
import { FakeView, fakeItem } from "../testing/fake-view.test-support.ts";
import { MOST_KEPT } from "./news-file.ts";
import { openNews, type OpenNews } from "./open-news.ts";

const CLAUDE = AgentId.parse("claude");
const QA = AgentId.parse("qa");
const SHOWN: ToastOutcome = { kind: "shown", at: 9, where: "desktop" };
const SILENT: ToastOutcome = { kind: "silent", at: 9, reason: "Quiet mode was on." };

describe("the news of a project", () => {
  trackDisposables();
  let folder = "";
  let view: FakeView;
  let logged: string[];
  let waiting: Attention[];
  let attentionChanged: Emitter<void>;
  let opened: OpenNews[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "quorum-news-"));
    view = new FakeView();
    logged = [];
    waiting = [];
    attentionChanged = new Emitter();
    opened = [];
  });
  afterEach(async () => {
    for (const news of opened) {
      news.dispose();
      await news.drain();
    }
    rmSync(folder, { recursive: true, force: true });
  });

  const file = (): string => join(folder, "news", "news.jsonl");

  async function open(): Promise<OpenNews> {
    let time = 0;
    const news = await openNews({
      view,
      agents: [CLAUDE, QA],
      attention: { value: () => waiting, onChanged: attentionChanged.event },
      isFacing: (agent) => agent === CLAUDE,
      dataFolder: folder,
      now: () => (time += 1),
      log: createJsonLog((line) => logged.push(line), Date.now),
    });
    opened.push(news);
    await view.isKnown;
    return news;
  }

  async function reopen(): Promise<OpenNews> {
    const last = opened.pop();
    last?.dispose();
    await last?.drain();
    return open();
  }

  async function allOf(news: OpenNews): Promise<News[]> {
    const end = new AbortController();
    for await (const change of news.changes(end.signal)) {
      end.abort();
      return change.news;
    }
    return [];
  }

  const textsOf = async (news: OpenNews): Promise<string[]> => (await allOf(news)).map(({ text }) => text);

  function wait(...all: Attention[]): void {
    waiting = all;
    attentionChanged.fire();
  }

  const asks = (id: string, kind: "permission" | "question" = "permission"): Attention => ({
    kind,
    id,
    agent: QA,
    since: 0,
    text: "git push",
  });

  it("are of new items of the agents that face the person, not of what was there before", async () => {
    view.inboxOf(CLAUDE).put(fakeItem("msg-old"));
    const news = await open();
    view.inboxOf(CLAUDE).put(fakeItem("msg-old", { title: "It was changed" }), fakeItem("msg-1"));
    view.inboxOf(QA).put(fakeItem("msg-2"));
    view.inboxOf(CLAUDE).put(fakeItem("task-1", { kind: "task", title: "Review\u202e CR-1", from: "qa" }));
    expect(await allOf(news)).toMatchObject([
      { kind: "item", item: "message", agent: "claude", about: "msg-1", text: "Subject of msg-1" },
      { item: "task", title: "Task for claude from qa", text: "Review CR-1" },
    ]);
  });

  it("are of what begins to wait, once for as long as it is the same, also over a restart", async () => {
    const first = await open();
    wait(asks("ask-1"));
    wait(asks("ask-1"), { kind: "undeliverable", id: "u", user: "nobody", item: "x", since: 0, text: "x" });
    wait();
    wait({ kind: "failure", id: "f", agent: CLAUDE, since: 0, text: "It died." }, asks("ask-1"));
    const expected = [
      { kind: "waits", title: "qa asks for permission", text: "git push" },
      { kind: "undeliverable", agent: "nobody" },
      { kind: "failure", title: "claude has failed" },
    ];
    expect(await allOf(first)).toMatchObject(expected);
    const second = await reopen();
    wait(asks("ask-1"), asks("ask-2"));
    expect(await allOf(second)).toMatchObject([...expected, { about: "ask-2" }]);
  });

  it("are told once of what goes on waiting under another name, and follow it", async () => {
    const news = await open();
    wait(asks("by the screen"));
    wait(asks("by the hook"));
    expect((await allOf(news)).map(({ about }) => about)).toEqual(["by the hook"]);
    wait(asks("by the hook"), asks("another"));
    wait(asks("another"), asks("of another kind", "question"));
    const expected = ["by the hook", "another", "of another kind"];
    expect((await allOf(await reopen())).map(({ about }) => about)).toEqual(expected);
    wait();
    wait(asks("later"));
    expect(await textsOf(await reopen())).toHaveLength(4);
  });

  it("go to the window that claims them first", async () => {
    const news = await open();
    wait(asks("1"), asks("2"));
    const [one, two] = (await allOf(news)).map(({ id }) => id);
    expect(await news.claim([one ?? ""])).toEqual([one]);
    expect(await news.claim([one ?? "", two ?? "", "of no news"])).toEqual([two]);
  });

  it("keep what became of their toasts: a shown one counts, else the first word", async () => {
    const news = await open();
    wait(asks("1"), asks("2"));
    const [one, two] = (await allOf(news)).map(({ id }) => id);
    await news.toasted([one ?? "", two ?? ""], SILENT);
    await news.toasted([one ?? "", two ?? ""], { ...SILENT, reason: "Another." });
    await news.toasted([one ?? "", "of no news"], SHOWN);
    await news.toasted([one ?? ""], SILENT);
    const expected = [{ toast: SHOWN }, { toast: SILENT }];
    expect(await allOf(news)).toMatchObject(expected);
    expect(await allOf(await reopen())).toMatchObject(expected);
  });

  it("tell a follower what changes", async () => {
    const news = await open();
    const end = new AbortController();
    const changes = news.changes(end.signal)[Symbol.asyncIterator]();
    expect((await changes.next()).value).toEqual({ kind: "snapshot", news: [] });
    wait(asks("1"));
    const added = (await changes.next()).value;
    expect(added).toMatchObject({ kind: "changed", news: [{ about: "1" }] });
    await news.toasted([added?.news[0]?.id ?? ""], SHOWN);
    expect((await changes.next()).value).toMatchObject({ kind: "changed", news: [{ toast: SHOWN }] });
    const last = changes.next();
    end.abort();
    expect((await last).done).toBe(true);
  });

  it("leave out what a crash or an editor has spoiled, and go on behind it", async () => {
    await open();
    wait(asks("1"));
    await reopen();
    appendFileSync(file(), `not JSON\n{"news":{"id":7}}\n{"news":{"id":"tor`);
    const healed = await reopen();
    expect(await textsOf(healed)).toEqual(["git push"]);
    expect(logged.join("")).toContain('"spoiled":3');
    wait(asks("1"), asks("2"));
    const again = await reopen();
    expect((await allOf(again)).map(({ about }) => about)).toEqual(["1", "2"]);
    expect(logged.join("").match(/spoiled":/g)).toHaveLength(1);
  });

  it("take a whole line that lacks only its end", async () => {
    await open();
    wait(asks("1"));
    await reopen();
    writeFileSync(file(), readFileSync(file(), "utf8").trimEnd());
    await reopen();
    wait(asks("1"), asks("2"));
    expect((await allOf(await reopen())).map(({ about }) => about)).toEqual(["1", "2"]);
  });

  it("are kept in a file that stays small, and shown as far as anybody looks back", async () => {
    const news = await open();
    const inbox = view.inboxOf(CLAUDE);
    for (let round = 0; round < 22; round += 1) {
      inbox.put(...Array.from({ length: 200 }, (_, index) => fakeItem(`msg-${round * 200 + index}`)));
    }
    await news.drain();
    const lines = readFileSync(file(), "utf8").trimEnd().split("\n");
    expect(lines.length).toBeLessThanOrEqual(2 * MOST_KEPT);
    expect(lines.at(-1)).toContain('"msg-4399"');
    const shown = await allOf(await reopen());
    expect(shown.map(({ about }) => about)).toEqual(
      Array.from({ length: 200 }, (_, index) => `msg-${4200 + index}`),
    );
  });

  it("go on where they cannot be kept", async () => {
    writeFileSync(join(folder, "news"), "a file where the folder should be");
    const news = await open();
    wait(asks("1"));
    await news.drain();
    expect(await textsOf(news)).toEqual(["git push"]);
    expect(logged.join("")).toContain("news could not be kept");
  });
});
