/** What Windows shows at 16, drawn twice as fine for screens that are. */
export const BADGE_SIZE = 32;

/** Blue, green, red, opacity: as Windows has its bitmaps. */
const DISC = [0x35, 0x3d, 0xc4, 0xff] as const;
const INK = [0xff, 0xff, 0xff, 0xff] as const;

/** Three by five, a row per part. */
const GLYPHS: Readonly<Record<string, readonly string[]>> = {
  "0": ["###", "#.#", "#.#", "#.#", "###"],
  "1": [".#.", "##.", ".#.", ".#.", "###"],
  "2": ["###", "..#", "###", "#..", "###"],
  "3": ["###", "..#", "###", "..#", "###"],
  "4": ["#.#", "#.#", "###", "..#", "..#"],
  "5": ["###", "#..", "###", "..#", "###"],
  "6": ["###", "#..", "###", "#.#", "###"],
  "7": ["###", "..#", "..#", ".#.", ".#."],
  "8": ["###", "#.#", "###", "#.#", "###"],
  "9": ["###", "#.#", "###", "..#", "###"],
  "+": ["...", ".#.", "###", ".#.", "..."],
};
const GLYPH_WIDTH = 3;
const GLYPH_HEIGHT = 5;

/** A number that has room on a badge. */
export function badgeText(count: number): string {
  return count > 9 ? "9+" : String(count);
}

/** A red disc with a number in it, row by row, four bytes for each point. */
export function badgePixels(count: number): Uint8Array {
  const pixels = new Uint8Array(BADGE_SIZE * BADGE_SIZE * 4);
  const centre = (BADGE_SIZE - 1) / 2;
  for (let y = 0; y < BADGE_SIZE; y += 1) {
    for (let x = 0; x < BADGE_SIZE; x += 1) {
      if (Math.hypot(x - centre, y - centre) <= BADGE_SIZE / 2) pixels.set(DISC, at(x, y));
    }
  }
  drawText(pixels, badgeText(count));
  return pixels;
}

function drawText(pixels: Uint8Array, text: string): void {
  const scale = text.length === 1 ? 4 : 3;
  const width = (text.length * (GLYPH_WIDTH + 1) - 1) * scale;
  const left = Math.floor((BADGE_SIZE - width) / 2);
  const top = Math.floor((BADGE_SIZE - GLYPH_HEIGHT * scale) / 2);
  for (const [place, letter] of [...text].entries()) {
    const from = left + place * (GLYPH_WIDTH + 1) * scale;
    for (const [row, points] of (GLYPHS[letter] ?? []).entries()) {
      for (const [column, point] of [...points].entries()) {
        if (point === "#") drawPoint(pixels, from + column * scale, top + row * scale, scale);
      }
    }
  }
}

function drawPoint(pixels: Uint8Array, left: number, top: number, size: number): void {
  for (let y = top; y < top + size; y += 1) {
    for (let x = left; x < left + size; x += 1) pixels.set(INK, at(x, y));
  }
}

function at(x: number, y: number): number {
  return (y * BADGE_SIZE + x) * 4;
}
