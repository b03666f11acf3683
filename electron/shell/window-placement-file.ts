import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { WindowPlacement } from "./window-bounds.ts";

/** Reads where the window stood. A file that is missing or does not parse is as good as none: it only places a window. */
export function readPlacement(file: string): WindowPlacement | undefined {
  try {
    return WindowPlacement.safeParse(JSON.parse(readFileSync(file, "utf8"))).data;
  } catch {
    return undefined;
  }
}

/** Writes it whole or not at all. Synchronous, because the window is closing. */
export function writePlacement(file: string, placement: WindowPlacement): void {
  mkdirSync(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, JSON.stringify(placement));
  renameSync(temporary, file);
}
