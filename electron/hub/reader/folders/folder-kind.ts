/** What tells one state of a file from another without reading it. */
export interface FileStamp {
  readonly mtimeMs: number;
  readonly size: number;
  readonly inode: number;
}

/** A file's beginning, or why it cannot be had: then the text is empty. */
export interface FileHead {
  readonly name: string;
  readonly text: string;
  readonly stamp: FileStamp;
  /** Whether the text is the whole file. */
  readonly isWhole: boolean;
  readonly problem?: string;
}

/** A file that is followed, with what its folder's kind made of it. */
export interface FollowedFile<Content> {
  readonly name: string;
  readonly stamp: FileStamp;
  readonly content: Content;
}

/** How much of a file is read. */
export interface ReadPlan {
  /** Enough for nearly all; nothing is read where it is 0, and only the file's stamp counts. */
  readonly bytes: number;
  /** Where that was not enough. */
  readonly mostBytes: number;
}

/** What a followed folder is for: which of its entries count, what is read of them, and who is told. */
export interface FolderKind<Content> {
  /** Watched before all else, since news in it is waited for. */
  readonly isUrgent?: boolean;
  readonly reading: ReadPlan;
  wantsFile(name: string): boolean;
  /** What a folder in it is for; nothing where it does not count. */
  folder(name: string): FolderKind<unknown> | undefined;
  /** Whether nothing but a folder can have this name. */
  isFolderName(name: string): boolean;
  /** Whether the beginning that was read does not hold what is looked for, and more of the file must be read. */
  needsMore(text: string): boolean;
  /** Whether a file looks as if its writer were not done yet. */
  isUnfinished(head: FileHead): boolean;
  /** What is kept of a file: a JSON value. */
  read(head: FileHead): Content;
  changed(file: FollowedFile<Content>): void;
  removed(name: string): void;
  /** The folder is there, or not any more. */
  opened(): void;
  closed(): void;
}

/** The parts of a kind that a folder which only leads to others has no use for. */
export const LEADS_ON: Omit<FolderKind<unknown>, "folder" | "isFolderName"> = {
  reading: { bytes: 0, mostBytes: 0 },
  wantsFile: () => false,
  needsMore: () => false,
  isUnfinished: () => false,
  read: () => null,
  changed: () => undefined,
  removed: () => undefined,
  opened: () => undefined,
  closed: () => undefined,
};
