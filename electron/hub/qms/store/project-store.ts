import { join } from "node:path";
import { hasCode } from "../../files/has-code.ts";
import { makeQuorumFolder } from "../../project/quorum-folder.ts";
import { BufferedChange, appendStep } from "./buffered-change.ts";
import { CALLS_FILE, callLine, findRecordedCall, rotateCalls } from "./call-record.ts";
import { deliverAlone } from "./deliver-alone.ts";
import { diskRefusal } from "./disk/disk-refusal.ts";
import { nodeFileSystem, targetAt, type FileSystem } from "./disk/file-system.ts";
import { ProjectDisk, requireName } from "./disk/project-disk.ts";
import { STAGING_FOLDER } from "./journal/staging.ts";
import type { Step } from "./journal/step.ts";
import { changedMeanwhile, STORE_FOLDER, Transactions } from "./journal/transactions.ts";
import { ProjectLock, type HeldLock } from "./lock/project-lock.ts";
import type { Call, ProjectChange, Store } from "./project-files.ts";

const LOCK_FOLDER = `${STORE_FOLDER}/lock`;

/** A person waits this long and no longer; a change takes some milliseconds. */
const LOCK_TIMEOUT_MS = 10_000;

export interface ProjectStoreDependencies {
  readonly now: () => number;
  /** Hears what a person should know of, and what refuses nothing. */
  readonly onWarning?: (sentence: string) => void;
  readonly files?: FileSystem;
  readonly lockTimeoutMs?: number;
  /** Whether no other thread of this process changes the project: see `ProjectLock`. */
  readonly isOnlyThread?: boolean;
}

/** The store of the project in a folder. */
export function openStore(root: string, dependencies: ProjectStoreDependencies): ProjectStore {
  return new ProjectStore(root, dependencies);
}

/**
 * A project on the disk. All that the QMS reads and writes of it goes through here: no path leads out of the project, one
 * change is made at a time, each is done as a whole or not at all, and what another program writes meanwhile is not
 * written over.
 */
export class ProjectStore implements Store {
  readonly #disk: ProjectDisk;
  readonly #lock: ProjectLock;
  readonly #transactions: Transactions;
  readonly #lockTimeoutMs: number;
  readonly #onWarning: (sentence: string) => void;
  #isChanging = false;

  constructor(
    root: string,
    {
      now,
      onWarning = () => undefined,
      files = nodeFileSystem,
      lockTimeoutMs = LOCK_TIMEOUT_MS,
      isOnlyThread = false,
    }: ProjectStoreDependencies,
  ) {
    this.#disk = new ProjectDisk(root, files);
    this.#transactions = new Transactions(this.#disk, { now, onWarning });
    this.#lock = new ProjectLock({
      files,
      folder: join(this.#disk.root, LOCK_FOLDER),
      shownFolder: LOCK_FOLDER,
      isOnlyThread,
      now,
    });
    this.#lockTimeoutMs = lockTimeoutMs;
    this.#onWarning = onWarning;
  }

  read(path: string): string | undefined {
    return this.#disk.read(path);
  }

  list(folder: string): readonly string[] {
    return this.#disk.list(folder);
  }

  hasFile(path: string): boolean {
    return this.#disk.hasFile(path);
  }

  /** Does nothing while another command is at work, which completes its own change, or where nothing can be written. */
  recover(): void {
    if (this.#isChanging) return;
    this.#disk.forget();
    try {
      if (!this.#storing(() => this.#transactions.isUnderWay)) return;
      const held = this.#storing(() => this.#lock.takeIfFree());
      if (held !== undefined) this.#holding(held, () => this.#complete());
    } catch (error) {
      if (!(error instanceof Error) || error.cause === undefined) throw error;
      if (!hasCode(error.cause, "EROFS", "EACCES", "EPERM")) this.#onWarning(error.message);
    }
  }

  /** With a call, what was answered is kept together with the change: after a crash there are both, or none. */
  change<T>(work: (change: ProjectChange) => T, call?: Call<T>): T {
    if (this.#isChanging) throw new Error("A change of the project was begun within another one.");
    this.#disk.forget();
    const held = this.#storing(() => {
      this.#makeFolders();
      return this.#lock.take(this.#lockTimeoutMs);
    });
    return this.#holding(held, () => {
      this.#complete();
      const change = new BufferedChange(this.#disk);
      const value = work(change);
      const steps = change.steps();
      if (steps.length === 0) return value;
      const outdated = change.outdated;
      if (outdated !== undefined) throw changedMeanwhile(outdated);
      this.#transactions.commit(
        call === undefined ? steps : [...steps, this.#record(call.key, call.result(value))],
        () => held.isOurs,
      );
      return value;
    });
  }

  deliverAlone(folder: string, stem: string, text: string): string {
    this.#disk.forget();
    requireName(stem);
    this.#storing(() => this.#makeFolders());
    try {
      return deliverAlone(this.#disk, folder, `${stem}.md`, text);
    } catch (error) {
      throw diskRefusal(error, { path: folder, doing: "written", outcome: "Nothing was changed." });
    }
  }

  /** What was answered to a call that was carried out; `undefined` for one that was not, or that changed nothing. */
  findCall(key: string): string | undefined {
    this.recover();
    return this.#storing(() => findRecordedCall(this.#disk, key));
  }

  #holding<T>(held: HeldLock, work: () => T): T {
    this.#isChanging = true;
    try {
      return work();
    } finally {
      this.#isChanging = false;
      held.release();
    }
  }

  #complete(): void {
    this.#storing(() => this.#transactions.complete());
  }

  #record(key: string, result: string): Step {
    return this.#storing(() => {
      rotateCalls(this.#disk);
      return appendStep(this.#disk, CALLS_FILE, callLine(key, result));
    });
  }

  #makeFolders(): void {
    const { root, files } = this.#disk;
    const folders = [LOCK_FOLDER, STAGING_FOLDER].map((folder) => this.#disk.locateFolder(folder));
    if (folders.every((folder) => targetAt(files, folder)?.isDirectory() === true)) return;
    makeQuorumFolder(root, files);
    for (const folder of folders) files.mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  /** Tells of failures that are about the store's own files. */
  #storing<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw diskRefusal(error, { path: STORE_FOLDER, doing: "written", outcome: "Nothing was changed." });
    }
  }
}
