/**
 * Turns a terminal's bytes into text, wherever they are cut. All screens decode with this and none with xterm's own
 * decoder, which loses characters that are cut behind a byte of 0x80, and drops what is not UTF-8 without a trace.
 */
export function createTextDecoder(): TextDecoder {
  return new TextDecoder("utf-8", { ignoreBOM: true });
}
