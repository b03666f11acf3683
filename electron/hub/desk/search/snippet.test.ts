import { describe, expect, it } from "vitest";
import { plainText } from "./plain-text.ts";
import { snippetOf } from "./snippet.ts";

/** What is marked of the snippet of a text. */
function marked(text: string, ...words: string[]): { readonly snippet: string; readonly hits: string[] } {
  const { snippet, ranges } = snippetOf(text, words) ?? { snippet: "", ranges: [] };
  return { snippet, hits: ranges.map(({ start, end }) => snippet.slice(start, end)) };
}

describe("a text without its marks", () => {
  it("has no headings, points, quotes, boxes, rules, fences nor borders of tables", () => {
    const text = [
      "## 3. Plan",
      "",
      "- [x] first *thing*",
      "> a **bold** and __strong__ word",
      "---",
      "```sh",
      "npm test",
      "```",
      "| EI | Task | Outcome |",
      "|----|:-----|--------:|",
      "| EI-1 | See `tides.mjs` | Pass |",
    ].join("\n");
    expect(plainText(text).split("\n").filter(Boolean)).toEqual([
      "3. Plan",
      "first thing",
      "a bold and strong word",
      "npm test",
      "EI · Task · Outcome",
      "EI-1 · See tides.mjs · Pass",
    ]);
  });

  it("keeps names, sums and links' words", () => {
    expect(plainText("tu_ui and tu_sim: 2 * 3 * 4, [the plan](https://example.org/plan), a \\| b")).toBe(
      "tu_ui and tu_sim: 2 * 3 * 4, the plan, a | b",
    );
  });
});

describe("a snippet", () => {
  it("shows a text as it reads, with the words marked where they stand then", () => {
    const text =
      "# CR-003\n\n## 1. Purpose\n\nThe **harbour** is one; `harbours.mjs` has two, see [the harbour](x).\n";
    expect(marked(text, "harb")).toEqual({
      snippet: "CR-003 1. Purpose The harbour is one; harbours.mjs has two, see the harbour.",
      hits: ["harb", "harb", "harb"],
    });
  });

  it("shows a text as it is written where the word stands only in what is left away", () => {
    expect(marked("See [the plan](https://example.org/tides) first.", "tides")).toEqual({
      snippet: "See [the plan](https://example.org/tides) first.",
      hits: ["tides"],
    });
  });

  it("has nothing in it that changes its order, and marks words where they stand without it", () => {
    expect(marked("A \u202etide\u202c of \u2066tides\u2069.", "tide")).toEqual({
      snippet: "A tide of tides.",
      hits: ["tide", "tide"],
    });
  });

  it("says where it was cut", () => {
    const text = `${"before ".repeat(20)}**tide** ${"after ".repeat(60)}`;
    const { snippet, hits } = marked(text, "tide");
    expect(snippet).toMatch(/^… (?:before )+tide (?:after )+…$/);
    expect(snippet.length).toBeLessThan(220);
    expect(hits).toEqual(["tide"]);
  });
});
