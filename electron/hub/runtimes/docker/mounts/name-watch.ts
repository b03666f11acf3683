import { watch, type FSWatcher } from "node:fs";
import { join } from "node:path";
import type { Disposable } from "../../../../../shared/base/disposable.ts";
import { hasCode } from "../../../files/has-code.ts";

/** Watches for names in folders of a project: not for all that happens in them, and nothing below them. */
export class NameWatch implements Disposable {
  readonly #root: string;
  readonly #onName: (folder: string, name: string | undefined) => void;
  readonly #onFailed: (folder: string, error: unknown) => void;
  #watchers: FSWatcher[] = [];

  constructor(
    root: string,
    onName: (folder: string, name: string | undefined) => void,
    onFailed: (folder: string, error: unknown) => void,
  ) {
    this.#root = root;
    this.#onName = onName;
    this.#onFailed = onFailed;
  }

  /** Watches these folders from now on, as they are now, and no others. */
  set(folders: readonly string[]): void {
    this.dispose();
    for (const folder of folders) this.#watch(folder);
  }

  dispose(): void {
    for (const watcher of this.#watchers) watcher.close();
    this.#watchers = [];
  }

  #watch(folder: string): void {
    try {
      const watcher = watch(join(this.#root, folder), { persistent: false }, (_event, name) =>
        this.#onName(folder, name ?? undefined),
      );
      // A folder that goes away is seen in the one around it.
      watcher.on("error", () => watcher.close());
      this.#watchers.push(watcher);
    } catch (error) {
      if (!hasCode(error, "ENOENT", "ENOTDIR")) this.#onFailed(folder, error);
    }
  }
}
