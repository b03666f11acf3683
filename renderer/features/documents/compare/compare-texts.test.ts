import { expect, test } from "vitest";
import { compareTexts, type Block } from "./compare-texts.ts";

const kinds = (blocks: readonly Block[]) => blocks.map(({ kind }) => kind);

test("finds what is the same, what went and what came, with the numbers of lines", () => {
  const { blocks, removed, added } = compareTexts("a\nb\nc\nd\n", "a\nc\nd\ne\n");
  expect(kinds(blocks)).toEqual(["same", "changed", "same", "changed"]);
  expect([removed, added]).toEqual([1, 1]);
  expect(blocks[1]).toMatchObject({ removed: [{ number: 2 }], added: [] });
  expect(blocks[3]).toMatchObject({ removed: [], added: [{ number: 4 }] });
});

test("marks the words that changed in a line", () => {
  const [block] = compareTexts("The tide comes at ten.\n", "The tide comes at eleven.\n").blocks;
  expect(block).toMatchObject({ kind: "changed" });
  if (block?.kind !== "changed") return;
  expect(block.added[0]?.pieces.filter(({ isMarked }) => isMarked).map(({ text }) => text)).toEqual([
    "eleven",
  ]);
  expect(block.removed[0]?.pieces.map(({ text }) => text).join("")).toBe("The tide comes at ten.");
});

test("takes neither line ends nor a missing last one for a difference", () => {
  expect(kinds(compareTexts("a\r\nb", "a\nb\n").blocks)).toEqual(["same"]);
  expect(compareTexts("", "").blocks).toEqual([]);
});

test("gives both texts back whole", () => {
  const before = Array.from({ length: 300 }, (_, at) => `line ${String(at % 7)}`);
  const after = before.flatMap((line, at) =>
    at % 11 === 0 ? [] : at % 13 === 0 ? [`${line} new`, "more"] : [line],
  );
  const { blocks } = compareTexts(before.join("\n"), after.join("\n"));
  const side = (name: "removed" | "added") =>
    blocks.flatMap((block) =>
      block.kind === "same"
        ? block.lines
        : block[name].map(({ pieces }) => pieces.map(({ text }) => text).join("")),
    );
  expect(side("removed")).toEqual(before);
  expect(side("added")).toEqual(after);
});
