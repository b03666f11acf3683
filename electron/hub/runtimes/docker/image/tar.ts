import type { ContextFile } from "./context-file.ts";

const BLOCK = 512;
const LONGEST_NAME = 100;

/** Packs files as a tar archive: the same bytes for the same files, whoever they belong to here. */
export function tarOf(files: readonly ContextFile[]): Buffer {
  const blocks = files.flatMap((file) => [headerOf(file), file.content, padding(file.content.length)]);
  return Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]);
}

/** The header of POSIX archives, with numbers in octal. */
function headerOf({ path, content, isExecutable }: ContextFile): Buffer {
  const name = Buffer.from(path);
  if (name.length > LONGEST_NAME) throw new Error(`This name is too long for an archive: ${path}`);
  const header = Buffer.alloc(BLOCK);
  name.copy(header);
  header.write(octal(isExecutable ? 0o755 : 0o644, 7), 100);
  header.write(octal(0, 7), 108);
  header.write(octal(0, 7), 116);
  header.write(octal(content.length, 11), 124);
  header.write(octal(0, 11), 136);
  // The sum counts its own field as spaces.
  header.fill(" ", 148, 156);
  header.write("0", 156);
  header.write("ustar\x0000", 257, "latin1");
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${octal(sum, 6)}\0 `, 148, "latin1");
  return header;
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, "0");
}

function padding(length: number): Buffer {
  return Buffer.alloc((BLOCK - (length % BLOCK)) % BLOCK);
}
