import { expect, it } from "vitest";
import { documentView } from "../../../shared/contract/document-view.test-support.ts";
import type { DocumentsChange, DocumentView } from "../../../shared/contract/qms.ts";
import { trackDisposables } from "../../../shared/base/track-disposables.test-support.ts";
import { FakeList } from "../testing/fake-view.test-support.ts";
import { documentsStream } from "./contract-streams.ts";

trackDisposables();

const PART = 250;

/** The parts of a snapshot of documents of which each so-manyth is open. */
async function partsOf(count: number, openEach: number): Promise<Snapshot[]> {
  const documents = Array.from({ length: count }, (_, at) =>
    documentView({ id: `CR-${at}`, status: at % openEach === 0 ? "IN_REVIEW" : "CLOSED", hasDraft: false }),
  );
  const list = new FakeList<DocumentView>(({ id }) => id, documents);
  const end = new AbortController();
  const parts: Snapshot[] = [];
  for await (const change of documentsStream(Object.assign(list, { problems: () => [] }), end.signal)) {
    if (change.kind === "snapshot") parts.push(change);
    if (change.kind === "changed" || change.isLast) break;
  }
  return parts;
}

type Snapshot = Extract<DocumentsChange, { kind: "snapshot" }>;

const openIn = ({ documents }: Snapshot): number =>
  documents.filter(({ status }) => status === "IN_REVIEW").length;

it("tells the open documents first, when all of them have come, and how many there are in all", async () => {
  const parts = await partsOf(3 * PART, 3);
  expect(parts.map(openIn)).toEqual([PART, 0, 0]);
  // That there are no more of them is seen with the first that is not open.
  expect(parts.map(({ hasAllOpen }) => hasAllOpen)).toEqual([false, true, true]);
  expect(parts.map(({ total }) => total)).toEqual([3 * PART, 3 * PART, 3 * PART]);
});

it("tells with the part in which they end that all open documents have come", async () => {
  const parts = await partsOf(3 * PART, 5);
  expect(parts.map(openIn)).toEqual([150, 0, 0]);
  expect(parts.map(({ hasAllOpen }) => hasAllOpen)).toEqual([true, true, true]);
});

it("tells that all have come where each is open, and where there are none", async () => {
  expect((await partsOf(PART + 1, 1)).map(({ hasAllOpen }) => hasAllOpen)).toEqual([false, true]);
  expect(await partsOf(0, 1)).toMatchObject([{ hasAllOpen: true, total: 0 }]);
});
