import type { ProjectDisk } from "../disk/project-disk.ts";
import type { Staging } from "./staging.ts";

/** A change while it is carried out. */
export interface Application {
  readonly disk: ProjectDisk;
  readonly staging: Staging;
  /** Whether a crash, or a failure, may have left a part of it done. */
  readonly isRedo: boolean;
  /** What takes each step back, for when a later one fails. */
  readonly undo: (() => void)[];
  /** Folders whose names have changed. */
  readonly folders: Set<string>;
}

/** What became of a step: done, or not, because another program has changed the file since. */
export type Outcome = "done" | "foreign";

/** A step that cannot be taken back, since another program has changed its file already. */
export class NotUndone extends Error {
  override readonly name = "NotUndone";

  constructor(path: string) {
    super(`${path} has been changed since`);
  }
}
