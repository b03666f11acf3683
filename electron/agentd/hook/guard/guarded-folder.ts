import { realpathSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";

/** A folder whose files are not to be written, by whatever name or link one gets there. */
export class GuardedFolder {
  readonly #names: readonly string[];
  readonly #isCaseBlind: boolean;
  readonly #isWindows: boolean;

  constructor(folder: string, platform: NodeJS.Platform = process.platform) {
    this.#isCaseBlind = platform === "win32" || platform === "darwin";
    this.#isWindows = platform === "win32";
    this.#names = [...new Set([resolve(folder), realPlace(resolve(folder))])].map((name) => this.#key(name));
  }

  /** Whether a path, seen from a folder, is this folder or lies in it; also one that is not there yet. */
  holds(path: string, from: string): boolean {
    const place = resolve(from, this.#isWindows ? driveOf(path) : path);
    return [place, realPlace(place)].some((name) => this.#names.some((own) => isIn(own, this.#key(name))));
  }

  /** Names that the system takes for the same are the same. */
  #key(name: string): string {
    const plain = this.#isWindows
      ? name
          .split(sep)
          .map((part) => part.replace(/[. ]+$/, ""))
          .join(sep)
      : name;
    return this.#isCaseBlind ? plain.normalize("NFC").toLowerCase() : plain;
  }
}

function isIn(folder: string, place: string): boolean {
  const way = relative(folder, place);
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/** Where a path leads with all links followed; what of it is not there is taken as it stands. */
function realPlace(place: string): string {
  try {
    return realpathSync.native(place);
  } catch {
    const above = dirname(place);
    // Not there, or not to be looked at: then its folder says where it would be.
    return above === place ? place : join(realPlace(above), basename(place));
  }
}

/** The shells that agents have on Windows write drives as folders. */
function driveOf(path: string): string {
  return path.replace(/^\/([A-Za-z])(?=\/|$)/, "$1:");
}
