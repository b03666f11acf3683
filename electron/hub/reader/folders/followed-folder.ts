import type { FileStamp, FolderKind, FollowedFile } from "./folder-kind.ts";

/** A folder that is followed, as it was seen last. */
export class FollowedFolder {
  /** Relative to the project's root, with `/`; empty for the root itself. */
  readonly path: string;
  readonly absolute: string;
  readonly kind: FolderKind<unknown>;
  readonly parent: FollowedFolder | undefined;
  readonly name: string;
  readonly files = new Map<string, SeenFile>();
  readonly folders = new Map<string, FollowedFolder>();
  /** What it was when its entries were listed last. */
  stamp: FileStamp | undefined;
  /** Whether a change since then would show in its time: clocks of file systems tick slowly. */
  isSettled = false;
  isOpen = true;
  /** Whether it is being listed just now, and whether that has to be done again. */
  listing: "no" | "once" | "again" = "no";

  constructor(
    place: { readonly root: string; readonly parent?: FollowedFolder; readonly name: string },
    kind: FolderKind<unknown>,
  ) {
    const { root, parent, name } = place;
    this.parent = parent;
    this.name = name;
    this.kind = kind;
    this.path = parent === undefined ? "" : parent.pathOf(name);
    this.absolute = parent === undefined ? root : `${parent.absolute}/${name}`;
  }

  pathOf(name: string): string {
    return this.path === "" ? name : `${this.path}/${name}`;
  }

  absoluteOf(name: string): string {
    return `${this.absolute}/${name}`;
  }
}

/** A file as it was read last. */
export interface SeenFile extends FollowedFile<unknown> {
  /** Whether another content would have another stamp. */
  readonly isSettled: boolean;
}

/** All folders from one on, each before those in it. */
export function* foldersFrom(folder: FollowedFolder): Generator<FollowedFolder, void, void> {
  yield folder;
  for (const inner of folder.folders.values()) yield* foldersFrom(inner);
}
