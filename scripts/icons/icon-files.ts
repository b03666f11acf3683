/** A square PNG and the length of its side. */
export interface SizedImage {
  readonly size: number;
  readonly png: Buffer;
}

const ICO_HEADER_BYTES = 6;
const ICO_ENTRY_BYTES = 16;

/** Windows' icon file: a directory of images, each a PNG. */
export function toIco(images: readonly SizedImage[]): Buffer {
  const directory = Buffer.alloc(ICO_HEADER_BYTES + ICO_ENTRY_BYTES * images.length);
  directory.writeUInt16LE(1, 2);
  directory.writeUInt16LE(images.length, 4);
  let offset = directory.length;
  for (const [index, { size, png }] of images.entries()) {
    const entry = ICO_HEADER_BYTES + ICO_ENTRY_BYTES * index;
    // 256 does not fit into the byte and is written as 0.
    directory.writeUInt8(size % 256, entry);
    directory.writeUInt8(size % 256, entry + 1);
    directory.writeUInt16LE(1, entry + 4);
    directory.writeUInt16LE(32, entry + 6);
    directory.writeUInt32LE(png.length, entry + 8);
    directory.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  }
  return Buffer.concat([directory, ...images.map(({ png }) => png)]);
}

/** The names of macOS's icon entries that hold a PNG, by the length of its side; twice where there is a Retina entry. */
const ICNS_TYPES: ReadonlyMap<number, readonly string[]> = new Map([
  [16, ["icp4"]],
  [32, ["icp5", "ic11"]],
  [64, ["ic12"]],
  [128, ["ic07"]],
  [256, ["ic08", "ic13"]],
  [512, ["ic09", "ic14"]],
  [1024, ["ic10"]],
]);

/** macOS's icon file: a list of named entries, each with its length. */
export function toIcns(images: readonly SizedImage[]): Buffer {
  const entries = images.flatMap(({ size, png }) =>
    (ICNS_TYPES.get(size) ?? []).map((type) => icnsChunk(type, png)),
  );
  return icnsChunk("icns", Buffer.concat(entries));
}

function icnsChunk(type: string, content: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.write(type, "latin1");
  header.writeUInt32BE(header.length + content.length, 4);
  return Buffer.concat([header, content]);
}
