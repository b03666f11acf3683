import { expect, it } from "vitest";
import { inOrder, plainly } from "./plainly.ts";

it("makes visible what hides in a text", () => {
  expect(plainly("ls\u202e\r\n\trm\u0007\u200b")).toBe("ls⟨U+202E⟩\n\trm⟨U+0007⟩⟨U+200B⟩");
  expect(plainly("a\rb\u2028c\u00e9 漢字 😀")).toBe("a⟨U+000D⟩b⟨U+2028⟩cé 漢字 😀");
});

it("makes visible what changes the order of a text, and leaves what joins signs", () => {
  expect(inOrder("a\u202eb\u2066c\u2069")).toBe("a⟨U+202E⟩b⟨U+2066⟩c⟨U+2069⟩");
  expect(inOrder("\u{1f469}\u200d\u{1f467} שלום\u200f")).toBe("\u{1f469}\u200d\u{1f467} שלום\u200f");
});
