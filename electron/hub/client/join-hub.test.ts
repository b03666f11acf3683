import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Hub } from "../hub.ts";
import { ownInbox } from "../own-inbox.ts";
import { ownQms } from "../own-qms.ts";
import { FakeView, fakeCounts, fakeDocument, fakeItem } from "../testing/fake-view.test-support.ts";
import { QA, TestHost } from "../testing/test-host.test-support.ts";
import { joinTestHost, type Joined } from "./joined.test-support.ts";

describe("a joined hub", () => {
  let test: TestHost;
  let joined: Joined;
  let view: FakeView;
  let hub: Hub;
  let end: AbortController;

  beforeEach(async () => {
    test = await TestHost.create("true");
    const { host } = test;
    view = new FakeView();
    Object.defineProperties(host.hub, {
      inbox: { value: ownInbox(view, (agent) => view.deliveriesOf(agent)) },
      qms: {
        value: ownQms(
          view,
          (user, request) => view.perform(user, request),
          (query, limit) => view.search(query, limit),
        ),
      },
    });
    joined = await joinTestHost(test);
    ({ hub, end } = joined);
  });

  afterEach(async () => {
    await joined.leave();
    await test.dispose();
  });

  it("tells of inboxes and documents what the other program's hub tells", async () => {
    const inbox = view.inboxOf(QA);
    inbox.put(...Array.from({ length: 1200 }, (_, index) => fakeItem(`msg-${index}`)));
    view.counts.put(fakeCounts("qa", 1200));
    view.documents.found = [{ path: "QMS/x", problem: "It is no document." }];
    view.documents.put(fakeDocument("CR-001"));

    const items = hub.inbox.items(QA, end.signal)[Symbol.asyncIterator]();
    const first = (await items.next()).value;
    expect(first).toMatchObject({ kind: "snapshot", isFirst: true, isLast: false });
    expect([(await items.next()).value, (await items.next()).value]).toMatchObject([
      {},
      { kind: "snapshot", isLast: true },
    ]);
    inbox.put(fakeItem("msg-new"));
    expect((await items.next()).value).toEqual({
      kind: "changed",
      items: [fakeItem("msg-new")],
      removed: [],
    });

    const counts = hub.inbox.counts(end.signal)[Symbol.asyncIterator]();
    expect((await counts.next()).value).toEqual({
      kind: "snapshot",
      counts: { qa: fakeCounts("qa", 1200).counts },
    });
    view.counts.put(fakeCounts("qa", 1201));
    expect((await counts.next()).value).toEqual({ kind: "changed", ...fakeCounts("qa", 1201) });

    const documents = hub.qms.documents(end.signal)[Symbol.asyncIterator]();
    expect((await documents.next()).value).toMatchObject({
      kind: "snapshot",
      documents: [{ id: "CR-001" }],
      problems: view.documents.found,
    });
  });

  it("carries calls there, and refusals back as they are", async () => {
    view.texts.set("qa/inbox/msg-1", "text");
    expect(await hub.inbox.read(QA, "msg-1", undefined)).toEqual({ text: "text" });
    expect(await hub.qms.history("CR-001", 1)).toMatchObject({ events: [{ event: "CHECKOUT" }] });
    view.documents.put(fakeDocument("CR-001"));
    expect(await hub.qms.document("CR-001", "qa")).toMatchObject({
      id: "CR-001",
      mustAct: { users: ["qa"] },
    });
    await expect(hub.qms.document("CR-999", "qa")).rejects.toMatchObject({ code: "not_found" });
    expect(await hub.qms.text("CR-001", { version: "1.0" })).toMatchObject({ version: "1.0" });
    expect(await hub.qms.search("tide", 5, undefined)).toMatchObject({ hits: [{ id: "CR-001" }] });
    expect(await hub.inbox.archived(QA, { limit: 1, query: "x", from: "2026-01-01" })).toMatchObject({
      items: [],
    });
    await hub.qms.perform("qa", { kind: "checkin", id: "CR-001" });
    expect(view.performed).toEqual([["qa", { kind: "checkin", id: "CR-001" }]]);
    await expect(hub.qms.perform("qa", { kind: "approve", id: "CR-001" })).rejects.toMatchObject({
      name: "HubError",
      code: "refused",
      message: "CR-001 is not in approval.",
    });
  });

  it("leaves nothing behind there when a stream is left", async () => {
    const inbox = view.inboxOf(QA);
    const items = hub.inbox.items(QA, end.signal)[Symbol.asyncIterator]();
    await items.next();
    expect(inbox.emitter.listenerCount).toBe(1);
    const last = items.next();
    end.abort();
    expect((await last).done).toBe(true);
    await expect.poll(() => inbox.emitter.listenerCount).toBe(0);
  });

  it("ends its streams when the other program goes", async () => {
    const items = hub.inbox.items(QA, end.signal)[Symbol.asyncIterator]();
    await items.next();
    const last = items.next();
    await joined.lose();
    expect((await last).done).toBe(true);
  });
});
