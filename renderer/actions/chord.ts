import type { Platform } from "./platform.ts";

/**
 * Keys that are pressed together, as one text: the modifiers in the order `Ctrl+Alt+Shift+Meta`, then the key. Letters
 * are capitals, and other keys are named as browsers name them: `Ctrl+Shift+E`, `Meta+K`, `Alt+ArrowLeft`, `Ctrl+=`.
 */
export type Chord = string;

/** A key with its modifiers, as a keyboard event tells it. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

interface Modifiers {
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  readonly meta: boolean;
}

const NAMES = ["Ctrl", "Alt", "Shift", "Meta"] as const;
const NAMED_KEY =
  /^(?:Tab|Enter|Escape|Space|Backspace|Delete|Insert|Home|End|PageUp|PageDown|Arrow(?:Up|Down|Left|Right)|F(?:[1-9]|1\d|2[0-4]))$/;
const SIGN = /^[-=[\]\\;',./`]$/;

/** A chord as it is written everywhere; nothing where a text is none. */
export function parseChord(text: string): Chord | undefined {
  const parts = text.split("+");
  const key = parts.pop() ?? "";
  const name = /^[a-z]$/i.test(key) ? key.toUpperCase() : key;
  if (!/^[A-Z0-9]$/.test(name) && !NAMED_KEY.test(name) && !SIGN.test(name)) return undefined;
  const given = new Set(parts);
  if (given.size !== parts.length || parts.some((part) => !NAMES.some((known) => known === part))) {
    return undefined;
  }
  return chordOf(name, {
    ctrl: given.has("Ctrl"),
    alt: given.has("Alt"),
    shift: given.has("Shift"),
    meta: given.has("Meta"),
  });
}

/** The chord that was pressed; nothing while only modifiers are, or where the keys type a character. */
export function chordOfPress(press: KeyPress): Chord | undefined {
  const key = keyOf(press);
  if (key === undefined) return undefined;
  const { ctrlKey: ctrl, altKey: alt, shiftKey, metaKey: meta } = press;
  // On Windows and Linux AltGr, which types characters, is told as Ctrl and Alt.
  if (ctrl && alt && press.key.length === 1 && !/^[a-z0-9]$/i.test(press.key)) return undefined;
  // "+" is "=" with Shift on some keyboards and a key of its own on others: both make things larger.
  const shift = shiftKey && key !== "=";
  return chordOf(key, { ctrl, alt, shift, meta });
}

/** Why a chord cannot be had by an action; nothing where it can. */
export function chordProblem(chord: Chord, platform: Platform): string | undefined {
  const { key, ctrl, alt, shift, meta } = partsOf(chord);
  if (/^F\d/.test(key)) return undefined;
  if (key === "Escape" || (key === "Tab" && !ctrl)) return "These keys always lead out of where you are.";
  if (!ctrl && !alt && !meta) return "Press it with Ctrl, Alt or the command key.";
  if (alt && !ctrl && !meta && platform === "mac" && key.length === 1) {
    return "On a Mac these keys type a character.";
  }
  if (ctrl && !alt && !shift && !meta && /^[CDZ]$/.test(key)) {
    return "Programs in terminals are interrupted, ended and put aside by these keys.";
  }
  if ((platform === "mac" ? meta : ctrl) && /^[CVX]$/.test(key) && !alt && !shift) {
    return "These keys copy and paste everywhere.";
  }
  return undefined;
}

/** Whether a chord is Ctrl and a letter: keys that programs in terminals know as well. */
export function isControlLetter(chord: Chord): boolean {
  return /^Ctrl\+[A-Z]$/.test(chord);
}

/** Whether a chord is Alt and a key: programs in terminals move and edit by words with these. */
export function isAltAlone(chord: Chord): boolean {
  return /^Alt\+(?!Shift\+Meta|Meta)/.test(chord);
}

/** A chord as the person reads it: `Ctrl+Shift+E`, or `⇧⌘E` on a Mac. */
export function chordText(chord: Chord, platform: Platform): string {
  const { key, ctrl, alt, shift, meta } = partsOf(chord);
  const name = KEY_TEXTS[key] ?? key;
  if (platform === "mac") {
    return `${ctrl ? "⌃" : ""}${alt ? "⌥" : ""}${shift ? "⇧" : ""}${meta ? "⌘" : ""}${name}`;
  }
  const words = [ctrl && "Ctrl", alt && "Alt", shift && "Shift", meta && "Win", name];
  return words.filter((word) => word !== false).join("+");
}

const KEY_TEXTS: Readonly<Record<string, string>> = {
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  "=": "+",
  "-": "–",
};

function chordOf(key: string, { ctrl, alt, shift, meta }: Modifiers): Chord {
  const held = [ctrl, alt, shift, meta];
  return [...NAMES.filter((_name, place) => held[place] === true), key].join("+");
}

function partsOf(chord: Chord): Modifiers & { readonly key: string } {
  const parts = chord.split("+");
  const has = (name: string): boolean => parts.slice(0, -1).includes(name);
  return {
    key: parts.at(-1) ?? "",
    ctrl: has("Ctrl"),
    alt: has("Alt"),
    shift: has("Shift"),
    meta: has("Meta"),
  };
}

/** Letters go by what they type, digits and brackets by where they are: some keyboards type those with Shift alone. */
function keyOf({ key, code, shiftKey }: KeyPress): string | undefined {
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  if (key === "+" || key === "=") return "=";
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return digit;
  if (code === "BracketLeft") return "[";
  if (code === "BracketRight") return "]";
  if (key === " ") return "Space";
  if (NAMED_KEY.test(key)) return key;
  if (SIGN.test(key)) return shiftKey && key === "-" ? undefined : key;
  // Keyboards of other scripts, and the Option key of a Mac, type letters that no chord is written with.
  const isForeign = key.length === 1 && key.charCodeAt(0) > 127;
  return isForeign ? /^Key([A-Z])$/.exec(code)?.[1] : undefined;
}
