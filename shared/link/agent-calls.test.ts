import { describe, expect, it } from "vitest";
import { rounds, seededRandom } from "../base/seeded-random.test-support.ts";
import { LineReader } from "./agent-calls.ts";

const encoder = new TextEncoder();

function linesOf(reader: LineReader, ...pieces: readonly Uint8Array[]): string[] {
  const lines: string[] = [];
  for (const piece of pieces) reader.push(piece, (line) => lines.push(line));
  return lines;
}

describe("lines", () => {
  it("come out whole, whatever the pieces they arrive in", () => {
    const random = seededRandom(11);
    const lines = ["", "a", "ünïcödé 🔔", '{"a":1}', "x".repeat(500)];
    const bytes = encoder.encode(lines.map((line) => `${line}\n`).join(""));
    for (let round = 0; round < rounds(200); round += 1) {
      const pieces: Uint8Array[] = [];
      for (let at = 0; at < bytes.byteLength;) {
        const size = 1 + random.below(20);
        pieces.push(bytes.subarray(at, at + size));
        at += size;
      }
      expect(linesOf(new LineReader(1000), ...pieces)).toEqual(lines);
    }
  });

  it("are not waited for beyond their limit", () => {
    const reader = new LineReader(10);
    expect(linesOf(reader, encoder.encode("0123456789\n"))).toEqual(["0123456789"]);
    expect(() => linesOf(reader, encoder.encode("01234"), encoder.encode("567890"))).toThrow("too long");
    expect(() => linesOf(new LineReader(10), encoder.encode("0123456789x\n"))).toThrow("too long");
  });
});
