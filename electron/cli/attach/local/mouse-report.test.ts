import { describe, expect, it } from "vitest";
import { translateMouse, type MouseFrame } from "./mouse-report.ts";

function frameOf(
  mouseTracking: MouseFrame["modes"]["mouseTracking"],
  mouseEncoding: MouseFrame["modes"]["mouseEncoding"] = "sgr",
): MouseFrame {
  return {
    modes: { mouseTracking, mouseEncoding },
    origin: { column: 20, row: 6 },
    size: { columns: 300, rows: 30 },
  };
}

function translated(parameters: string, isRelease: boolean, frame: MouseFrame): string | undefined {
  const report = translateMouse(parameters, isRelease, frame);
  return report === undefined ? undefined : Buffer.from(report).toString("latin1");
}

describe("a mouse report", () => {
  it("is moved by what is cut off at the left and above", () => {
    expect(translated("0;12;7", false, frameOf("vt200"))).toBe("\u001b[<0;32;13M");
    expect(translated("0;12;7", true, frameOf("any"))).toBe("\u001b[<0;32;13m");
  });

  it("takes the old form where the program asked for no other", () => {
    expect(translated("0;1;1", false, frameOf("vt200", "plain"))).toBe("\u001b[M 5'");
    expect(translated("4;1;1", true, frameOf("vt200", "plain"))).toBe("\u001b[M'5'");
    expect(translated("0;250;1", false, frameOf("vt200", "plain"))).toBeUndefined();
  });

  it("goes nowhere when the program expects none, or when it lies beyond its screen", () => {
    expect(translated("0;1;1", false, frameOf("none"))).toBeUndefined();
    expect(translated("0;1;1", false, frameOf("any", "pixels"))).toBeUndefined();
    expect(translated("0;1;25", false, frameOf("any"))).toBeUndefined();
    expect(translated("64;1;1", false, frameOf("x10"))).toBeUndefined();
    expect(translated("0;1", false, frameOf("any"))).toBeUndefined();
  });
});
