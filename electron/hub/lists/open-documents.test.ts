import { expect, it } from "vitest";
import { documentView } from "../../../shared/contract/document-view.test-support.ts";
import { openDocumentsOf } from "./open-documents.ts";

/** The parts of so many open documents, between others. */
async function partsOf(open: number, others: number) {
  const all = Array.from({ length: open + others }, (_, at) =>
    documentView({ id: `CR-${at}`, status: at < others ? "CLOSED" : "IN_REVIEW", hasDraft: false }),
  );
  const parts = [];
  for await (const part of openDocumentsOf({ all: () => all }, new AbortController().signal))
    parts.push(part);
  return parts;
}

it("tells the open documents in parts, and how many there are in all", async () => {
  const parts = await partsOf(300, 1000);
  expect(parts.map(({ documents, isLast }) => [documents.length, isLast])).toEqual([
    [250, false],
    [50, true],
  ]);
  for (const { documents, total } of parts) {
    expect(total).toBe(1300);
    expect(documents.every(({ status }) => status === "IN_REVIEW")).toBe(true);
  }
});

it("tells that there are none", async () => {
  expect(await partsOf(0, 2)).toEqual([{ documents: [], total: 2, isLast: true }]);
});

it("ends when nobody follows any more", async () => {
  const end = new AbortController();
  const all = Array.from({ length: 600 }, (_, at) => documentView({ id: `CR-${at}` }));
  let parts = 0;
  for await (const { isLast } of openDocumentsOf({ all: () => all }, end.signal)) {
    parts += 1;
    expect(isLast).toBe(false);
    end.abort();
  }
  expect(parts).toBe(1);
});
