import type { SeededRandom } from "../../base/seeded-random.test-support.ts";

/** Pieces that files, terminals and their readers stumble over. */
const PIECES: readonly string[] = [
  ..."abyYnN -_.,:;#'\"`!&*|<>=~@%?/\\()[]{}+0189$\t\n\r",
  "---",
  "----",
  "--",
  "...",
  ": ",
  " #",
  "- ",
  "\r\n",
  "\n\n",
  "\u0000",
  "\u0007",
  "\u001b[31m",
  "\u001b]0;title\u0007",
  "\u001b]8;;http://",
  "\u001b",
  "\u007f",
  "\u0085",
  "\u009b2J",
  "\u00a0",
  "\u2028",
  "\u2029",
  "\u202e",
  "\u2066",
  "\u200b",
  "\ufeff",
  "\uffff",
  "ä",
  "Übergabe",
  "漢字",
  "אבג",
  "😀",
  "👩‍👩‍👧",
  "true",
  "null",
  "1.0",
  "0x1F",
  "2026-01-01",
  "<!--",
  "-->",
  "@prompt: a | next: b",
  "{{title}}",
  "{{step_actual}}",
  "```",
  "~~",
  "> ",
  "| a | b |",
  "title: x",
  "$&",
  "$1",
];

/** A text that is made of such pieces. */
export function strangeText(random: SeededRandom, longest: number): string {
  let text = "";
  for (let left = random.below(longest + 1); left > 0; left -= 1) text += PIECES[random.below(PIECES.length)];
  return text;
}
