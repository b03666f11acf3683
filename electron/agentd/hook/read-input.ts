/** More than any event that matters; what is beyond is read, so that its writer is not disturbed, and dropped. */
const MAX_INPUT_BYTES = 8 * 1024 * 1024;

/** All of a program's input as text; nothing where it is too long. */
export async function readInput(input: AsyncIterable<Uint8Array>): Promise<string> {
  let pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of input) {
    bytes += piece.byteLength;
    if (bytes <= MAX_INPUT_BYTES) pieces.push(piece);
    else pieces = [];
  }
  return Buffer.concat(pieces).toString();
}
