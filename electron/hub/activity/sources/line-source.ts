import type { ActivityEntry } from "../../../../shared/contract/activity.ts";

/** An entry as it stands in a file: its place there makes its id. */
export type LineEntry = Omit<ActivityEntry, "id">;

/** A file of lines that entries are read from. */
export interface SourceFile {
  /** Part of the ids of its entries: the same for as long as the file is kept. Letters, digits, `_`, `-` and dots. */
  readonly name: string;
  readonly path: string;
}

/**
 * Where entries come from: files to which lines are added, one for each thing that happened. To have another store in the
 * timeline, write a source of its lines; what is kept nowhere else is recorded instead.
 */
export interface LineSource {
  /** Tells it from the other sources. */
  readonly key: string;
  /** All of its files; the latest first where there may be too many. */
  list(): Iterable<SourceFile>;
  /** The file that has this name in ids; nothing where the name is none that `list` could give. */
  fileNamed(name: string): SourceFile | undefined;
  /** The files that may have changed by what is said of a document; those that `list` would give. */
  filesOf?(document: string): readonly SourceFile[];
  /** What a line says; nothing where it is none of the timeline. */
  read(line: string, file: SourceFile): LineEntry | undefined;
}
