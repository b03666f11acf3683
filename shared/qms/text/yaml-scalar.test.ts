import { FAILSAFE_SCHEMA, load, YAML11_SCHEMA } from "js-yaml";
import { describe, expect, it } from "vitest";
import { rounds, seededRandom } from "../../base/seeded-random.test-support.ts";
import { strangeText } from "./strange-text.test-support.ts";
import { quotedYaml, yamlScalar } from "./yaml-scalar.ts";

function readBack(scalar: string, schema = FAILSAFE_SCHEMA): unknown {
  return load(`title: ${scalar}\nrevision_summary: x\n`, { schema });
}

describe("a YAML scalar", () => {
  it.each([
    ["A title", "A title"],
    ["It's", "It's"],
    ["a:b", "a:b"],
    ["a, b", "a, b"],
    ["100%", "100%"],
    ["-x", "-x"],
    ["?x", "?x"],
    ["über 😀", "über 😀"],
    ["CR-101", "CR-101"],
    ["C:\\folder", "C:\\folder"],
    ["My: SOP", "'My: SOP'"],
    ["CR-101: text", "'CR-101: text'"],
    ["yes", "'yes'"],
    ["Off", "'Off'"],
    ["1.0", "'1.0'"],
    ["1_000", "'1_000'"],
    ["1:30", "'1:30'"],
    ["0x1F", "'0x1F'"],
    ["1e3", "'1e3'"],
    ["-.inf", "'-.inf'"],
    ["2026-01-01", "'2026-01-01'"],
    ["", "''"],
    [" a", "' a'"],
    ["a ", "'a '"],
    ["a #b", "'a #b'"],
    ["a:", "'a:'"],
    ["- a", "'- a'"],
    ["-", "'-'"],
    ["?", "'?'"],
    ["...", "'...'"],
    ["[x]", "'[x]'"],
    ["'quoted' it's", "'''quoted'' it''s'"],
    ["a---b", '"a--\\x2db"'],
    ["-------", '"--\\x2d--\\x2d-"'],
    ["a\tb", '"a\\tb"'],
    ["a\nb", '"a\\nb"'],
    ["\u001b[1m", '"\\x1b[1m"'],
    ["\u0000", '"\\x00"'],
    ["\u202egnp", '"\\u202egnp"'],
    ["\ud800", '"�"'],
  ])("of %j is %s", (text, written) => {
    expect(yamlScalar(text)).toBe(written);
  });

  it("is read back as the same string by old and new readers, on one line and without ---", () => {
    const random = seededRandom(11);
    for (let round = 0; round < rounds(4000); round += 1) {
      const text = strangeText(random, 12);
      for (const scalar of [yamlScalar(text), quotedYaml(text)]) {
        expect(scalar).not.toMatch(/---|[\n\r]/);
        const expected = { title: text.toWellFormed(), revision_summary: "x" };
        expect(readBack(scalar)).toEqual(expected);
        expect(readBack(scalar, YAML11_SCHEMA)).toEqual(expected);
      }
    }
  });

  it("is always in double quotes where that is asked for", () => {
    expect(quotedYaml("Note")).toBe('"Note"');
    expect(quotedYaml('a\\b "c"')).toBe('"a\\\\b \\"c\\""');
  });

  it("of five megabytes takes no time to speak of", () => {
    const began = performance.now();
    expect(yamlScalar(": ".repeat(2_500_000))).toHaveLength(5_000_002);
    expect(yamlScalar("0".repeat(5_000_000))).toHaveLength(5_000_002);
    expect(yamlScalar("-".repeat(5_000_000)).includes("---")).toBe(false);
    expect(performance.now() - began).toBeLessThan(5000);
  });
});
