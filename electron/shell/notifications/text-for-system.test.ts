import { expect, it } from "vitest";
import { textForSystem } from "./text-for-system.ts";

it("leaves nothing that could be markup where toasts may read it, and every text as it is elsewhere", () => {
  const text = `<a href="https://example.org">R&D</a>`;
  expect(textForSystem(text, "linux")).toBe(`‹a href="https://example.org"›R＆D‹/a›`);
  expect(textForSystem(text, "darwin")).toBe(text);
  expect(textForSystem(text, "win32")).toBe(text);
});
