import type { FileProblem } from "../../../../shared/contract/inbox.ts";
import { cleanLine } from "../../../../shared/qms/text/clean-text.ts";
import { shownLine } from "../shown-line.ts";

const MOST_PATH_CHARS = 1000;
const MOST_SENTENCE_CHARS = 1000;
/** More than anyone reads, and one less than can be told; the last one then says how many there are. */
const MOST_SHOWN = 499;

/** The problems of files and folders that belong to no document and are no item of an inbox, by their places. */
export class FileProblems {
  readonly #byFolder = new Map<string, Map<string, string>>();
  #general: FileProblem | undefined;
  #isChanged = false;

  /** A problem of all the files, which no look at one of them solves. */
  setGeneral(problem: FileProblem | undefined): void {
    if (problem === this.#general) return;
    this.#general = problem;
    this.#isChanged = true;
  }

  set(path: string, problem: string): void {
    const [folder, name] = splitPath(path);
    const problems = this.#byFolder.get(folder) ?? new Map<string, string>();
    if (problems.get(name) === problem) return;
    this.#byFolder.set(folder, problems.set(name, problem));
    this.#isChanged = true;
  }

  clear(path: string): void {
    if (this.#byFolder.size > 0) this.clearEntry(...splitPath(path));
  }

  clearEntry(folder: string, name: string): void {
    const problems = this.#byFolder.get(folder);
    if (problems?.delete(name) !== true) return;
    if (problems.size === 0) this.#byFolder.delete(folder);
    this.#isChanged = true;
  }

  /** Forgets those of entries that a folder does not have any more. */
  clearMissing(folder: string, found: ReadonlySet<string>): void {
    for (const name of this.#byFolder.get(folder)?.keys() ?? []) {
      if (!found.has(name)) this.clear(folder === "" ? name : `${folder}/${name}`);
    }
  }

  /** Forgets those of everything in a folder that is gone. */
  clearBelow(folder: string): void {
    for (const path of this.#byFolder.keys()) {
      if (path !== folder && !path.startsWith(`${folder}/`)) continue;
      this.#byFolder.delete(path);
      this.#isChanged = true;
    }
  }

  /** Takes up what has been told before: it is no news. */
  restore(told: readonly FileProblem[]): void {
    for (const { path, problem } of told) this.set(path, problem);
    this.#isChanged = false;
  }

  /** All of them, if they changed since they were taken last. */
  takeChanged(): FileProblem[] | undefined {
    if (!this.#isChanged) return undefined;
    this.#isChanged = false;
    return this.all();
  }

  all(): FileProblem[] {
    return [...(this.#general === undefined ? [] : [this.#general]), ...this.ofFiles()];
  }

  /** Those that hold as long as the files are as they are. */
  ofFiles(): FileProblem[] {
    const all = [...this.#byFolder].flatMap(([folder, problems]) =>
      [...problems].map(([name, problem]) =>
        fileProblem(folder === "" ? name : `${folder}/${name}`, problem),
      ),
    );
    if (all.length <= MOST_SHOWN) return all;
    const more = all.length - MOST_SHOWN + 1;
    return [
      ...all.slice(0, MOST_SHOWN - 1),
      { path: "", problem: `${more} more files have problems. Put the ones above right to see them.` },
    ];
  }
}

function splitPath(path: string): readonly [folder: string, name: string] {
  const end = path.lastIndexOf("/");
  return [path.slice(0, Math.max(0, end)), path.slice(end + 1)];
}

/** A problem with texts that can be shown, whatever the file is called. */
export function fileProblem(path: string, problem: string): FileProblem {
  return { path: shownLine(path, MOST_PATH_CHARS), problem: shownLine(problem, MOST_SENTENCE_CHARS) };
}

/** Whether a file's name can be shown as it is, and so be told from others. */
export function isPlainName(name: string): boolean {
  if (/^[!-~]+$/.test(name)) return true;
  return name.length <= 255 && !name.includes("\ufffd") && cleanLine(name, 255) === name;
}
