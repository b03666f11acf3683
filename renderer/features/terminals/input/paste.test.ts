import { describe, expect, it } from "vitest";
import { MAX_INPUT_BYTES } from "../../../../shared/terminal/frames.ts";
import { cleanPaste, encodePaste, inputPieces, isRiskyPaste } from "./paste.ts";

/** A small generator of numbers below 1, the same ones for the same seed. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe("what is pasted", () => {
  it("has its line ends as Enter, whichever system they come from", () => {
    expect(cleanPaste("a\nb\r\nc\rd\n\n")).toBe("a\rb\rc\rd\r\r");
  });

  it("keeps tabs and every printable character", () => {
    expect(cleanPaste("\tif é 漢 👩‍💻 ~")).toBe("\tif é 漢 👩‍💻 ~");
  });

  it("cannot end its own brackets or press a key", () => {
    expect(cleanPaste("rm\x1b[201~\x03\x7f\u009b201~\u0085")).toBe("rm[201~201~");
  });

  it("never carries a control character but tab and Enter, whatever was copied", () => {
    const next = random(11);
    for (let round = 0; round < 300; round += 1) {
      const codes = Array.from({ length: 60 }, () => Math.floor(next() * 0x120));
      const cleaned = cleanPaste(String.fromCharCode(...codes));
      expect(cleaned).not.toMatch(/[\u0000-\u0008\u000a-\u000c\u000e-\u001f\u007f-\u009f]/);
    }
  });

  it("is asked about when it has lines and the program cannot tell it from typing", () => {
    expect(isRiskyPaste(cleanPaste("one\ntwo"), false)).toBe(true);
    expect(isRiskyPaste(cleanPaste("rm -rf .\n"), false)).toBe(true);
    expect(isRiskyPaste(cleanPaste("one\ntwo"), true)).toBe(false);
    expect(isRiskyPaste(cleanPaste("one"), false)).toBe(false);
  });

  it("is bracketed where the program asked for it", () => {
    const decoder = new TextDecoder();
    expect(decoder.decode(encodePaste("a\rb", true))).toBe("\x1b[200~a\rb\x1b[201~");
    expect(decoder.decode(encodePaste("ab", false))).toBe("ab");
  });

  it("of a megabyte goes in pieces that a frame takes, and nothing of it is lost", () => {
    const bytes = encodePaste(`${"é".repeat(500_000)}end`, true);
    const pieces = [...inputPieces(bytes)];
    expect(Math.max(...pieces.map((piece) => piece.byteLength))).toBeLessThanOrEqual(MAX_INPUT_BYTES);
    expect(Buffer.concat(pieces).equals(bytes)).toBe(true);
  });
});
