import { expect, it } from "vitest";
import { keepRecent, readRecent } from "./recent.ts";

function makeStorage() {
  const stored = new Map<string, string>();
  return {
    stored,
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  };
}

it("keeps what was chosen lately, each once, the latest first, for each project", () => {
  const storage = makeStorage();
  for (const id of ["a", "b", "a"]) keepRecent(storage, "/p", id);
  expect(readRecent(storage, "/p")).toEqual(["a", "b"]);
  expect(readRecent(storage, "/other")).toEqual([]);
  for (let number = 0; number < 40; number += 1) keepRecent(storage, "/p", String(number));
  expect(readRecent(storage, "/p")).toHaveLength(12);
  expect(readRecent(storage, "/p")[0]).toBe("39");
});

it("begins anew where what was kept cannot be read", () => {
  const storage = makeStorage();
  storage.stored.set("quorum.palette:/p", "{");
  expect(readRecent(storage, "/p")).toEqual([]);
});
