import { readFile } from "node:fs/promises";

/** What Electron's binaries carry just before their fuses. */
export const FUSE_SENTINEL = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";

/** The fuses in their order on the wire, and how each must stand. */
const EXPECTED_FUSES = {
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
} as const;

export const FUSE_COUNT = Object.keys(EXPECTED_FUSES).length;

/** The fuses of a binary that stand otherwise than they must. */
export async function wrongFuses(binary: string): Promise<readonly string[]> {
  const bytes = await readFile(binary);
  const sentinel = bytes.indexOf(FUSE_SENTINEL);
  if (sentinel < 0) return ["the binary carries no fuses"];
  const wire = bytes.subarray(sentinel + FUSE_SENTINEL.length + 2);
  return Object.entries(EXPECTED_FUSES)
    .filter(([, isOn], index) => String.fromCharCode(wire[index] ?? 0) !== (isOn ? "1" : "0"))
    .map(([name, isOn]) => `the fuse ${name} is not ${isOn ? "on" : "off"}`);
}
