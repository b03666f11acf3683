import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { markdownParts } from "./markdown-parts.ts";
import { weightOf } from "./markdown-weight.ts";

const lines = (count: number, line: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => line(at)).join("\n");
const paragraphs = (count: number, text: string): string => `${text}\n\n`.repeat(count);

const DEEP: Readonly<Record<string, string>> = {
  "quotes in a line": `${">".repeat(2000)} a`,
  "quotes in a line, many": ">".repeat(48_000),
  "lists by their indentation": lines(300, (at) => `${"  ".repeat(at)}- a`),
  "lists by tabs": lines(100, (at) => `${"\t".repeat(at)}1. a`),
  "lists in a line": `${"- ".repeat(2000)}a`,
  "numbered lists in a line": `${"1. ".repeat(300)}a`,
  "lists in quotes in a line": `${"> - ".repeat(200)}a`,
  "lists within a quote": lines(60, (at) => `> ${"  ".repeat(at)}- a`),
  "footnotes in a line": `${"[^a]: ".repeat(4000)}x`,
  "lists behind what looks like a fence": `- \`\`\`\n  \`\`\`\n${"- ".repeat(2000)}a`,
};

const DENSE: Readonly<Record<string, string>> = {
  brackets: "[".repeat(48_000),
  "closing brackets": "]".repeat(48_000),
  "brackets in brackets": `${"[".repeat(3000)}a${"](x)".repeat(3000)}`,
  "links without an end": "[a](".repeat(12_000),
  "titles without an end": '[a](b "'.repeat(6000),
  "pictures in pictures": `${"![".repeat(2000)}a${"](x)".repeat(2000)}`,
  stars: "*a ".repeat(16_000),
  underlines: "_a ".repeat(16_000),
  tildes: "~a ".repeat(16_000),
  "strong in strong": `${"**a ".repeat(1000)}${"b** ".repeat(1000)}`,
  "runs of stars": `${"*".repeat(2000)}a${"*".repeat(2000)}`,
  "runs of backticks of each length": Array.from({ length: 300 }, (_, at) => "`".repeat(at)).join(" a "),
  "pieces of code": "` ".repeat(24_000),
  "a wide table": lines(60, () => `|${"a|".repeat(300)}`).replace("\n", `\n|${"-|".repeat(300)}\n`),
  "a wide table of short rows": `|${"a|".repeat(4000)}\n|${"-|".repeat(4000)}\n${"|a|\n".repeat(5000)}`,
  "tags without an end": "<a ".repeat(16_000),
  "comments without an end": "a <!-- ".repeat(7000),
  "declarations without an end": "a <!A".repeat(9000),
  entities: "&amp;".repeat(9600),
  addresses: "a@b.".repeat(12_000),
  escapes: "\\*".repeat(24_000),
  definitions: lines(4000, (at) => `[a${String(at)}]: /x`),
  "definitions apart": paragraphs(4000, "[a]: /x"),
  "references to one definition": `[a]: /x\n\n${"[a] ".repeat(10_000)}`,
  "references to one footnote": `${"[^1] ".repeat(8000)}\n\n[^1]: x`,
  headings: "# a\n".repeat(10_000),
  rules: "---\n".repeat(10_000),
  "short lines": "a\n".repeat(20_000),
  "lines that end otherwise": "a\r".repeat(20_000),
  "small quotes": paragraphs(2000, ">>>>>>>>"),
  "behind a fence that is none": `\`\`\` a \` b\n${"[".repeat(48_000)}`,
  "behind a fence in a list that ended": `1. a\n\n   \`\`\`\nb\n\n\`\`\`\n\`\`\`\n${"[".repeat(48_000)}`,
  "behind a fence in a tag": `<div>\n\`\`\`\n\n${"[".repeat(48_000)}`,
  "behind a fence in a script": `<script>\n\n\`\`\`\n</script>\n\n${"[".repeat(48_000)}`,
  "behind a fence in a comment": `<!--\n\`\`\`\n-->\n${"[".repeat(48_000)}`,
  "behind a fence that was closed": `\`\`\`\na\n\`\`\`\n${"[".repeat(48_000)}`,
};

const HARMLESS: Readonly<Record<string, string>> = {
  nothing: "",
  "a long word": "a".repeat(96_000),
  "a long line": "Words that say something. ".repeat(3000),
  "a ruler of signs": `${"=".repeat(200)}\n${"*".repeat(120)}\n${"- ".repeat(80)}`,
  "lines to fill in": lines(30, () => `Name: ${"_".repeat(60)} Date: ${"_".repeat(20)}`),
  "code with many brackets": `\`\`\`json\n${lines(900, () => "[[1, 2], [3, 4]], [*a*, _b_]")}\n\`\`\`\n`,
  "code that is nested": `\`\`\`\n${lines(40, (at) => `${"  ".repeat(at)}- a`)}\n\`\`\`\n`,
  "a list of six levels": lines(600, (at) => `${"  ".repeat(at % 6)}- **[x](y)** a`),
  "a table of many rows": `| a | b | c |\n| - | - | - |\n${lines(300, () => "| one `x` | `two_three` | [f](g) |")}`,
  "a long comment": `<!--\n${lines(300, () => "- A line for the author [here].")}\n-->\n`,
  "a changelog": lines(
    220,
    (at) => `- **core:** a thing ([#${String(at)}](https://example.org/${String(at)}))`,
  ),
  "names with underlines": lines(500, () => "one_two_three four_five_six SEVEN_EIGHT"),
};

describe("a part of a text that would take too long", () => {
  it.each(Object.entries(DEEP))("is known by what is nested: %s", (_, text) => {
    expect(weightOf(text)).toBe("deep");
  });

  it.each(Object.entries(DENSE))("is known by its marks: %s", (_, text) => {
    expect(weightOf(text)).toBe("dense");
  });
});

describe("a part that a person may have written", () => {
  it.each(Object.entries(HARMLESS))("is read: %s", (_, text) => {
    expect(weightOf(text)).toBeUndefined();
  });

  const root = resolve(import.meta.dirname, "../../..");
  const files = ["assets", "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "bench/RESULTS.md"].flatMap(
    (path) => {
      if (path.endsWith(".md")) return [path];
      const found = readdirSync(join(root, path), { recursive: true, encoding: "utf8" });
      return found.filter((name) => name.endsWith(".md")).map((name) => join(path, name));
    },
  );

  it("is each of those that come with Quorum", () => {
    expect(files.length).toBeGreaterThan(15);
    for (const file of files) {
      const parts = markdownParts(readFileSync(join(root, file), "utf8"));
      expect(parts.map(weightOf), file).toEqual(parts.map(() => undefined));
    }
  });
});
