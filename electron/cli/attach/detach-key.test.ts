import { describe, expect, it } from "vitest";
import { parseDetachKey } from "./detach-key.ts";

describe("the detach key", () => {
  it.each([
    ["ctrl-]", 0x1d, "Ctrl+]"],
    ["Ctrl+]", 0x1d, "Ctrl+]"],
    ["^\\", 0x1c, "Ctrl+\\"],
    ["C-a", 0x01, "Ctrl+A"],
    ["ctrl-Q", 0x11, "Ctrl+Q"],
    ["ctrl-@", 0x00, "Ctrl+@"],
    ["ctrl-^", 0x1e, "Ctrl+^"],
  ])("is read from %s", (text, byte, name) => {
    expect(parseDetachKey(text)).toEqual({ name, byte });
  });

  it.each(["", "q", "ctrl-", "ctrl-qq", "ctrl-1", "alt-q", "banana"])(
    "is refused where it is none: %j",
    (text) => {
      expect(() => parseDetachKey(text)).toThrow("is not a detach key");
    },
  );

  it.each(["ctrl-[", "ctrl-m", "ctrl-i", "ctrl-j", "ctrl-h"])(
    "is refused where typing needs it: %s",
    (text) => {
      expect(() => parseDetachKey(text)).toThrow("needed for typing");
    },
  );
});
