import { createHash } from "node:crypto";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface FloodFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Output as builds and tests print it: lines of some length, now and then in colour. */
export async function makeFloodFile(megabytes: number): Promise<FloodFile> {
  const line = (index: number): string => {
    const text = `${index} src/module-${index % 97}/file-${index % 31}.ts: compiled in ${index % 13} ms, nothing to report`;
    return index % 5 === 0 ? `\x1b[32m✓\x1b[0m ${text}\r\n` : `  ${text}\r\n`;
  };
  const block = Buffer.from(Array.from({ length: 20_000 }, (_, index) => line(index)).join(""));
  const size = megabytes * 1024 * 1024;
  const content = Buffer.alloc(size, block);
  const path = join(await mkdtemp(join(tmpdir(), "quorum-flood-")), "flood");
  await writeFile(path, content);
  return { path, bytes: size, sha256: createHash("sha256").update(content).digest("hex") };
}
