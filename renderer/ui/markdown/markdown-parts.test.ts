import { expect, test } from "vitest";
import { markdownParts } from "./markdown-parts.ts";

const paragraph = `${"Words that say something. ".repeat(40)}\n\n`;

test("leaves a short text whole", () => {
  expect(markdownParts("# A\n\ntext\n")).toEqual(["# A\n\ntext\n"]);
  expect(markdownParts("")).toEqual([""]);
});

test("cuts a long text into parts that make the text again", () => {
  const text = paragraph.repeat(200);
  const parts = markdownParts(text);
  expect(parts.length).toBeGreaterThan(5);
  expect(parts.join("")).toBe(text);
  expect(Math.max(...parts.map((part) => part.length))).toBeLessThan(20_000);
});

test("never cuts within a fenced block that is not endless", () => {
  const block = `\`\`\`js\n${"const one = 1;\n\n".repeat(1500)}\`\`\`\n\n`;
  const parts = markdownParts(`${paragraph.repeat(10)}${block}${paragraph.repeat(40)}`);
  for (const part of parts) expect((part.match(/^```/gm) ?? []).length % 2).toBe(0);
});

test("cuts a single endless line", () => {
  const parts = markdownParts("[".repeat(400_000));
  expect(parts.join("").length).toBe(400_000);
  expect(Math.max(...parts.map((part) => part.length))).toBeLessThan(100_000);
});

test("parts what stands before an endless line from it", () => {
  const parts = markdownParts(`${paragraph}${">".repeat(50_000)}\n\n${paragraph}`);
  expect(parts[0]).toBe(paragraph);
});
