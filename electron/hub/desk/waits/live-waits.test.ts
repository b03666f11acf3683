import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { trackDisposables } from "../../../../shared/base/track-disposables.test-support.ts";
import { AgentId } from "../../../../shared/contract/agents.ts";
import { Waits } from "../../../../shared/contract/desk.ts";
import { createJsonLog } from "../../log/json-log.ts";
import { fakeCounts, fakeDocument, fakeItem, FakeView } from "../../testing/fake-view.test-support.ts";
import { LiveWaits } from "./live-waits.ts";

const QA = AgentId.parse("qa");
const CLAUDE = AgentId.parse("claude");

describe("who waits for whom in a project", () => {
  trackDisposables();
  let view: FakeView;
  let waits: LiveWaits;

  beforeEach(() => {
    view = new FakeView();
    view.counts.put(fakeCounts("qa", 0), fakeCounts("claude", 0));
    waits = new LiveWaits(
      view,
      createJsonLog(() => undefined, Date.now),
    );
  });

  afterEach(() => waits.dispose());

  async function picture(isRight: (picture: Waits) => boolean): Promise<Waits> {
    for (;;) {
      const { picture: known } = waits;
      if (known !== undefined && isRight(known)) return Waits.parse(known);
      await new Promise<void>((resolve) => {
        const subscription = waits.onChanged(() => {
          subscription.dispose();
          resolve();
        });
      });
    }
  }

  const edgesOf = ({ edges }: Waits): string[] =>
    edges.map(({ from, to, reason }) => `${from} ${to} ${reason}`);

  it("is told with its circles, and again when it has changed", async () => {
    view.documents.put(
      fakeDocument("CR-001", { status: "IN_PRE_REVIEW", owner: "claude", pending: ["qa"], since: 5 }),
      fakeDocument("CR-002", { status: "CLOSED" }),
    );
    view.inboxOf(CLAUDE).put(fakeItem("msg-qa-1", { from: "qa", at: 7 }));
    const following = waits.follow();
    const first = await picture(({ edges }) => edges.length === 3);
    expect(edgesOf(first)).toEqual([
      "document:CR-001 user:qa review",
      "user:claude document:CR-001 owner",
      "user:qa user:claude message",
    ]);
    expect(first.nodes).toContainEqual({
      kind: "document",
      key: "document:CR-001",
      id: "CR-001",
      title: "Title of CR-001",
      status: "IN_PRE_REVIEW",
    });
    expect(first.cycles.map((cycle) => cycle.toSorted())).toEqual([
      ["document:CR-001", "user:claude", "user:qa"],
    ]);
    view.inboxOf(QA).put(fakeItem("msg-claude-1", { from: "claude", at: 8 }));
    const second = await picture(({ cycles, edges }) => cycles.length === 0 && edges.length > 2);
    expect(edgesOf(second)).toContain("user:claude user:qa message");
    view.documents.remove("CR-001");
    await picture(({ edges }) => edges.length === 1);
    following.dispose();
  });

  it("remembers an answer that was archived, now or before", async () => {
    view.answered.push({ from: "claude", to: "bu", at: 20 });
    view
      .inboxOf(CLAUDE)
      .put(fakeItem("msg-bu-1", { from: "bu", at: 10 }), fakeItem("msg-qa-1", { from: "qa", at: 10 }));
    const following = waits.follow();
    await picture((one) => edgesOf(one).join() === "user:qa user:claude message");
    view.inboxOf(QA).put(fakeItem("msg-claude-1", { from: "claude", at: 11 }));
    view.inboxOf(QA).remove("msg-claude-1");
    await picture(({ edges }) => edges.length === 0);
    following.dispose();
  });

  it("takes up an agent that comes later, and listens to nothing when nobody looks", async () => {
    const following = waits.follow();
    await picture(({ edges }) => edges.length === 0);
    const bu = AgentId.parse("bu");
    view.inboxOf(bu).put(fakeItem("msg-qa-1", { from: "qa", at: 10 }));
    view.counts.put(fakeCounts("bu", 1));
    await picture((one) => edgesOf(one).join() === "user:qa user:bu message");
    following.dispose();
    expect(waits.picture).toBeUndefined();
    for (const list of [view.documents, view.counts, view.inboxOf(bu), view.inboxOf(QA)])
      expect(list.emitter.listenerCount).toBe(0);
  });

  it("is cut where there is more than can be told, and still holds together", async () => {
    view.documents.put(
      ...Array.from({ length: 5000 }, (_, index) =>
        fakeDocument(`CR-${index}`, { status: "IN_PRE_REVIEW", owner: "claude", pending: ["qa"] }),
      ),
    );
    const following = waits.follow();
    const cut = await picture(({ isCut }) => isCut);
    const keys = new Set(cut.nodes.map(({ key }) => key));
    for (const { from, to } of cut.edges) expect(keys.has(from) && keys.has(to)).toBe(true);
    following.dispose();
  });
});
