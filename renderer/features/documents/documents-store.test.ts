import { expect, test } from "vitest";
import { noDocuments, withDocumentsChanges, withOpenDocuments } from "./documents-store.ts";
import { documentView } from "../../../shared/contract/document-view.test-support.ts";

const snapshot = (ids: readonly string[], isFirst: boolean, isLast: boolean) => ({
  kind: "snapshot" as const,
  documents: ids.map((id) => documentView({ id })),
  problems: [],
  isFirst,
  isLast,
});

test("knows the documents when the last part of a snapshot is there", () => {
  const begun = withDocumentsChanges(noDocuments(), [snapshot(["CR-001"], true, false)]);
  expect([begun.isKnown, begun.byId.size]).toEqual([false, 0]);
  const whole = withDocumentsChanges(begun, [snapshot(["CR-002"], false, true)]);
  expect([whole.isKnown, [...whole.byId.keys()]]).toEqual([true, ["CR-001", "CR-002"]]);
});

test("knows the open documents before all are there, and how many there are in all", () => {
  const open = (id: string, isLast: boolean) => ({ documents: [documentView({ id })], total: 3, isLast });
  const first = withOpenDocuments(noDocuments(), [open("CR-003", false), open("CR-002", true)]);
  expect(first).toMatchObject({ areOpenKnown: true, isKnown: false, total: 3 });
  expect([...first.byId.keys()].toSorted()).toEqual(["CR-002", "CR-003"]);
  const begun = withDocumentsChanges(first, [snapshot(["CR-001", "CR-002"], true, false)]);
  expect([begun.byId, begun.total]).toEqual([first.byId, 3]);
  const whole = withDocumentsChanges(begun, [snapshot(["CR-003", "CR-004"], false, true)]);
  expect(whole).toMatchObject({ areOpenKnown: true, isKnown: true, total: 4 });
  expect(whole.byId.size).toBe(4);
  expect(withOpenDocuments(whole, [open("CR-002", true)])).toBe(whole);
});

test("takes up what changed, and keeps what did not as it is", () => {
  const before = withDocumentsChanges(noDocuments(), [snapshot(["CR-001", "CR-002", "CR-003"], true, true)]);
  const problems = [{ path: "QMS/x", problem: "It is no document." }];
  const after = withDocumentsChanges(before, [
    {
      kind: "changed",
      documents: [documentView({ id: "CR-002", title: "Other" })],
      removed: ["CR-003"],
      problems,
    },
  ]);
  expect(after.byId.get("CR-001")).toBe(before.byId.get("CR-001"));
  expect(after.byId.get("CR-002")?.title).toBe("Other");
  expect(after.byId.has("CR-003")).toBe(false);
  expect(after.problems).toEqual(problems);
});

test("begins anew with another snapshot", () => {
  const before = withDocumentsChanges(noDocuments(), [snapshot(["CR-001"], true, true)]);
  const after = withDocumentsChanges(before, [snapshot(["CR-009"], true, true)]);
  expect([...after.byId.keys()]).toEqual(["CR-009"]);
});

test("shows what was known until another snapshot is whole", () => {
  const before = withDocumentsChanges(noDocuments(), [snapshot(["CR-001"], true, true)]);
  const begun = withDocumentsChanges(before, [snapshot(["CR-008"], true, false)]);
  expect(begun.byId).toBe(before.byId);
  const again = withDocumentsChanges(begun, [snapshot(["CR-002"], true, false)]);
  const after = withDocumentsChanges(again, [snapshot(["CR-009"], false, true)]);
  expect([after.isKnown, [...after.byId.keys()]]).toEqual([true, ["CR-002", "CR-009"]]);
});
