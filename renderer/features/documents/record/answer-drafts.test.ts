import { expect, test } from "vitest";
import { createAnswerDrafts } from "./answer-drafts.ts";

function storage(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, text) => void kept.set(key, text),
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
    key: (place) => [...kept.keys()][place] ?? null,
    get length() {
      return kept.size;
    },
  };
}

test("keeps what is typed by project, document and prompt, and nothing once it is empty", () => {
  const own = storage();
  let project = "/one";
  const drafts = createAnswerDrafts(own, () => project);
  drafts.keep("CR-001-VR-001", "aim", "To see");
  expect(drafts.read("CR-001-VR-001", "aim")).toBe("To see");
  expect(drafts.read("CR-001-VR-001", "step_do.1")).toBeUndefined();
  project = "/other";
  expect(drafts.read("CR-001-VR-001", "aim")).toBeUndefined();
  project = "/one";
  drafts.keep("CR-001-VR-001", "aim", "");
  expect(own.length).toBe(0);
});

test("goes on where the storage is full", () => {
  const full: Storage = {
    ...storage(),
    setItem: () => {
      throw new DOMException("full", "QuotaExceededError");
    },
  };
  expect(() => createAnswerDrafts(full, () => "/one").keep("a", "b", "c")).not.toThrow();
});
