import { MAX_INPUT_BYTES } from "../../../../shared/terminal/frames.ts";

// ESC and the other control characters could end a bracketed paste or press keys that nobody sees; tab and line ends stay.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/** What a paste may bring to a program: text, tabs, and Enter as carriage return. */
export function cleanPaste(text: string): string {
  return text.replace(/\r\n|\n/g, "\r").replace(CONTROL, "");
}

/** Whether a program that does not know where the paste begins and ends would take its lines as typed commands. */
export function isRiskyPaste(cleaned: string, isBracketed: boolean): boolean {
  return !isBracketed && cleaned.includes("\r");
}

/** The bytes of a paste, bracketed where the program asked for it. */
export function encodePaste(cleaned: string, isBracketed: boolean): Uint8Array {
  return new TextEncoder().encode(isBracketed ? `\x1b[200~${cleaned}\x1b[201~` : cleaned);
}

/** Cuts input so that none of it is too long for a frame. */
export function* inputPieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += MAX_INPUT_BYTES)
    yield bytes.subarray(at, at + MAX_INPUT_BYTES);
}
