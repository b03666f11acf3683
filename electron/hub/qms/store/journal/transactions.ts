import { join } from "node:path";
import { diskRefusal, isDiskFailure, isSystemFailure, shownPath } from "../disk/disk-refusal.ts";
import { syncFolder } from "../disk/file-system.ts";
import type { ProjectDisk } from "../disk/project-disk.ts";
import { Refusal } from "../../refusal.ts";
import { NotUndone, type Application, type Outcome } from "./application.ts";
import { applyStep, stageText } from "./apply-step.ts";
import { JournalFile } from "./journal-file.ts";
import { newId, Staging, sweepStaging } from "./staging.ts";
import { landingOf, subjectOf, type Step } from "./step.ts";

/** Where the store keeps its own files, below the project's root. */
export const STORE_FOLDER = ".quorum/qms";

const UNCHANGED = "Nothing was changed.";
const HALF_DONE = "The change is under way, and the next command completes it.";

export interface TransactionsOptions {
  readonly now: () => number;
  readonly onWarning: (sentence: string) => void;
}

/** Carries changes out whole: what a crash interrupts is undone if it was not decided yet, and completed if it was. */
export class Transactions {
  readonly #disk: ProjectDisk;
  readonly #journal: JournalFile;
  readonly #now: () => number;
  readonly #onWarning: (sentence: string) => void;

  constructor(disk: ProjectDisk, { now, onWarning }: TransactionsOptions) {
    this.#disk = disk;
    this.#journal = new JournalFile(disk.files, join(disk.root, STORE_FOLDER));
    this.#now = now;
    this.#onWarning = onWarning;
  }

  /** Whether a change is under way, or was when its process died. */
  get isUnderWay(): boolean {
    return this.#journal.isThere;
  }

  /** Completes what a crash interrupted, and clears away what it left. Only for the holder of the lock. */
  complete(): void {
    if (this.#journal.isThere) this.#redo();
    sweepStaging(this.#disk, this.#now());
  }

  /** Carries out a change; `isOurs` says at the last moment whether the lock is held still. */
  commit(steps: readonly Step[], isOurs: () => boolean): void {
    // Lines need room on the disk that nothing has been set aside for: if they do not fit, nothing else is done yet.
    const ordered = [...steps.filter(isAppend), ...steps.filter((step) => !isAppend(step))];
    const id = newId();
    const staging = new Staging(this.#disk, id);
    this.#stage(ordered, staging);
    if (!isOurs()) {
      staging.clear(ordered.length);
      throw new Refusal(`Error: The change took too long, and another command went ahead. Try again.`);
    }
    const application = this.#application(staging, false);
    let subject = `${STORE_FOLDER}/journal.json`;
    try {
      this.#journal.write({ id, steps: ordered }, staging.path(ordered.length));
      for (const [index, step] of ordered.entries()) {
        subject = subjectOf(step);
        if (this.#apply(step, index, application) === "foreign") throw changedMeanwhile(subject);
      }
    } catch (error) {
      const isUndone = this.#takeBack(application, ordered.length);
      throw refusalOf(error, subject, isUndone);
    }
    this.#settle(application, ordered.length);
  }

  #apply(step: Step, index: number, application: Application): Outcome {
    try {
      return applyStep(step, index, application);
    } catch (error) {
      if (step.kind !== "deliver" || step.isOptional !== true) throw error;
      const refusal = diskRefusal(error, { path: subjectOf(step), doing: "written" });
      if (!(refusal instanceof Refusal)) throw error;
      this.#onWarning(refusal.message);
      return "done";
    }
  }

  /** Writes all new content to the disk before anything else is done: a full disk shows here. */
  #stage(steps: readonly Step[], staging: Staging): void {
    for (const [index, step] of steps.entries()) {
      try {
        if (step.kind === "write") stageText(step.path, index, step.text, { disk: this.#disk, staging });
        if (step.kind === "deliver") staging.write(index, step.text);
      } catch (error) {
        attempt(() => staging.clear(steps.length));
        throw diskRefusal(error, { path: subjectOf(step), doing: "written", outcome: UNCHANGED });
      }
    }
  }

  /** Says whether all of it could be taken back. */
  #takeBack({ undo, staging }: Application, count: number): boolean {
    return attempt(() => {
      for (const step of undo.toReversed()) step();
      this.#journal.discard();
      attempt(() => staging.clear(count + 1));
    });
  }

  /** A change that is done stays done, also if this fails: the next command finds the journal, and tries again. */
  #settle(application: Application, count: number): void {
    attempt(() => this.#close(application, count));
  }

  #close({ folders, staging }: Application, count: number): void {
    for (const folder of folders) syncFolder(this.#disk.files, folder);
    this.#journal.remove();
    staging.clear(count);
  }

  #redo(): void {
    const journal = this.#journal.read();
    if (journal === undefined) {
      const name = this.#journal.keepAside(`journal-unreadable-${this.#now()}.json`);
      this.#onWarning(
        `${STORE_FOLDER}/${name} was to complete a change, and cannot be read. It was kept aside.`,
      );
      return;
    }
    const { id, steps } = journal;
    const application = this.#application(new Staging(this.#disk, id), true);
    const foreign = steps.filter((step, index) => !this.#redoStep(step, index, application)).map(subjectOf);
    if (foreign.length > 0) {
      const name = this.#journal.keepAside(`journal-conflict-${id}.json`);
      this.#onWarning(
        `A change was interrupted, and another program has changed ${foreign.map(shownPath).join(", ")} since. ` +
          `That was left as it is, and the rest was done. What was to be written is in ${STORE_FOLDER}/${name}.`,
      );
    }
    this.#close(application, steps.length);
  }

  #redoStep(step: Step, index: number, application: Application): boolean {
    try {
      const outcome = this.#apply(step, index, application);
      application.staging.clearNearby(landingOf(step), index);
      return outcome === "done";
    } catch (error) {
      // Something stands there that is no text, or leads out of the project.
      if (error instanceof Refusal && !isDiskFailure(error)) return false;
      throw diskRefusal(error, { path: subjectOf(step), doing: "written", outcome: HALF_DONE });
    }
  }

  #application(staging: Staging, isRedo: boolean): Application {
    return { disk: this.#disk, staging, isRedo, undo: [], folders: new Set() };
  }
}

/** Tries what a later command makes good if the disk fails it; says whether it worked. */
function attempt(work: () => void): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (error instanceof NotUndone || isSystemFailure(error)) return false;
    throw error;
  }
}

/** Refuses to go on over what another program has written in the meantime. */
export function changedMeanwhile(path: string): Refusal {
  return new Refusal(
    `Error: ${shownPath(path)} was changed by another program in the meantime. ${UNCHANGED} Try again.`,
  );
}

function refusalOf(error: unknown, path: string, isUndone: boolean): unknown {
  const outcome = isUndone ? UNCHANGED : HALF_DONE;
  if (!(error instanceof Refusal)) return diskRefusal(error, { path, doing: "written", outcome });
  if (isDiskFailure(error)) return diskRefusal(error.cause, { path, doing: "written", outcome });
  return isUndone
    ? error
    : new Refusal(`${error.text.replace(` ${UNCHANGED}`, "")} ${HALF_DONE}`, { cause: error });
}

function isAppend(step: Step): boolean {
  return step.kind === "append";
}
