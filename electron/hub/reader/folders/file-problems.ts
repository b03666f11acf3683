import type { FileProblem } from "../../../../shared/contract/inbox.ts";
import { cleanLine } from "../../../../shared/qms/text/clean-text.ts";

const MOST_PATH_CHARS = 1000;
const MOST_SENTENCE_CHARS = 1000;
/** More than anyone reads; the last one then says how many there are. */
const MOST_SHOWN = 500;

/** The problems of files and folders that belong to no document and no inbox item, by their paths. */
export class FileProblems {
  readonly #byPath = new Map<string, string>();
  #isChanged = false;

  set(path: string, problem: string): void {
    if (this.#byPath.get(path) === problem) return;
    this.#byPath.set(path, problem);
    this.#isChanged = true;
  }

  clear(path: string): void {
    if (this.#byPath.delete(path)) this.#isChanged = true;
  }

  /** Forgets those of a folder that is gone. */
  clearBelow(folder: string): void {
    for (const path of this.#byPath.keys()) if (path.startsWith(`${folder}/`)) this.clear(path);
  }

  /** All of them, if they changed since they were taken last. */
  takeChanged(): FileProblem[] | undefined {
    if (!this.#isChanged) return undefined;
    this.#isChanged = false;
    const all = [...this.#byPath].map(([path, problem]) => fileProblem(path, problem));
    if (all.length <= MOST_SHOWN) return all;
    const more = all.length - MOST_SHOWN + 1;
    return [
      ...all.slice(0, MOST_SHOWN - 1),
      { path: "", problem: `${more} more files have problems. Put the ones above right to see them.` },
    ];
  }
}

/** A problem with texts that can be shown, whatever the file is called. */
export function fileProblem(path: string, problem: string): FileProblem {
  return { path: cleanLine(path, MOST_PATH_CHARS), problem: cleanLine(problem, MOST_SENTENCE_CHARS) };
}

/** Whether a file's name can be shown as it is, and so be told from others. */
export function isPlainName(name: string): boolean {
  if (/^[!-~]+$/.test(name)) return true;
  return name.length <= 255 && !name.includes("\ufffd") && cleanLine(name, 255) === name;
}
