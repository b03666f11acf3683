import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { findInTranscript, hasAnswer } from "./claude-transcript.ts";

const NOW = Date.parse("2026-03-01T12:00:00.000Z");
let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "transcript-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

function transcript(...entries: readonly (object | string)[]): string {
  const file = join(folder, "transcript.jsonl");
  writeFileSync(
    file,
    entries.map((entry) => (typeof entry === "string" ? entry : JSON.stringify(entry))).join("\n"),
  );
  return file;
}

function prompt(content: unknown, timestamp = "2026-03-01T12:00:01.000Z"): object {
  return { type: "user", message: { role: "user", content }, timestamp };
}

it.each([
  { name: "a prompt", entry: prompt("Notice a.\nNotice b."), finding: "told" },
  {
    name: "a prompt with something typed behind it",
    entry: prompt("Notice a.\nNotice b. and more"),
    finding: "told",
  },
  {
    name: "the end of a turn that was refused",
    entry: prompt("Stop hook feedback:\nNotice a.\nNotice b."),
    finding: "told",
  },
  {
    name: "blocks of text",
    entry: prompt([{ type: "text", text: "Notice a.\nNotice b." }]),
    finding: "told",
  },
  {
    name: "an earlier prompt",
    entry: prompt("Notice a.\nNotice b.", "2026-03-01T11:00:00.000Z"),
    finding: "not-told",
  },
  {
    name: "an agent's own words",
    entry: { ...prompt("Notice a.\nNotice b."), type: "assistant" },
    finding: "not-told",
  },
  {
    name: "what a helper was told",
    entry: { ...prompt("Notice a.\nNotice b."), isSidechain: true },
    finding: "not-told",
  },
  { name: "no JSON", entry: '{"type":"user","message":{"content":"Notice a.', finding: "not-told" },
])("finds in $name: $finding", async ({ entry, finding }) => {
  const file = transcript("[]", "null", entry);
  expect(await findInTranscript(file, "Notice a.\nNotice b.", NOW)).toBe(finding);
});

it("knows nothing without a transcript, and that nothing was said where none was begun", async () => {
  expect(await findInTranscript(undefined, "Notice a.", NOW)).toBe("unknown");
  expect(await findInTranscript(join(folder, "gone.jsonl"), "Notice a.", NOW)).toBe("not-told");
  expect(await findInTranscript(folder, "Notice a.", NOW)).toBe("unknown");
});

it("can take up what was answered", async () => {
  expect(await hasAnswer(transcript(prompt("Hello")))).toBe(false);
  expect(await hasAnswer(transcript(prompt("Hello"), { type: "assistant", message: {} }))).toBe(true);
});
