/** A key with its modifiers, as a keyboard event tells it. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

export type Platform = "mac" | "windows" | "linux";

export type Shortcut =
  | { readonly kind: "copy" | "paste" | "find" | "agents" | "inbox" | "attention" | "news" | "containers" }
  | { readonly kind: "font"; readonly change: "larger" | "smaller" | "reset" }
  | { readonly kind: "neighbour"; readonly step: 1 | -1 }
  /** The tab at this place, counted from 0. */
  | { readonly kind: "tab"; readonly place: number };

export function platformOf(agent: string): Platform {
  if (/Mac|iPhone|iPad/.test(agent)) return "mac";
  return agent.includes("Windows") ? "windows" : "linux";
}

/**
 * The window's own shortcuts. Everything else belongs to the program in the terminal: above all, no Ctrl with a
 * letter is taken without Shift, but for Ctrl+C on Windows while there is a selection to copy.
 */
export function shortcutOf(press: KeyPress, platform: Platform, hasSelection: boolean): Shortcut | undefined {
  if (press.altKey) return undefined;
  const isMac = platform === "mac";
  if (press.key === "Tab" && press.ctrlKey && !press.metaKey) {
    return { kind: "neighbour", step: press.shiftKey ? -1 : 1 };
  }
  const isCommand = isMac ? press.metaKey && !press.ctrlKey : press.ctrlKey && !press.metaKey;
  if (!isCommand) return undefined;
  return letterShortcut(press, isMac, platform === "windows" && hasSelection) ?? signShortcut(press);
}

function letterShortcut(press: KeyPress, isMac: boolean, isCopyOnPlain: boolean): Shortcut | undefined {
  const letter = press.key.toLowerCase();
  if (isCopyOnPlain && !press.shiftKey && letter === "c") return { kind: "copy" };
  if (letter === "e") return press.shiftKey ? { kind: "agents" } : undefined;
  if (letter === "b") return press.shiftKey ? { kind: "inbox" } : undefined;
  if (letter === "a") return press.shiftKey ? { kind: "attention" } : undefined;
  if (letter === "l") return press.shiftKey ? { kind: "news" } : undefined;
  if (letter === "d") return press.shiftKey ? { kind: "containers" } : undefined;
  // On a Mac the command key alone is the window's; elsewhere Shift tells the window's from the program's.
  if (isMac === press.shiftKey) return undefined;
  if (letter === "c") return { kind: "copy" };
  if (letter === "v") return { kind: "paste" };
  if (letter === "f") return { kind: "find" };
  return undefined;
}

function signShortcut(press: KeyPress): Shortcut | undefined {
  if (press.key === "=" || press.key === "+") return { kind: "font", change: "larger" };
  if (press.shiftKey) {
    // Browsers keep Ctrl+Tab for themselves, so the brackets do the same there.
    if (press.code === "BracketRight") return { kind: "neighbour", step: 1 };
    if (press.code === "BracketLeft") return { kind: "neighbour", step: -1 };
    return undefined;
  }
  if (press.key === "-") return { kind: "font", change: "smaller" };
  if (press.key === "0" || press.code === "Digit0") return { kind: "font", change: "reset" };
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(press.code)?.[1];
  return digit === undefined ? undefined : { kind: "tab", place: Number(digit) - 1 };
}
