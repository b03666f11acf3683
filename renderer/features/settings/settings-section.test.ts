import { describe, expect, it } from "vitest";
import { matchingSections, type SettingsSection } from "./settings-section.ts";

const row = (id: string, words: string) => ({ id, words, content: null });
const SECTIONS: readonly SettingsSection[] = [
  {
    id: "look",
    title: "Appearance",
    icon: "settings",
    rows: [row("theme", "Theme dark light"), row("font", "Font")],
  },
  { id: "terminal", title: "Terminal", icon: "shell", rows: [row("size", "Text size"), row("type", "Font")] },
];

const found = (query: string) =>
  matchingSections(SECTIONS, query).map(({ id, rows }) => [id, rows.map((each) => each.id)]);

describe("the settings that are looked for", () => {
  it("are all of them while nothing is typed", () => {
    expect(matchingSections(SECTIONS, " ")).toEqual(SECTIONS);
  });

  it("have every word, in their own words or in their section's", () => {
    expect(found("dark")).toEqual([["look", ["theme"]]]);
    expect(found("terminal font")).toEqual([["terminal", ["type"]]]);
    expect(found("font")).toEqual([
      ["look", ["font"]],
      ["terminal", ["type"]],
    ]);
    expect(found("appear")).toEqual([["look", ["theme", "font"]]]);
    expect(found("nothing")).toEqual([]);
  });
});
