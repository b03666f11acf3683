import { describe, expect, it } from "vitest";
import { waitsOf, type WaitingDocument, type WaitingMessage, type WaitingTask } from "./waits-of.ts";

const document = (id: string, extra: Partial<WaitingDocument> = {}): WaitingDocument => ({
  id,
  type: "CR",
  title: id,
  status: "DRAFT",
  owner: "claude",
  pending: [],
  since: 10,
  changedAt: 20,
  hasDraft: true,
  isForeign: false,
  ...extra,
});

function found(
  documents: readonly WaitingDocument[],
  tasks: readonly WaitingTask[] = [],
  messages: readonly WaitingMessage[] = [],
  sent: Readonly<Record<string, number>> = {},
): string[] {
  const waits = waitsOf({
    documents: new Map(documents.map((one) => [one.id, one])),
    tasks,
    messages,
    lastMessage: (from, to) => sent[`${from} ${to}`],
  });
  return waits.map(({ from, to, reason, since, item, count }) =>
    [from, to, reason, since, item, count].filter((part) => part !== undefined).join(" "),
  );
}

describe("waits", () => {
  it("are of a document for its owner, or for those who have not reviewed it, for whom its owner waits with it", () => {
    expect(found([document("CR-1")])).toEqual(["document:CR-1 user:claude step 10"]);
    const inReview = document("CR-2", { status: "IN_PRE_REVIEW", pending: ["qa", "bu"] });
    const task = { user: "qa", item: "task-CR-2", document: "CR-2", workflow: "PRE_REVIEW", at: 12 };
    expect(found([inReview], [task])).toEqual([
      "document:CR-2 user:qa review 12 task-CR-2",
      "document:CR-2 user:bu review 10",
      "user:claude document:CR-2 owner 10",
    ]);
  });

  it("are of a task alone where its document is in that round and does not name its user any more", () => {
    const task = { user: "qa", item: "t", document: "CR-2", workflow: "PRE_REVIEW", at: 12 };
    const inReview = document("CR-2", { status: "IN_PRE_REVIEW", pending: ["bu"] });
    expect(found([inReview], [task])).toContain("document:CR-2 user:qa task 12 t");
    expect(found([{ ...inReview, status: "IN_PRE_APPROVAL" }], [task]).join()).not.toContain("user:qa");
  });

  it("are of a parent for its open child, but not for a record that is closed with it", () => {
    const parent = document("CR-1", { status: "IN_EXECUTION" });
    const child = document("CR-1-VAR-001", { type: "VAR", parent: "CR-1", since: 30 });
    const record = document("CR-1-VR-001", { type: "VR", parent: "CR-1" });
    expect(found([parent, child, record]).filter((wait) => wait.includes("child"))).toEqual([
      "document:CR-1 document:CR-1-VAR-001 child 30",
    ]);
  });

  it("are of a message's sender for its answer, counted from the oldest without one", () => {
    const message = (item: string, at: number, from = "qa"): WaitingMessage => ({
      user: "claude",
      item,
      from,
      at,
    });
    const messages = [
      message("m2", 200),
      message("m1", 100),
      message("m3", 300),
      message("own", 1, "claude"),
    ];
    expect(found([], [], messages)).toEqual(["user:qa user:claude message 100 m1 3"]);
    expect(found([], [], messages, { "claude qa": 250 })).toEqual(["user:qa user:claude message 300 m3 1"]);
    expect(found([], [], messages, { "claude qa": 300 })).toEqual([]);
  });
});
