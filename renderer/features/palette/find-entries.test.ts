import { describe, expect, it } from "vitest";
import { findEntries, MOST_SHOWN } from "./find-entries.ts";
import type { PaletteEntry, PaletteGroup } from "./palette-entry.ts";
import { scoreTitle, scoreWord } from "./score.ts";

function entry(title: string, group: PaletteGroup = "Actions", words?: string): PaletteEntry {
  return { id: `${group}:${title}`, group, title, words, icon: "open", run: () => undefined };
}

const titles = (entries: readonly PaletteEntry[]): readonly string[] => entries.map(({ title }) => title);

describe("a word", () => {
  it("fits best to the beginning of a text, then of a word, then within one, then as scattered letters", () => {
    const scores = ["review of cr", "the review", "preview", "rest everywhere, view"].map((text) =>
      scoreTitle(text, "review"),
    );
    expect(scores).toEqual(scores.toSorted((one, other) => other - one));
    expect(new Set(scores).size).toBe(4);
    expect(scores.at(-1)).toBeGreaterThan(0);
  });

  it("fits to nothing that lacks one of its letters, and one or two letters do not fit scattered", () => {
    expect(scoreTitle("dashboard", "dashx")).toBe(0);
    expect(scoreTitle("dashboard", "db")).toBe(0);
    expect(scoreTitle("dashboard", "dbrd")).toBeGreaterThan(0);
    expect(scoreWord("dashboard", "dbrd")).toBe(0);
  });

  it("fits better to the text that it is more of", () => {
    expect(scoreWord("cr-1", "cr-1")).toBeGreaterThan(scoreWord("cr-1 and a long title", "cr-1"));
  });
});

describe("what is found", () => {
  const actions = [
    entry("Settings", "Actions", "preferences"),
    entry("Back"),
    entry("Who waits for whom", "Actions", "graph"),
  ];
  const documents = [entry("CR-001 Tidy the sinks", "Documents"), entry("CR-010 Wait less", "Documents")];
  const all = [actions, documents];

  it("has all words that were typed, in whichever order", () => {
    expect(titles(findEntries(all, "sinks cr", []))).toEqual(["CR-001 Tidy the sinks"]);
    expect(findEntries(all, "sinks back", [])).toEqual([]);
  });

  it("is found by other words as well, but those count less than a title", () => {
    expect(titles(findEntries(all, "graph", []))).toEqual(["Who waits for whom"]);
    expect(titles(findEntries([[entry("b", "Actions", "wait"), entry("wait")]], "wait", []))).toEqual([
      "wait",
      "b",
    ]);
  });

  it("begins with what was chosen lately, before and while something is typed", () => {
    const recent = ["Documents:CR-010 Wait less", "Actions:gone", "Actions:Back"];
    expect(titles(findEntries(all, "", recent)).slice(0, 3)).toEqual([
      "CR-010 Wait less",
      "Back",
      "Settings",
    ]);
    expect(titles(findEntries(all, "cr", []))[0]).toBe("CR-010 Wait less");
    expect(titles(findEntries(all, "cr", ["Documents:CR-001 Tidy the sinks"]))[0]).toBe(
      "CR-001 Tidy the sinks",
    );
  });

  it("is never more than can be looked over, and the best of many", () => {
    const many = Array.from({ length: 10_000 }, (_, number) =>
      entry(`CR-${String(number).padStart(5, "0")} something`, "Documents"),
    );
    expect(findEntries([many], "", [])).toHaveLength(MOST_SHOWN / 2);
    const found = findEntries([many], "some", []);
    expect(found).toHaveLength(MOST_SHOWN);
    expect(titles(found)[0]).toBe("CR-00000 something");
    expect(titles(findEntries([many], "cr-09999", []))).toEqual(["CR-09999 something"]);
  });
});
