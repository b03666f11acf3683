import type { KeyPress } from "./chord.ts";

const CODES: Readonly<Record<string, string>> = {
  "[": "BracketLeft",
  "]": "BracketRight",
  "-": "Minus",
  "=": "Equal",
  ",": "Comma",
};

/** A chord as a keyboard with an English layout tells it. */
export function pressOf(chord: string): KeyPress {
  const parts = chord.split("+");
  const key = parts.at(-1) ?? "";
  const isShifted = parts.includes("Shift");
  const code = /^\d$/.test(key)
    ? `Digit${key}`
    : /^[a-z]$/i.test(key)
      ? `Key${key.toUpperCase()}`
      : (CODES[key] ?? key);
  return {
    key: /^[A-Z]$/.test(key) && !isShifted ? key.toLowerCase() : key,
    code,
    ctrlKey: parts.includes("Ctrl"),
    altKey: parts.includes("Alt"),
    shiftKey: isShifted,
    metaKey: parts.includes("Meta"),
  };
}
