import { ORPCError } from "@orpc/client";
import { describe, expect, it } from "vitest";
import { AgentId } from "../../../../shared/contract/agents.ts";
import type { HubClient } from "../../../../shared/contract/contract.ts";
import { HubError } from "../../../../shared/contract/errors.ts";
import type { InboxItem } from "../../../../shared/contract/inbox.ts";
import { createInboxStore } from "../items/inbox-store.ts";
import { inboxCommands } from "./inbox-commands.ts";
import { createPaneStore } from "./pane-store.ts";

const [qa, bu] = [AgentId.parse("qa"), AgentId.parse("bu")];
const item = (id: string): InboxItem => ({ id, kind: "message", title: id, at: 0 });

/** A hub that answers when the test lets it. */
function makeHub() {
  const calls: { readonly name: string; readonly input: unknown; answer: (value: unknown) => void }[] = [];
  const call =
    (name: string) =>
    (input: unknown): Promise<unknown> =>
      new Promise((resolve, reject) => {
        const answer = (value: unknown): void => (value instanceof Error ? reject(value) : resolve(value));
        calls.push({ name, input, answer });
      });
  const client = {
    inbox: { read: call("read"), archived: call("archived") },
    qms: { perform: call("perform") },
  } as unknown as HubClient;
  const pane = createPaneStore();
  const commands = inboxCommands({ pane, items: createInboxStore(), client: () => client });
  commands.open(qa);
  return { calls, pane, commands };
}

describe("an item that is read", () => {
  it("shows its text when it comes, and asks for nothing else", async () => {
    const { calls, pane, commands } = makeHub();
    const reading = commands.read(item("msg-1"));
    expect(pane.getState().opened).toEqual({ item: item("msg-1"), text: { kind: "loading" } });
    calls[0]?.answer({ text: "Hello" });
    await reading;
    expect(pane.getState().opened?.text).toEqual({ kind: "known", value: "Hello" });
    expect(calls).toMatchObject([{ name: "read", input: { agent: "qa", id: "msg-1" } }]);
  });

  it("is the one that was chosen last, whichever text comes first", async () => {
    const { calls, pane, commands } = makeHub();
    const readings = [commands.read(item("msg-1")), commands.read(item("msg-2"))];
    calls[1]?.answer({ text: "second" });
    calls[0]?.answer({ text: "first" });
    await Promise.all(readings);
    expect(pane.getState().opened).toEqual({ item: item("msg-2"), text: { kind: "known", value: "second" } });
  });

  it("says why its text cannot be shown", async () => {
    const { calls, pane, commands } = makeHub();
    const reading = commands.read(item("msg-1"));
    calls[0]?.answer(new ORPCError("not_found", { message: "It is gone." }));
    await reading;
    expect(pane.getState().opened?.text).toEqual({ kind: "failed", sentence: "It is gone." });
  });

  it("is forgotten with the inbox that it was in", async () => {
    const { calls, pane, commands } = makeHub();
    const reading = commands.read(item("msg-1"));
    commands.open(bu);
    calls[0]?.answer({ text: "of qa" });
    await reading;
    expect(pane.getState()).toMatchObject({ agent: "bu", isArchiveShown: false });
    expect(pane.getState().opened).toBeUndefined();
  });
});

describe("an item that is archived", () => {
  it("is archived as the agent whose inbox it is, once", async () => {
    const { calls, pane, commands } = makeHub();
    const archiving = commands.archive(item("msg-1"));
    expect(await commands.archive(item("msg-1"))).toBe(false);
    expect(pane.getState().archiving.has("msg-1")).toBe(true);
    calls[0]?.answer({});
    expect(await archiving).toBe(true);
    expect(calls).toMatchObject([
      { name: "perform", input: { user: "qa", request: { kind: "inbox-archive-item", item: "msg-1" } } },
    ]);
    expect(pane.getState().archiving.size).toBe(0);
  });

  it("says at the item why it was not, until it is tried again", async () => {
    const { calls, pane, commands } = makeHub();
    const archiving = commands.archive(item("msg-1"));
    calls[0]?.answer(new ORPCError("refused", { message: "No inbox item 'msg-1'." }));
    expect(await archiving).toBe(false);
    expect([...pane.getState().refusals]).toEqual([["msg-1", "No inbox item 'msg-1'."]]);
    const again = commands.archive(item("msg-1"));
    expect(pane.getState().refusals.size).toBe(0);
    calls[1]?.answer({});
    expect(await again).toBe(true);
  });
});

describe("an archive", () => {
  it("is read when it is shown, and read anew when it is shown again", async () => {
    const { calls, pane, commands } = makeHub();
    commands.showArchive(true);
    expect(pane.getState()).toMatchObject({ isArchiveShown: true, archive: { kind: "loading" } });
    const loading = commands.loadArchive();
    calls[0]?.answer({ items: [item("msg-1")], total: 7 });
    await loading;
    expect(pane.getState().archive).toMatchObject({ kind: "known", value: { total: 7 } });
    commands.showArchive(false);
    commands.showArchive(true);
    expect(pane.getState().archive).toEqual({ kind: "loading" });
  });
});

it("says so where there is no connection", async () => {
  const pane = createPaneStore();
  const commands = inboxCommands({
    pane,
    items: createInboxStore(),
    client: () => {
      throw new HubError("unavailable", "Quorum is not connected.");
    },
  });
  commands.open(qa);
  await commands.read(item("msg-1"));
  expect(pane.getState().opened?.text).toEqual({ kind: "failed", sentence: "Quorum is not connected." });
});

describe("what was archived last", () => {
  const ANSWER = { text: "Archived: msg-1\nTo: inbox-archive/2026-02-04/msg-1-2.md", warnings: [] };

  it("can be put back under the name that it has there", async () => {
    const { calls, pane, commands } = makeHub();
    const archiving = commands.archive(item("msg-1"));
    calls[0]?.answer(ANSWER);
    await archiving;
    expect(pane.getState().undo).toEqual({ title: "msg-1", item: "msg-1-2", date: "2026-02-04" });
    const restoring = commands.restore();
    const request = { kind: "inbox-restore-item", item: "msg-1-2", date: "2026-02-04" };
    expect(calls[1]).toMatchObject({ name: "perform", input: { user: "qa", request } });
    calls[1]?.answer({ text: "Restored: msg-1", warnings: [] });
    await restoring;
    expect(pane.getState().undo).toBeUndefined();
  });

  it("says why it was not put back, and can be tried again", async () => {
    const { calls, pane, commands } = makeHub();
    const archiving = commands.archive(item("msg-1"));
    calls[0]?.answer(ANSWER);
    await archiving;
    const restoring = commands.restore();
    calls[1]?.answer(new ORPCError("refused", { message: "It is gone." }));
    await restoring;
    expect(pane.getState().undo?.refusal).toBe("It is gone.");
  });

  it("is nothing in another inbox", async () => {
    const { calls, pane, commands } = makeHub();
    const archiving = commands.archive(item("msg-1"));
    commands.open(bu);
    calls[0]?.answer(ANSWER);
    await archiving;
    expect(pane.getState().undo).toBeUndefined();
  });
});
