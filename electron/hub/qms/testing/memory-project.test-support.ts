import { Refusal } from "../refusal.ts";
import type { ProjectChange, Store } from "../store/project-files.ts";

/** A project in memory: for tests that try thousands of operations and want to see every file of each. */
export class MemoryProject implements Store, ProjectChange {
  #files = new Map<string, string>();

  /** All files, each with its text. */
  get tree(): ReadonlyMap<string, string> {
    return new Map(this.#files);
  }

  set(path: string, text: string): void {
    this.#files.set(path, text);
  }

  recover(): void {
    // Nothing here is ever half done.
  }

  change<T>(work: (change: ProjectChange) => T): T {
    const before = new Map(this.#files);
    try {
      return work(this);
    } catch (error) {
      this.#files = before;
      throw error;
    }
  }

  findCall(): undefined {
    return undefined;
  }

  deliverAlone(folder: string, stem: string, text: string): string {
    return this.deliver(folder, stem, text);
  }

  read(path: string): string | undefined {
    return this.#files.get(path);
  }

  hasFile(path: string): boolean {
    return this.#files.has(path);
  }

  list(folder: string): readonly string[] {
    const names = [...this.#files.keys()].flatMap((path) => {
      if (!path.startsWith(`${folder}/`)) return [];
      const [name = ""] = path.slice(folder.length + 1).split("/");
      return [name];
    });
    return [...new Set(names)].toSorted();
  }

  write(path: string, text: string): void {
    this.#files.set(path, text);
  }

  create(path: string, text: string): void {
    if (this.#files.has(path)) throw new Refusal(`Error: ${path} is there already.`);
    this.#files.set(path, text);
  }

  remove(path: string): void {
    this.#files.delete(path);
  }

  removeEmptyFolder(): void {
    // A folder is what its files say.
  }

  append(path: string, lines: readonly string[]): void {
    const before = this.#files.get(path) ?? "";
    this.#files.set(path, before + lines.map((line) => `${line}\n`).join(""));
  }

  deliver(folder: string, stem: string, text: string): string {
    const name = this.#freeName(folder, stem);
    this.#files.set(`${folder}/${name}`, text);
    return name;
  }

  move(path: string, folder: string): string | undefined {
    const text = this.#files.get(path);
    if (text === undefined) return undefined;
    const name = this.#freeName(folder, path.slice(path.lastIndexOf("/") + 1).replace(/\.md$/, ""));
    this.#files.set(`${folder}/${name}`, text);
    this.#files.delete(path);
    return name;
  }

  #freeName(folder: string, stem: string): string {
    for (let number = 1; ; number += 1) {
      const name = number === 1 ? `${stem}.md` : `${stem}-${number}.md`;
      if (!this.#files.has(`${folder}/${name}`)) return name;
    }
  }
}
