import { join } from "node:path";
import { MessageChannel } from "node:worker_threads";
import { createORPCClient, ORPCError } from "@orpc/client";
import { RPCLink as PortLink } from "@orpc/client/message-port";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AgentId } from "../../../shared/contract/agents.ts";
import type { HubClient } from "../../../shared/contract/contract.ts";
import { Settings } from "../../../shared/contract/settings.ts";
import { clientOver } from "../client/hub-client.ts";
import { openHubSocket } from "../client/hub-socket.ts";
import { trackDisposables } from "../../../shared/base/track-disposables.test-support.ts";
import { ownInbox } from "../own-inbox.ts";
import { ownQms, type PerformRequest } from "../own-qms.ts";
import { FakeView, fakeCounts, fakeDocument, fakeItem } from "../testing/fake-view.test-support.ts";
import { QA, TestHost } from "../testing/test-host.test-support.ts";
import { createToken } from "./access.ts";
import { createContractServer } from "./contract-server.ts";
import { serveHttp } from "./serve-http.ts";

interface Connection {
  readonly client: HubClient;
  /** Goes away without a word, as a page that is closed does. */
  vanish(): void;
  close(): Promise<void>;
}

/** Every way in which a client reaches the contract. Each must behave as the others do. */
const TRANSPORTS: Readonly<Record<string, (test: TestHost) => Promise<Connection>>> = {
  MessagePort: (test) => {
    const { port1, port2 } = new MessageChannel();
    createContractServer(test.host).connectPort(port1);
    port1.start();
    port2.start();
    const client: HubClient = createORPCClient(new PortLink({ port: port2 }));
    return Promise.resolve({
      client,
      vanish: () => port2.close(),
      close: () => Promise.resolve(port2.close()),
    });
  },
  WebSocket: async (test) => {
    const token = createToken();
    const contract = createContractServer(test.host);
    const http = await serveHttp(test.host, { contract, token, log: test.host.log });
    const socket = await openHubSocket({ url: http.url, token }, "/rpc");
    return {
      client: clientOver(socket),
      vanish: () => socket.terminate(),
      close: async () => {
        socket.terminate();
        await http.close();
      },
    };
  },
};

describe.each(Object.entries(TRANSPORTS))("the contract over a %s", (_name, connect) => {
  trackDisposables();
  let test: TestHost;
  let connection: Connection;
  let client: HubClient;

  beforeEach(async () => {
    test = await TestHost.create("echo ready; while read -r line; do echo $line; done");
    connection = await connect(test);
    client = connection.client;
  });

  afterEach(async () => {
    await connection.close();
    await test.dispose();
  });

  it("carries a call and its result", async () => {
    const answered = await client.agents.start({ agent: QA });
    // What the agent does is learned after it has started, so it may have come since the answer.
    expect({ ...answered, activity: undefined }).toEqual({ ...test.agent(), activity: undefined });
  });

  it("carries an expected failure with its code and its sentence", async () => {
    const failure = await client.agents
      .start({ agent: AgentId.parse("nobody") })
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ORPCError);
    expect(failure).toMatchObject({
      code: "not_found",
      message: "There is no agent called nobody in project.",
    });
  });

  it("refuses what does not fit the contract, and tells nothing of our insides", async () => {
    const call = client.agents.start as (input: unknown) => Promise<unknown>;
    const failure = await call({ agent: "../etc/passwd" }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "invalid_input" });
    expect(JSON.stringify(failure)).not.toContain("zod");
  });

  it("hides a defect behind `internal`, and logs it", async () => {
    // A hub that breaks: the text of its error is not for clients.
    Object.defineProperty(test.host.hub, "start", {
      value: () => Promise.reject(new Error("secret detail")),
    });
    const failure = await client.agents.start({ agent: QA }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "internal" });
    expect(JSON.stringify(failure)).not.toContain("secret detail");
    expect(test.logLines.join("")).toContain("secret detail");
  });

  it("begins a stream with a snapshot, and goes on with changes in their order", async () => {
    const changes = await client.agents.changes();
    const first = await changes.next();
    expect(first.value).toMatchObject({ kind: "snapshot" });
    await client.agents.start({ agent: QA });
    const kinds: string[] = [];
    for await (const change of changes) {
      if (change.kind === "changed") kinds.push(change.agent.state.kind);
      if (kinds.at(-1) === "running") break;
    }
    expect(kinds).toEqual(["starting", "running"]);
  });

  it("ends a stream's work when the client cancels it", async () => {
    const controller = new AbortController();
    const before = listenersOf(test);
    const changes = await client.agents.changes(undefined, { signal: controller.signal });
    await changes.next();
    expect(listenersOf(test)).toBe(before + 1);
    controller.abort();
    await changes.next().catch(() => undefined);
    await listenersFallTo(test, before);
  });

  it("ends a stream's work when the client disappears", async () => {
    const before = listenersOf(test);
    const changes = await client.agents.changes();
    await changes.next();
    expect(listenersOf(test)).toBe(before + 1);
    connection.vanish();
    await listenersFallTo(test, before);
  });

  it("keeps values as they are: absent keys stay absent, text stays text", async () => {
    const state = await (await client.host.changes()).next();
    expect(state.value).toEqual(test.host.state);
    expect(Object.hasOwn((await client.agents.start({ agent: QA })) ?? {}, "problem")).toBe(false);
    await client.settings.update({ terminalFontSize: 15.5 });
    const settings = await (await client.settings.changes()).next();
    expect(settings.value).toEqual(Settings.parse({ terminalFontSize: 15.5 }));
  });

  it("serves an inbox of ten thousand items in parts, and goes on with what comes and goes", async () => {
    const view = showView(test);
    const inbox = view.inboxOf(QA);
    inbox.put(...Array.from({ length: 10_000 }, (_, index) => fakeItem(`msg-${index}`)));
    const items = await client.inbox.items({ agent: QA });
    const ids: string[] = [];
    for await (const change of items) {
      expect(change.items.length).toBeLessThanOrEqual(500);
      ids.push(...change.items.map(({ id }) => id));
      if (change.kind === "snapshot" && change.isLast) break;
    }
    expect(new Set(ids).size).toBe(10_000);

    const again = await client.inbox.items({ agent: QA });
    let known = 0;
    const heard: string[] = [];
    for await (const change of again) {
      if (change.kind === "snapshot") known += change.items.length;
      else heard.push(...change.items.map(({ id }) => `+${id}`), ...change.removed.map((id) => `-${id}`));
      if (change.kind === "snapshot" && change.isLast) {
        inbox.put(fakeItem("msg-new"));
        inbox.remove("msg-7");
      }
      if (heard.includes("-msg-7")) break;
    }
    expect(known).toBe(10_000);
    expect(heard).toEqual(["+msg-new", "-msg-7"]);
  });

  it("counts the items of all agents, then those of each whose inbox changed", async () => {
    const view = showView(test);
    view.counts.put(fakeCounts("qa", 2), fakeCounts("lead", 0));
    const counts = await client.inbox.counts();
    const message = (count: number) => ({ task: 0, message: count, notification: 0, unknown: 0 });
    expect((await counts.next()).value).toEqual({
      kind: "snapshot",
      counts: { qa: message(2), lead: message(0) },
    });
    view.counts.put(fakeCounts("qa", 3));
    expect((await counts.next()).value).toEqual({ kind: "changed", agent: "qa", counts: message(3) });
    await counts.return();
  });

  it("lists documents with what is wrong with other files, and tells of that when it changes", async () => {
    const view = showView(test);
    const problem = { path: "QMS/.meta/CR/x.json", problem: "It is not JSON." };
    view.documents.found = [problem];
    view.documents.put(fakeDocument("CR-001"), fakeDocument("CR-002"));
    const documents = await client.qms.changes();
    expect((await documents.next()).value).toMatchObject({
      kind: "snapshot",
      documents: [{ id: "CR-001" }, { id: "CR-002" }],
      problems: [problem],
      isFirst: true,
      isLast: true,
    });
    view.documents.put(fakeDocument("CR-002", { status: "IN_PRE_REVIEW", pending: ["qa"] }));
    const changed = (await documents.next()).value;
    expect(changed).toMatchObject({ kind: "changed", documents: [{ pending: ["qa"] }], removed: [] });
    expect(Object.hasOwn(changed ?? {}, "problems")).toBe(false);
    view.documents.found = [];
    view.documents.put();
    expect((await documents.next()).value).toEqual({
      kind: "changed",
      documents: [],
      removed: [],
      problems: [],
    });
    await documents.return();
    expect(await client.qms.history({ id: "CR-001", limit: 2 })).toMatchObject({
      events: [{ details: { of: "CR-001" } }, {}],
    });
  });

  it("reads an item's text from the inbox or the archive, and says when there is none", async () => {
    const view = showView(test);
    view.texts.set("qa/inbox/msg-1", "new").set("qa/2026-02-04/msg-1", "old");
    expect(await client.inbox.read({ agent: QA, id: "msg-1" })).toEqual({ text: "new" });
    expect(await client.inbox.read({ agent: QA, id: "msg-1", archivedOn: "2026-02-04" })).toEqual({
      text: "old",
    });
    await expect(client.inbox.read({ agent: QA, id: "msg-2" })).rejects.toMatchObject({ code: "not_found" });
    view.inboxOf(QA).put(fakeItem("msg-1"), fakeItem("msg-2"));
    expect(await client.inbox.archived({ agent: QA, limit: 1 })).toMatchObject({
      items: [{ id: "msg-1", archivedOn: "2026-02-04" }],
      total: 2,
    });
  });

  it("carries out a request as the user that the person chose, and tells why one was refused", async () => {
    const view = showView(test);
    const request = { kind: "inbox-archive-item", item: "msg-1" } as const;
    expect(await client.qms.perform({ user: "qa", request })).toEqual({
      text: "Done.",
      warnings: ["A warning."],
      isDone: true,
    });
    expect(view.performed).toEqual([["qa", request]]);
    await expect(
      client.qms.perform({ user: "qa", request: { kind: "approve", id: "CR-001" } }),
    ).rejects.toMatchObject({ code: "refused", message: "CR-001 is not in approval." });
    await expect(client.qms.perform({ user: "../x", request: { kind: "workspace" } })).rejects.toMatchObject({
      code: "invalid_input",
    });
  });

  it("begins a stream of an inbox anew when another project is opened, and refuses one without a project", async () => {
    const view = showView(test);
    view.inboxOf(QA).put(fakeItem("msg-1"));
    const items = await client.inbox.items({ agent: QA });
    expect((await items.next()).value).toMatchObject({ kind: "snapshot", items: [{ id: "msg-1" }] });
    await test.host.createSample(join(test.folder, "sample"));
    const next = await items.next();
    if (next.done === true) throw new Error("the stream has ended");
    expect(next.value).toMatchObject({ kind: "snapshot", isFirst: true });
    expect(next.value.items.map(({ id }) => id)).not.toContain("msg-1");
    expect(view.inboxOf(QA).emitter.listenerCount).toBe(0);
    await items.return();
    await test.host.openProject(test.project);
  });

  it("ends an inbox's stream when the client cancels it, and when it disappears", async () => {
    const { emitter } = showView(test).inboxOf(QA);
    const cancelled = await client.inbox.items({ agent: QA });
    await cancelled.next();
    expect(emitter.listenerCount).toBe(1);
    await cancelled.return();
    await fallsTo(() => emitter.listenerCount, 0);
    await (await client.inbox.items({ agent: QA })).next();
    expect(emitter.listenerCount).toBe(1);
    connection.vanish();
    await fallsTo(() => emitter.listenerCount, 0);
  });

  it("serves many calls at once", async () => {
    const results = await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        client.settings.update({ terminalFontSize: 8 + (index % 20) }),
      ),
    );
    expect(results.map((settings) => settings.terminalFontSize)).toEqual(
      results.map((_, index) => 8 + (index % 20)),
    );
  });
});

function listenersOf(test: TestHost): number {
  return test.host.agentListenerCount;
}

async function listenersFallTo(test: TestHost, count: number): Promise<void> {
  await fallsTo(() => listenersOf(test), count);
}

async function fallsTo(current: () => number, count: number): Promise<void> {
  // Each round trip gives the other side a turn; what it does is not announced to anyone.
  for (let round = 0; round < 1000 && current() !== count; round += 1) {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
  expect(current()).toBe(count);
}

/** Shows clients what the test puts there, and not what lies in the project. */
function showView(test: TestHost): FakeView {
  const view = new FakeView();
  const perform: PerformRequest = (user, request) => view.perform(user, request);
  Object.defineProperties(test.host.hub, {
    inbox: { value: ownInbox(view, (agent) => view.deliveriesOf(agent)) },
    qms: { value: ownQms(view, perform, (query, limit) => view.search(query, limit)) },
  });
  return view;
}
