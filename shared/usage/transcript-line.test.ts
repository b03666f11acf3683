import { describe, expect, it } from "vitest";
import { rounds, seededRandom } from "../base/seeded-random.test-support.ts";
import { readTranscriptLine } from "./transcript-line.ts";
import { MORNING, PROMPT, replyLine, TOOL_RESULT, userLine } from "./transcript-lines.test-support.ts";

describe("a line of a transcript", () => {
  it("tells what a reply took", () => {
    expect(readTranscriptLine(replyLine({ id: "msg_1" }))).toEqual({
      kind: "reply",
      id: "msg_1",
      at: Date.parse(MORNING),
      isHelper: false,
      tokens: { inputTokens: 10, outputTokens: 20, cacheReadTokens: 4000, cacheWriteTokens: 300 },
    });
    expect(readTranscriptLine(replyLine({ id: "msg_2", isSidechain: true }))).toMatchObject({
      isHelper: true,
    });
  });

  for (const [what, line] of [
    ["a sentence", PROMPT],
    ["a sentence with a picture", userLine([{ type: "image" }, { type: "text", text: "What is this?" }])],
    ["a command", userLine("<command-name>/review</command-name>")],
  ] as const) {
    it(`tells that the agent was told ${what}`, () => {
      expect(readTranscriptLine(line)).toEqual({ kind: "prompt" });
    });
  }

  for (const [what, line] of [
    ["the result of a tool", TOOL_RESULT],
    ["what the program says to the model", userLine("Caveat: …", { isMeta: true })],
    ["what is said to a helper", userLine("Look for it.", { isSidechain: true })],
    ["a summary of what was before", userLine("It was about …", { isCompactSummary: true })],
    ["a sentence about a failure", replyLine({ id: "x", model: "<synthetic>" })],
    ["a reply without usage", JSON.stringify({ type: "assistant", message: { id: "x" } })],
    ["a summary", JSON.stringify({ type: "summary", summary: "…", leafUuid: "x" })],
    ["something of a later version", JSON.stringify({ kind: "who knows", v: 9 })],
    ["a list", "[]"],
    ["nothing", "  "],
  ] as const) {
    it(`passes over ${what}`, () => {
      expect(readTranscriptLine(line)).toEqual({ kind: "other" });
    });
  }

  it("is unreadable where it is cut, or two in one", () => {
    const line = replyLine({ id: "msg_1" });
    expect(readTranscriptLine(line.slice(0, 100))).toEqual({ kind: "unreadable" });
    expect(readTranscriptLine(line.slice(0, 100) + line)).toEqual({ kind: "unreadable" });
    expect(readTranscriptLine("5")).toEqual({ kind: "unreadable" });
  });

  it("counts nothing for numbers that are none", () => {
    const usage = { input_tokens: -5, output_tokens: "many", cache_read_input_tokens: 1e300 };
    const line = JSON.stringify({ type: "assistant", timestamp: 5, message: { id: "x", usage } });
    expect(readTranscriptLine(line)).toMatchObject({
      kind: "reply",
      at: undefined,
      tokens: { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 },
    });
  });

  it("never fails, whatever stands in it", () => {
    const random = seededRandom(13);
    const whole = [replyLine({ id: "msg_1" }), PROMPT, TOOL_RESULT];
    for (let round = 0; round < rounds(2000); round += 1) {
      const line = [...(whole[random.below(3)] ?? "")];
      for (let change = 0; change < 3; change += 1)
        line[random.below(line.length)] = String.fromCodePoint(random.below(0x300));
      expect(["reply", "prompt", "other", "unreadable"]).toContain(readTranscriptLine(line.join("")).kind);
    }
  });
});
