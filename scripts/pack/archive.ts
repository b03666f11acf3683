import { open } from "node:fs/promises";

interface ArchiveFolder {
  readonly files: Readonly<Record<string, ArchiveEntry>>;
}

type ArchiveEntry = ArchiveFolder | { readonly size: number; readonly unpacked?: boolean };

/** The files of an asar archive, by their paths. Its header is JSON behind four lengths of four bytes each. */
export async function filesOfArchive(file: string): Promise<readonly string[]> {
  const handle = await open(file);
  try {
    const lengths = Buffer.alloc(16);
    await handle.read(lengths, 0, 16, 0);
    const header = Buffer.alloc(lengths.readUInt32LE(12));
    await handle.read(header, 0, header.byteLength, 16);
    const root: ArchiveFolder = JSON.parse(header.toString("utf8"));
    return pathsIn(root, "");
  } finally {
    await handle.close();
  }
}

function pathsIn(folder: ArchiveFolder, prefix: string): readonly string[] {
  return Object.entries(folder.files).flatMap(([name, entry]) =>
    "files" in entry ? pathsIn(entry, `${prefix}${name}/`) : [`${prefix}${name}`],
  );
}
