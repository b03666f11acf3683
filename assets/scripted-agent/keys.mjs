const PASTE_BEGIN = "\x1b[200~";
const PASTE_END = "\x1b[201~";

/** A lone escape is a key of its own when nothing follows it for this long; terminals send sequences in one go. */
const LONE_ESCAPE_MS = 40;

const NAMES = new Map([
  ["\r", "enter"],
  ["\n", "enter"],
  ["\x7f", "backspace"],
  ["\b", "backspace"],
  ["\x01", "home"],
  ["\x02", "left"],
  ["\x03", "interrupt"],
  ["\x04", "end-of-input"],
  ["\x05", "end"],
  ["\x06", "right"],
  ["\x0b", "delete-to-end"],
  ["\x0c", "clear-screen"],
  ["\x0e", "next"],
  ["\x10", "previous"],
  ["\x15", "delete-to-start"],
  ["\x17", "delete-word"],
  ["\x1b", "escape"],
  ["\x1b[A", "previous"],
  ["\x1b[B", "next"],
  ["\x1b[C", "right"],
  ["\x1b[D", "left"],
  ["\x1b[F", "end"],
  ["\x1b[H", "home"],
  ["\x1b[1~", "home"],
  ["\x1b[3~", "delete"],
  ["\x1b[4~", "end"],
  ["\x1bOA", "previous"],
  ["\x1bOB", "next"],
  ["\x1bOC", "right"],
  ["\x1bOD", "left"],
  ["\x1bOF", "end"],
  ["\x1bOH", "home"],
]);

const COMPLETE_ESCAPE = /^\x1b(?:\[[0-?]*[ -/]*[@-~]|O[@-~]|[^[O])/;
const PLAIN_TEXT = /^[^\x00-\x1f\x7f]+/;

/**
 * Turns what a terminal sends into keys: `{kind: "text", text}`, `{kind: "paste", text}` or `{kind: "key", name}`.
 * Sequences may arrive in pieces.
 * @param {(key: {kind: string, text?: string, name?: string}) => void} onKey
 */
export function createKeyParser(onKey) {
  let rest = "";
  /** The pieces of a paste under way; a large one comes in many. */
  let paste;
  let timer;

  function feed(data) {
    clearTimeout(timer);
    rest += data;
    while (rest !== "" && step());
    if (rest === "\x1b") timer = setTimeout(flushEscape, LONE_ESCAPE_MS);
  }

  function flushEscape() {
    rest = "";
    onKey({ kind: "key", name: "escape" });
  }

  /** Takes one key off the front; false when the rest must wait for more. */
  function step() {
    if (paste) return stepPaste();
    const text = PLAIN_TEXT.exec(rest)?.[0];
    if (text !== undefined) return take(text, { kind: "text", text });
    if (rest[0] !== "\x1b") return take(rest[0], named(rest[0]));
    const sequence = COMPLETE_ESCAPE.exec(rest)?.[0];
    if (sequence === undefined) return false;
    if (sequence !== PASTE_BEGIN) return take(sequence, named(sequence));
    paste = [];
    rest = rest.slice(sequence.length);
    return true;
  }

  function stepPaste() {
    const end = rest.indexOf(PASTE_END);
    if (end === -1) {
      // The end marker itself may be cut: its length less one stays behind.
      const safe = Math.max(0, rest.length - PASTE_END.length + 1);
      paste.push(rest.slice(0, safe));
      rest = rest.slice(safe);
      return false;
    }
    const text = [...paste, rest.slice(0, end)].join("");
    paste = undefined;
    return take(rest.slice(0, end) + PASTE_END, { kind: "paste", text: cleanPaste(text) });
  }

  function take(consumed, key) {
    rest = rest.slice(consumed.length);
    if (key) onKey(key);
    return true;
  }

  return { feed };
}

function named(sequence) {
  const name = NAMES.get(sequence);
  return name === undefined ? undefined : { kind: "key", name };
}

/** What was pasted is shown again later, so nothing in it may steer the terminal. */
function cleanPaste(text) {
  return text
    .replaceAll(/\r\n?/g, "\n")
    .replaceAll("\t", "  ")
    .replaceAll(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, "");
}
