import { Terminal } from "@xterm/headless";
import { describe, expect, it } from "vitest";
import { rounds, seededRandom } from "../../shared/base/seeded-random.test-support.ts";
import { SequenceBoundary } from "./sequence-boundary.ts";
import { internalsOf } from "./xterm-internals.ts";

const encoder = new TextEncoder();

describe("SequenceBoundary", () => {
  it("agrees with xterm's parser about what is complete, at every byte of random output", () => {
    const random = seededRandom(7);
    const alphabet = [
      ..."\x1b[]P_^X0;?>!$ ~mhqABC\\\x07\x18\x1a\x7f\n",
      "é",
      "世",
      "👍",
      "\u009b",
      "\u009d",
      "\u0090",
      "\u009c",
    ];
    for (let round = 0; round < rounds(400); round += 1) {
      const terminal = new Terminal({ cols: 80, rows: 24, allowProposedApi: true, logLevel: "off" });
      const core = internalsOf(terminal);
      const boundary = new SequenceBoundary();
      const text = Array.from({ length: 60 }, () => alphabet[random.below(alphabet.length)]).join("");
      let seen = "";
      for (const byte of encoder.encode(text)) {
        const piece = Uint8Array.of(byte);
        const isComplete = boundary.read(piece) === 1;
        seen += String.fromCharCode(byte);
        core.writeSync(piece);
        const isGround = core._inputHandler._parser.currentState === 0;
        // What is complete for us must be complete for the parser; a character in the making is only known to us.
        if (isComplete || byte < 0x80) expect(isGround, JSON.stringify(seen)).toBe(isComplete);
      }
      terminal.dispose();
    }
  });

  it("finds the same end however the output is cut", () => {
    const bytes = encoder.encode("plain \x1b[1;31mred\x1b]0;title\x07 世界 \x1bPq#1\x1b\\ tail \x1b[3");
    const whole = new SequenceBoundary().read(bytes);
    for (let cut = 1; cut < bytes.length; cut += 1) {
      const boundary = new SequenceBoundary();
      const first = boundary.read(bytes.subarray(0, cut));
      const second = boundary.read(bytes.subarray(cut));
      expect(second === 0 ? first : cut + second).toBe(whole);
    }
  });

  it("names the opener of the string it is in", () => {
    const boundary = new SequenceBoundary();
    boundary.read(encoder.encode("\x1b]8;;http"));
    expect(boundary.opener).toBe("\x1b]");
    expect(boundary.isComplete).toBe(false);
  });
});
