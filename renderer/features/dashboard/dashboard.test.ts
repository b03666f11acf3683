import { describe, expect, it } from "vitest";
import { documentView } from "../../../shared/contract/document-view.test-support.ts";
import type { DocumentView } from "../../../shared/contract/qms.ts";
import { boardOf, boardReader } from "./board.ts";
import { owedText, personText } from "./document-words.ts";
import { figuresOf, spanText } from "./flow-words.ts";
import { heldOrder } from "./held-order.ts";
import { eventWords, finishedCount, finishedToday, toldEvents } from "./today.ts";

const document = (id: string, extra: Partial<DocumentView> = {}): DocumentView =>
  documentView({ id, title: id, changedAt: 1000, ...extra });

const inReview = (id: string, extra: Partial<DocumentView> = {}): DocumentView =>
  document(id, {
    status: "IN_PRE_REVIEW",
    pending: ["tu_ui"],
    round: { workflow: "PRE_REVIEW", assigned: ["qa", "tu_ui"], answers: { qa: "RECOMMEND" } },
    ...extra,
  });

const board = (...documents: readonly DocumentView[]) =>
  boardOf(new Map(documents.map((one) => [one.id, one])));

const ids = (entries: readonly { readonly document: DocumentView }[]): string[] =>
  entries.map((entry) => entry.document.id);

describe("the board", () => {
  it("sets each open document into its lane, the latest first, and leaves out what is over or foreign", () => {
    const { lanes, open } = board(
      document("CR-1", { since: 10 }),
      document("CR-2", { since: 20 }),
      inReview("CR-3"),
      document("CR-4", { status: "PRE_APPROVED" }),
      document("CR-5", { status: "IN_EXECUTION" }),
      document("CR-6", { status: "CLOSED" }),
      document("CR-7", { isForeign: true }),
      document("SOP-1", { status: "EFFECTIVE", hasDraft: false }),
      document("SOP-2", { status: "EFFECTIVE", since: 5 }),
    );
    expect(lanes.draft.map(({ id }) => id)).toEqual(["CR-2", "CR-1", "SOP-2"]);
    expect(lanes.review.map(({ id }) => id)).toEqual(["CR-3"]);
    expect(lanes.approval.map(({ id }) => id)).toEqual(["CR-4"]);
    expect(lanes.execution.map(({ id }) => id)).toEqual(["CR-5"]);
    expect(open).toBe(6);
  });

  it("lists what is owed by agents, the oldest first, but not what somebody simply works on", () => {
    const { forAgents, forPerson } = board(
      document("CR-1"),
      document("CR-2", { status: "IN_EXECUTION" }),
      inReview("CR-3", { since: 30 }),
      document("CR-4", { status: "PRE_APPROVED", since: 20 }),
      inReview("CR-5", { since: 10, pending: [] }),
    );
    expect(ids(forAgents)).toEqual(["CR-5", "CR-4", "CR-3"]);
    expect(forAgents.map(owedText)).toEqual([
      "pre-review, nobody is asked yet",
      "to be released",
      "pre-review, 1 of 2 in",
    ]);
    expect(forPerson).toEqual([]);
  });

  it("lists what waits for the person, who may be asked beside an agent", () => {
    const { forAgents, forPerson } = board(
      inReview("CR-1", { pending: ["lead"], since: 2 }),
      inReview("CR-2", { pending: ["qa", "lead"], since: 3 }),
      document("CR-3", { owner: "lead", since: 1 }),
    );
    expect(ids(forPerson)).toEqual(["CR-3", "CR-1", "CR-2"]);
    expect(ids(forAgents)).toEqual(["CR-2"]);
    expect(forPerson.map(personText)).toEqual([
      "is yours, to be worked on",
      "waits for your review",
      "waits for your review",
    ]);
  });

  it("is read once for each list of documents", () => {
    const read = boardReader();
    const documents = new Map([["CR-1", document("CR-1")]]);
    expect(read(documents)).toBe(read(documents));
    expect(read(new Map(documents))).not.toBe(read(documents));
  });
});

describe("today", () => {
  const documents = new Map(["CR-1", "SOP-1"].map((id) => [id, document(id)]));

  it("names what was finished once, the latest first, and counts also what is not among the latest", () => {
    const latest = [
      { id: "SOP-1", event: "EFFECTIVE", at: 30 },
      { id: "CR-1", event: "STATUS_CHANGE", at: 20, outcome: "CLOSED" },
      { id: "CR-1", event: "CLOSE", at: 20 },
      { id: "SOP-1", event: "EFFECTIVE", at: 10 },
      { id: "CR-9", event: "CLOSE", at: 5 },
    ];
    expect(finishedToday(latest, documents).map(({ document: { id }, how, at }) => [id, how, at])).toEqual([
      ["SOP-1", "effective", 30],
      ["CR-1", "closed", 20],
    ]);
    const byEvent = { EFFECTIVE: 4, CLOSE: 3, REVIEW: 9 };
    expect(finishedCount({ day: "2026-11-21", events: 16, byEvent, byUser: {}, latest })).toBe(7);
    expect(toldEvents(latest)).toHaveLength(4);
  });

  it("is told in words, also an event that nobody knows", () => {
    expect(eventWords({ event: "REVIEW", outcome: "UPDATES_REQUIRED" })).toBe("asked for changes to");
    expect(eventWords({ event: "REVIEW", outcome: "RECOMMEND" })).toBe("recommended");
    expect(eventWords({ event: "NEW_THING" })).toBe("new thing");
    expect(eventWords({ event: "constructor" })).toBe("constructor");
  });
});

describe("the figures", () => {
  it("tell times with a digit more where it says something", () => {
    const minute = 60_000;
    const times = [
      undefined,
      0,
      40_000,
      96_000,
      12.4 * minute,
      90 * minute,
      30 * 60 * minute,
      72 * 60 * minute,
    ];
    expect(times.map(spanText)).toEqual(["–", "0 s", "40 s", "1.6 min", "12 min", "1.5 h", "30 h", "3 d"]);
  });

  it("say of how much they are", () => {
    const none = { count: 0 };
    const figures = figuresOf({
      review: { count: 4, median: 60_000, most: 120_000 },
      approval: { count: 1, median: 1000, most: 1000 },
      execution: none,
      rounds: 5,
      sentBack: 1,
    });
    expect(figures.map(({ value, counted, more }) => `${value}: ${counted} ${more}`.trimEnd())).toEqual([
      "1 min: 4 rounds 9 of 10 within 2 min",
      "1 s: 1 round 9 of 10 within 1 s",
      "–: none finished",
      "20 %: 1 of 5 rounds",
    ]);
  });
});

describe("a list that is being read", () => {
  it("keeps its order, leaves who has gone where it was, and tells how many are new", () => {
    const entry = (id: string, text = "") => ({ id, text });
    const before = [entry("a"), entry("b"), entry("c")];
    expect(heldOrder(before, [entry("new"), entry("c"), entry("a", "changed")], ({ id }) => id)).toEqual({
      entries: [entry("a", "changed"), entry("b"), entry("c")],
      fresh: 1,
    });
  });
});
