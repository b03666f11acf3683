import { dirname } from "node:path";
import { hasCode } from "../../../files/has-code.ts";
import { pause } from "./pause.ts";
import { removeFile, writeNewFile, type FileSystem } from "./file-system.ts";

/** A finished file on its way to the place where it belongs. */
export interface Placement {
  /** Where it lies ready. */
  readonly staged: string;
  /** Where it goes. */
  readonly target: string;
  /** A hidden name on the target's own disk, for when that is another one. */
  readonly nearby: () => string;
  /** The content, for a disk that cannot give a file a second name. */
  readonly bytes: () => Buffer;
}

/** How file systems say that they know no second names for a file, or not for this one. */
const NO_LINKS = ["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK", "EACCES"];

/** Gives a file a name that must be free; says whether it was. Readers see the whole file or none. */
export function placeNew(files: FileSystem, placement: Placement): boolean {
  const { staged, target, nearby, bytes } = placement;
  const found = tryLink(files, staged, target);
  if (typeof found === "boolean") return found;
  if (found === "no-links") return createWhole(files, target, bytes());
  const copy = nearby();
  stageNearby(files, copy, bytes());
  try {
    const second = tryLink(files, copy, target);
    return typeof second === "boolean" ? second : createWhole(files, target, bytes());
  } finally {
    removeFile(files, copy);
  }
}

/** Puts a file into the place of another one. Readers see the old content or the new. */
export function replaceFile(files: FileSystem, { staged, target, nearby, bytes }: Placement): void {
  try {
    renameOver(files, staged, target);
  } catch (error) {
    if (!hasCode(error, "EXDEV")) throw error;
    const copy = nearby();
    stageNearby(files, copy, bytes());
    try {
      renameOver(files, copy, target);
    } catch (second) {
      removeFile(files, copy);
      throw second;
    }
  }
}

function tryLink(files: FileSystem, from: string, to: string): boolean | "other-disk" | "no-links" {
  try {
    files.linkSync(from, to);
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    if (hasCode(error, "EXDEV")) return "other-disk";
    if (hasCode(error, ...NO_LINKS)) return "no-links";
    throw error;
  }
}

/** The second best: nobody's file is written over, and small files appear in one piece. */
function createWhole(files: FileSystem, target: string, bytes: Buffer): boolean {
  try {
    writeNewFile(files, target, bytes);
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  }
}

function stageNearby(files: FileSystem, copy: string, bytes: Buffer): void {
  files.mkdirSync(dirname(copy), { recursive: true });
  // What a crash left of an earlier attempt.
  removeFile(files, copy);
  writeNewFile(files, copy, bytes);
}

const RENAME_ATTEMPTS = 20;
const RENAME_PAUSE_MS = 20;

function renameOver(files: FileSystem, from: string, to: string): void {
  for (let attempt = 1; ; attempt += 1) {
    try {
      files.renameSync(from, to);
      return;
    } catch (error) {
      // On Windows a reader, or a virus scanner, keeps a file from being replaced for as long as it has it open.
      const isHeld = process.platform === "win32" && hasCode(error, "EPERM", "EACCES", "EBUSY");
      if (!isHeld || attempt === RENAME_ATTEMPTS) throw error;
      pause(RENAME_PAUSE_MS);
    }
  }
}
