/** Where a header of numbers and intermediates stands: after CSI, or after DCS. */
type HeaderPart = "entry" | "param" | "intermediate" | "ignore";

type State =
  | "ground"
  | "utf8"
  | "escape"
  | "escape-intermediate"
  | `csi-${HeaderPart}`
  | "osc"
  | "string"
  | `dcs-${HeaderPart}`
  | "dcs-passthrough";

const ESCAPE = 0x1b;
const CANCEL = 0x18;
const SUBSTITUTE = 0x1a;
const BELL = 0x07;
const DELETE = 0x7f;
const FIRST_C1_LEAD = 0xc2;

/** Strings in which a character beyond ASCII is just more of the string. */
const TAKES_ANY_CHARACTER: ReadonlySet<State> = new Set<State>([
  "ground",
  "osc",
  "csi-ignore",
  "dcs-ignore",
  "dcs-passthrough",
]);

/**
 * Follows output byte by byte, just closely enough to tell where a UTF-8 character or an escape sequence is
 * incomplete. A screen that is only fed complete ones can be pictured at any moment: its parser holds nothing back.
 * The transitions are those of xterm's own parser, which a test compares.
 */
export class SequenceBoundary {
  #state: State = "ground";
  #outer: State = "ground";
  #missing = 0;
  #lead = 0;

  /** Whether everything seen so far is complete. */
  get isComplete(): boolean {
    return this.#state === "ground";
  }

  /** What puts a fresh parser into the string that the output is in the middle of, if it is in one. */
  get opener(): string {
    const state = this.#state === "utf8" ? this.#outer : this.#state;
    if (state === "osc") return "\x1b]";
    if (state === "string") return "\x1b_";
    return state.startsWith("dcs") ? "\x1bPz" : "";
  }

  /** Reads on; answers the index behind the last complete character or sequence, 0 where none was completed. */
  read(bytes: Uint8Array): number {
    const { length } = bytes;
    let complete = 0;
    let index = 0;
    while (index < length) {
      if (this.#state === "ground") {
        while (index < length && isPlain(bytes[index] ?? 0)) index += 1;
        complete = index;
        if (index === length) break;
      }
      const byte = bytes[index] ?? 0;
      if (this.#state === "utf8" && (byte & 0xc0) !== 0x80) {
        // Not a continuation: the broken character is over, and the byte is read as what it is.
        this.#state = this.#outer;
        continue;
      }
      this.#step(byte);
      index += 1;
      if (this.#state === "ground") complete = index;
    }
    return complete;
  }

  #step(byte: number): void {
    if (this.#state === "utf8") this.#continueCharacter(byte);
    else if (byte >= 0x80) this.#beginCharacter(byte);
    else if (byte === ESCAPE) this.#state = "escape";
    else if (byte === CANCEL || byte === SUBSTITUTE) this.#state = "ground";
    else this.#stepAscii(byte);
  }

  #stepAscii(byte: number): void {
    switch (this.#state) {
      case "escape":
        if (byte >= 0x20 && byte < 0x30) this.#state = "escape-intermediate";
        else if (byte >= 0x30 && byte !== DELETE) this.#state = afterEscape(byte);
        break;
      case "escape-intermediate":
        if (byte >= 0x30 && byte !== DELETE) this.#state = "ground";
        break;
      case "osc":
        if (byte === BELL) this.#state = "ground";
        break;
      case "csi-entry":
      case "csi-param":
      case "csi-intermediate":
      case "csi-ignore":
        this.#state = isFinal(byte) ? "ground" : `csi-${nextPart(this.#state.slice(4), byte)}`;
        break;
      case "dcs-entry":
      case "dcs-param":
      case "dcs-intermediate":
        this.#state = isFinal(byte) ? "dcs-passthrough" : `dcs-${nextPart(this.#state.slice(4), byte)}`;
        break;
      default:
        break;
    }
  }

  #beginCharacter(byte: number): void {
    const missing = byte >= 0xf8 || byte < 0xc0 ? 0 : byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : 1;
    if (missing === 0) return;
    this.#outer = this.#state;
    this.#state = "utf8";
    this.#missing = missing;
    this.#lead = byte;
  }

  #continueCharacter(byte: number): void {
    this.#missing -= 1;
    if (this.#missing > 0) return;
    this.#state = this.#outer;
    if (this.#lead === FIRST_C1_LEAD && byte < 0xa0) this.#state = afterC1(byte);
    else if (!TAKES_ANY_CHARACTER.has(this.#state)) this.#state = "ground";
  }
}

/** A byte that is complete by itself where no sequence is open. */
function isPlain(byte: number): boolean {
  return byte < 0x80 && byte !== ESCAPE;
}

function isFinal(byte: number): boolean {
  return byte >= 0x40 && byte !== DELETE;
}

function afterEscape(byte: number): State {
  switch (String.fromCharCode(byte)) {
    case "[":
      return "csi-entry";
    case "]":
      return "osc";
    case "P":
      return "dcs-entry";
    case "X":
    case "^":
    case "_":
      return "string";
    default:
      return "ground";
  }
}

/** The 8-bit controls, which arrive as characters of two bytes. */
function afterC1(byte: number): State {
  switch (byte) {
    case 0x90:
      return "dcs-entry";
    case 0x9b:
      return "csi-entry";
    case 0x9d:
      return "osc";
    case 0x98:
    case 0x9e:
    case 0x9f:
      return "string";
    default:
      return "ground";
  }
}

function nextPart(part: string, byte: number): HeaderPart {
  if (part === "ignore") return "ignore";
  if (byte >= 0x20 && byte < 0x30) return "intermediate";
  if (byte >= 0x30 && byte < 0x40) {
    if (part === "intermediate") return "ignore";
    return part === "param" && byte >= 0x3c ? "ignore" : "param";
  }
  return part === "entry" ? "entry" : part === "param" ? "param" : "intermediate";
}
