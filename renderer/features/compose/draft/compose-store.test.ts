import { expect, it } from "vitest";
import {
  composeOf,
  withAnother,
  withClosed,
  withCurrent,
  withDiscarded,
  withDraft,
  withKept,
  withUndone,
} from "./compose-store.ts";
import { bodyProblem, draftTitle, emptyDraft, problemOf, type Draft } from "./draft.ts";

const draft = (id: string, change: Partial<Draft> = {}): Draft => ({ ...emptyDraft(id, 0), ...change });
const written = draft("a", { to: ["qa"], subject: "Note", body: "Read CR-056.", changedAt: 5 });

it("goes on with the draft that was written last", () => {
  expect(composeOf([draft("b", { subject: "Old", changedAt: 1 }), written], "new", 9).current).toBe(written);
  expect(composeOf([], "new", 9).current).toEqual(emptyDraft("new", 9));
});

it("keeps what is written among the drafts, and nothing that is empty", () => {
  const state = withDraft(composeOf([], "a", 0), written);
  expect([...state.drafts.keys()]).toEqual(["a"]);
  expect(withDraft(state, draft("a")).drafts.size).toBe(0);
  const another = withAnother(state, "b", 9, { to: ["bu"], subject: "Re: Note" });
  expect([another.current.id, another.isOpen, [...another.drafts.keys()]]).toEqual(["b", true, ["a"]]);
  expect(withCurrent(another, "a").current).toBe(written);
});

it("gives back a draft that was discarded", () => {
  const discarded = withDiscarded(withDraft(composeOf([], "a", 0), written), "b", 9);
  expect([discarded.drafts.size, discarded.current.id]).toEqual([0, "b"]);
  const back = withUndone(discarded);
  expect([back.current, back.drafts.get("a"), back.undo]).toEqual([written, written, undefined]);
  expect(withDiscarded(composeOf([], "a", 0), "b", 9).undo).toBeUndefined();
});

it("puts away what was sent when it is closed, and keeps what was not", () => {
  const state = withDraft(composeOf([], "a", 0), written);
  const outbox = { draft: "a", subject: "Note", body: "", letters: [] };
  const sent = { to: "qa", state: { kind: "sent" as const, item: "msg-1" } };
  const failed = { to: "bu", state: { kind: "failed" as const, sentence: "No." } };
  expect(withClosed({ ...state, outbox: { ...outbox, letters: [sent] } }, "b", 9)).toMatchObject({
    isOpen: false,
    outbox: undefined,
    current: { id: "b" },
  });
  expect(withClosed({ ...state, outbox: { ...outbox, letters: [sent, failed] } }, "b", 9)).toMatchObject({
    outbox: { letters: [sent, failed] },
    current: { id: "a" },
  });
});

it("takes what another window writes, but not over what is being written here", () => {
  const open = { ...withDraft(composeOf([], "a", 0), written), isOpen: true };
  const other = draft("a", { subject: "From there", changedAt: 7 });
  expect(withKept(open, "a", other)).toBe(open);
  expect(withKept({ ...open, isOpen: false }, "a", other).current).toBe(other);
  expect([...withKept(open, "c", draft("c", { subject: "New" })).drafts.keys()]).toEqual(["a", "c"]);
  expect(withKept(withKept(open, "c", other), "c", undefined).drafts.has("c")).toBe(false);
});

it("says what a message still needs", () => {
  expect(problemOf(draft("a"))).toBe("Say to whom it goes.");
  expect(problemOf(draft("a", { to: ["qa"] }))).toBe("Give it a subject.");
  expect(problemOf({ ...written, subject: "x".repeat(203) })).toBe("The subject is 3 characters too long.");
  expect(problemOf({ ...written, body: " \n" })).toBe("Write something.");
  expect(problemOf(written)).toBeUndefined();
  expect(bodyProblem("x".repeat(262_144))).toBeUndefined();
  expect(bodyProblem(`${"x".repeat(262_143)}é`)).toContain("256 KiB");
  expect(draftTitle(draft("a", { body: "\n First line\nsecond" }))).toBe("First line");
});
