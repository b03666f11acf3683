import { describe, expect, it } from "vitest";
import { rounds, seededRandom } from "../../base/seeded-random.test-support.ts";
import { cleanBody, cleanLine, cleanSubject } from "./clean-text.ts";
import { strangeText } from "./strange-text.test-support.ts";

describe("a clean subject", () => {
  it.each([
    ["Note on CR-056", "Note on CR-056"],
    ["  two\r\n lines\u2028three ", "two lines three"],
    ['say "hello"', "say 'hello'"],
    ["\u001b[31mred\u001b[0m", "red"],
    ["\u001b]0;owned\u0007title", "title"],
    ["\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\", "link"],
    ["\u009b2Jx", "x"],
    ["\u001b\u001b[1m[2mx", "[2mx"],
    ["open \u001b]0;never closed", "open ]0;never closed"],
    ["safe\u202egpj.exe\u2066", "safegpj.exe"],
    ["a\u0000b\u0085c", "ab c"],
    ["אבג 😀", "אבג 😀"],
    ["\n\t", ""],
  ])("of %j is %j", (text, clean) => {
    expect(cleanSubject(text)).toBe(clean);
  });
});

describe("a clean body", () => {
  it.each([
    ["a", "a\n"],
    ["a\r\nb\n", "a\nb\n"],
    ["a\n\n", "a\n\n"],
    ["\ttab \u001b[1mbold\u001b[0m\u0000\u0007", "\ttab bold\n"],
    ["---\nx\n---", "---\nx\n---\n"],
    ["שלום 👩‍👩‍👧", "שלום 👩‍👩‍👧\n"],
    ["", "\n"],
  ])("of %j is %j", (text, clean) => {
    expect(cleanBody(text)).toBe(clean);
  });

  it("never has a control character but line ends and tabs, and cleaning it again changes nothing", () => {
    const random = seededRandom(5);
    for (let round = 0; round < rounds(2000); round += 1) {
      const clean = cleanBody(strangeText(random, 30));
      expect(clean).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
      expect(cleanBody(clean)).toBe(clean);
    }
  });
});

describe("a clean line", () => {
  it("is cut by code points, and says so", () => {
    expect(cleanLine("abcdef", 6)).toBe("abcdef");
    expect(cleanLine("abcdefg", 6)).toBe("abcde…");
    expect(cleanLine("😀😀😀", 3)).toBe("😀😀😀");
    expect(cleanLine("😀😀😀😀", 3)).toBe("😀😀…");
  });

  it("never has a control, and is never longer than its limit", () => {
    const random = seededRandom(6);
    for (let round = 0; round < rounds(2000); round += 1) {
      const line = cleanLine(strangeText(random, 30), 10);
      expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/);
      expect([...line].length).toBeLessThanOrEqual(10);
      expect(line).toBe(line.trim());
    }
  });
});

describe("cleaning", () => {
  it.each(["\u001b]", "\u001b[1", "\u001b[", "\u0090", "\u001b ", "\n", "\u001b]x\u001b"])(
    "takes no time to speak of for two megabytes of %j",
    (piece) => {
      const text = piece.repeat(2_000_000 / piece.length);
      const began = performance.now();
      cleanBody(text);
      cleanSubject(text);
      expect(performance.now() - began).toBeLessThan(3000);
    },
  );
});
