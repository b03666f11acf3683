import { existsSync } from "node:fs";
import { resolve } from "node:path";

/** Where the seed of new projects lies, seen from this file: as source, built, and packaged. */
const PLACES = ["../../../assets/qms", "../../qms"];

/** The folder of what a new project is given. */
export function seedFolder(from = import.meta.dirname): string {
  const folders = PLACES.map((place) => resolve(from, place));
  const found = folders.find((folder) => existsSync(folder));
  if (found === undefined) throw new Error(`What new projects are made of is missing: ${folders[0]}`);
  return found;
}
