import { join } from "node:path";
import {
  entryAt,
  readFrom,
  removeFile,
  syncFolder,
  writeNewFile,
  type FileSystem,
} from "../disk/file-system.ts";
import { parseStep, type Step } from "./step.ts";

const FORMAT = 1;
const NO_LIMIT_BYTES = Number.MAX_SAFE_INTEGER;

/** A change that was decided on, with all that is needed to carry it out. */
export interface Journal {
  readonly id: string;
  readonly steps: readonly Step[];
}

/** The one file that says which change is under way. While it is there, that change is done, or about to be. */
export class JournalFile {
  readonly #files: FileSystem;
  readonly #folder: string;
  readonly #path: string;

  constructor(files: FileSystem, folder: string) {
    this.#files = files;
    this.#folder = folder;
    this.#path = join(folder, "journal.json");
  }

  get isThere(): boolean {
    return entryAt(this.#files, this.#path) !== undefined;
  }

  /** With the return of this the change is decided: from here on it is completed, whatever happens. */
  write({ id, steps }: Journal, staged: string): void {
    writeNewFile(this.#files, staged, Buffer.from(JSON.stringify({ format: FORMAT, id, steps })));
    this.#files.renameSync(staged, this.#path);
    syncFolder(this.#files, this.#folder);
  }

  /** `undefined` where what is written there is no journal. */
  read(): Journal | undefined {
    const file = this.#files.openSync(this.#path, "r");
    try {
      return parseJournal(readFrom(this.#files, file, 0, NO_LIMIT_BYTES).toString("utf8"));
    } finally {
      this.#files.closeSync(file);
    }
  }

  remove(): void {
    removeFile(this.#files, this.#path);
  }

  /** Takes back a decision of which nothing has been carried out, or all of it undone. */
  discard(): void {
    if (!this.isThere) return;
    this.remove();
    syncFolder(this.#files, this.#folder);
  }

  /** Keeps a journal that cannot be carried out in full for a person to look at; says its name. */
  keepAside(name: string): string {
    this.#files.renameSync(this.#path, join(this.#folder, name));
    return name;
  }
}

function parseJournal(text: string): Journal | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  if (typeof value !== "object" || value === null) return undefined;
  const { format, id, steps }: Partial<Record<string, unknown>> = { ...value };
  // The id becomes part of file names.
  if (format !== FORMAT || typeof id !== "string" || !/^[a-z0-9-]+$/.test(id)) return undefined;
  if (!Array.isArray(steps)) return undefined;
  const parsed = steps.map(parseStep);
  return parsed.every((step) => step !== undefined) ? { id, steps: parsed } : undefined;
}
