/** What can be read of a project. Paths are relative to its root, with `/`; none leaves it, also not by a link. */
export interface ProjectFiles {
  /** The text of a file, or `undefined` where there is none. What is there and cannot be read as text is a `Refusal`. */
  read(path: string): string | undefined;
  /** The names in a folder, sorted; none where there is no folder. */
  list(folder: string): readonly string[];
  /** Whether a file (not a folder) is there. */
  hasFile(path: string): boolean;
}

/**
 * A change of the project in the making. Reads see what was written before in the same change; nothing is on the disk
 * until the work that makes it has returned, and then all of it is, or after a crash none.
 */
export interface ProjectChange extends ProjectFiles {
  /** Sets a file's text: a new file, or another text for the one that is there. */
  write(path: string, text: string): void;
  /** Creates a file that must not be there yet. */
  create(path: string, text: string): void;
  remove(path: string): void;
  /** Removes a folder if it is empty by then. */
  removeEmptyFolder(folder: string): void;
  /** Adds whole lines behind a file's end. What stands there is never written again; an unfinished last line is ended. */
  append(path: string, lines: readonly string[]): void;
  /** Puts a finished file `<stem>.md` into a folder, as `<stem>-2.md` and so on where the name is taken; says the name. */
  deliver(folder: string, stem: string, text: string): string;
  /** Moves a file into a folder under its own name, or the next free one like it; says the name. A missing file is none. */
  move(path: string, folder: string): string | undefined;
}
