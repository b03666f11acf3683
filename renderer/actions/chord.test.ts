import { describe, expect, it } from "vitest";
import { chordOfPress, chordProblem, chordText, parseChord, type KeyPress } from "./chord.ts";
import { pressOf } from "./press.test-support.ts";

describe("a chord", () => {
  it("is written in one way, however its parts come", () => {
    expect(parseChord("Shift+Ctrl+k")).toBe("Ctrl+Shift+K");
    expect(parseChord("Alt+ArrowLeft")).toBe("Alt+ArrowLeft");
    expect(parseChord("Meta+=")).toBe("Meta+=");
  });

  it("is none where it has no key, a modifier twice, or something that is neither", () => {
    for (const text of ["", "Ctrl", "Ctrl+", "Ctrl+Ctrl+K", "Hyper+K", "Ctrl+Foo", "Ctrl+K+L", "K+Ctrl"]) {
      expect(parseChord(text), text).toBeUndefined();
    }
  });

  it("is read as it was written", () => {
    for (const chord of ["Ctrl+Shift+K", "Alt+ArrowLeft", "Ctrl+,", "Shift+Meta+]", "F5", "Ctrl+1"]) {
      expect(parseChord(chord)).toBe(chord);
      expect(chordOfPress(pressOf(chord))).toBe(chord);
    }
  });

  it("is none while only modifiers are pressed", () => {
    expect(chordOfPress({ ...pressOf("Ctrl+K"), key: "Control", code: "ControlLeft" })).toBeUndefined();
  });

  it("finds digits and brackets by where they are, on keyboards that type them with Shift alone", () => {
    expect(chordOfPress({ ...pressOf("Ctrl+1"), key: "&" })).toBe("Ctrl+1");
    expect(chordOfPress({ ...pressOf("Ctrl+Shift+]"), key: "}" })).toBe("Ctrl+Shift+]");
  });

  it("finds letters by what they type, and on keyboards of other scripts by where they are", () => {
    const dvorak: KeyPress = { ...pressOf("Ctrl+K"), code: "KeyV" };
    expect(chordOfPress(dvorak)).toBe("Ctrl+K");
    expect(chordOfPress({ ...pressOf("Ctrl+K"), key: "л" })).toBe("Ctrl+K");
  });

  it("takes a plus for what it shares a key with, and leaves Ctrl+Shift+- to the program, for which it means undo", () => {
    expect(chordOfPress({ ...pressOf("Ctrl+Shift+="), key: "+" })).toBe("Ctrl+=");
    expect(chordOfPress({ ...pressOf("Ctrl+Shift+-"), key: "_" })).toBeUndefined();
  });

  it("is none where AltGr types a character", () => {
    expect(chordOfPress({ ...pressOf("Ctrl+Alt+8"), key: "[" })).toBeUndefined();
  });

  it("is shown as the platform writes it", () => {
    expect(chordText("Ctrl+Shift+E", "linux")).toBe("Ctrl+Shift+E");
    expect(chordText("Shift+Meta+E", "mac")).toBe("⇧⌘E");
    expect(chordText("Alt+ArrowLeft", "windows")).toBe("Alt+←");
  });

  it("cannot be what people type, nor what copies, interrupts or leads out", () => {
    for (const chord of ["K", "Shift+K", "Ctrl+C", "Ctrl+D", "Ctrl+V", "Tab", "Shift+Tab", "Ctrl+Escape"]) {
      expect(chordProblem(chord, "linux"), chord).toBeDefined();
    }
    expect(chordProblem("Meta+C", "mac")).toBeDefined();
    expect(chordProblem("Alt+K", "mac")).toBeDefined();
    for (const chord of ["Ctrl+K", "Ctrl+Shift+C", "Alt+K", "F5", "Ctrl+Tab"]) {
      expect(chordProblem(chord, "linux"), chord).toBeUndefined();
    }
  });
});
