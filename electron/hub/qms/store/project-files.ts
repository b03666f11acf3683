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
  /**
   * Puts a finished file `<stem>.md` into a folder, as `<stem>-2.md` and so on where the name is taken; says the name. An
   * optional one is left out, with a warning, where the disk does not take it; the rest of the change is done all the same.
   */
  deliver(folder: string, stem: string, text: string, more?: { readonly isOptional: boolean }): string;
  /** Moves a file into a folder under its own name, or the next free one like it; says the name. A missing file is none. */
  move(path: string, folder: string): string | undefined;
}

/** A call that may be made again when its answer is lost, and must be carried out once. */
export interface Call<T> {
  /** What the caller names the call by, each time it asks. */
  readonly key: string;
  /** What is answered, made of what the change returned. */
  readonly result: (value: T) => string;
}

/** A project on the disk, as the engine reads and changes it. */
export interface Store extends ProjectFiles {
  /** Completes what a crash left half done; costs next to nothing where there is no such thing. */
  recover(): void;
  /**
   * Carries out one change, alone among all programs that keep to the project's lock. With a call, what was answered to
   * it is kept together with the change.
   */
  change<T>(work: (change: ProjectChange) => T, call?: Call<T>): T;
  /** What was answered to a call that changed something; `undefined` for all others. */
  findCall(key: string): string | undefined;
  /** Puts one finished file `<stem>.md`, or the next free name like it, into a folder, without the lock; says the name. */
  deliverAlone(folder: string, stem: string, text: string): string;
}
