import { describe, expect, it } from "vitest";
import { toIcns, toIco, type SizedImage } from "./icon-files.ts";

const images: readonly SizedImage[] = [16, 32, 256].map((size) => ({
  size,
  png: Buffer.from(`a PNG of ${size}`),
}));

describe("an icon file", () => {
  it("lists every image for Windows, at the place where it lies", () => {
    const file = toIco(images);
    expect([...file.subarray(0, 6)]).toEqual([0, 0, 1, 0, images.length, 0]);
    for (const [index, { size, png }] of images.entries()) {
      const entry = file.subarray(6 + 16 * index);
      const [length, offset] = [entry.readUInt32LE(8), entry.readUInt32LE(12)];
      expect(entry[0]).toBe(size === 256 ? 0 : size);
      expect(file.subarray(offset, offset + length)).toEqual(png);
    }
  });

  it("names every image for macOS, with the lengths of all parts", () => {
    const file = toIcns(images);
    expect(file.toString("latin1", 0, 4)).toBe("icns");
    expect(file.readUInt32BE(4)).toBe(file.length);
    const names: string[] = [];
    for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4))
      names.push(file.toString("latin1", at, at + 4));
    expect(names).toEqual(["icp4", "icp5", "ic11", "ic08", "ic13"]);
  });
});
