import { expect, it } from "vitest";
import { TypeAhead } from "./type-ahead.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (pieces: readonly Uint8Array[]): string =>
  pieces.map((piece) => new TextDecoder().decode(piece)).join("");

it("gives what was typed once, in order", () => {
  const ahead = new TypeAhead();
  ahead.add(bytes("in"), 100);
  ahead.add(bytes("box\r"), 200);
  expect(textOf(ahead.take(300))).toBe("inbox\r");
  expect(ahead.take(300)).toEqual([]);
});

it("forgets what was typed too long before", () => {
  const ahead = new TypeAhead();
  ahead.add(bytes("y\r"), 0);
  ahead.add(bytes("inbox"), 3500);
  expect(textOf(ahead.take(4000))).toBe("inbox");
});

it("takes no more than a person types", () => {
  const ahead = new TypeAhead();
  ahead.add(bytes("x".repeat(4000)), 0);
  ahead.add(bytes("y".repeat(200)), 0);
  expect(textOf(ahead.take(1))).toBe("x".repeat(4000));
});
