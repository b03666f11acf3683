const HEADER_BYTES = 8;

/** What a container wrote to its output and its error output, out of a log that marks each piece. */
export function splitMultiplexed(log: Buffer): Buffer {
  const pieces: Buffer[] = [];
  for (let at = 0; at + HEADER_BYTES <= log.byteLength;) {
    const length = log.readUInt32BE(at + 4);
    pieces.push(log.subarray(at + HEADER_BYTES, at + HEADER_BYTES + length));
    at += HEADER_BYTES + length;
  }
  return Buffer.concat(pieces);
}
