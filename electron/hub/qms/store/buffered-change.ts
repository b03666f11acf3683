import { Refusal } from "../refusal.ts";
import { shownPath } from "./disk/disk-refusal.ts";
import { identityOf } from "./disk/file-system.ts";
import { firstFree, numberedName } from "./disk/numbered-name.ts";
import { parentOf, requireName, type ProjectDisk } from "./disk/project-disk.ts";
import type { AppendStep, DeliverStep, MoveStep, RemoveStep, Step, WriteStep } from "./journal/step.ts";
import { tailOf } from "./journal/append-text.ts";
import type { ProjectChange } from "./project-files.ts";

/** Lines that will stand behind a file's end, wherever that is when the change is carried out. */
interface PlannedAppend extends Pick<AppendStep, "kind" | "path"> {
  readonly lines: string;
}

/** What will become of the file at one path. */
type Plan = WriteStep | RemoveStep | PlannedAppend | DeliverStep | MoveStep;

/** A change in memory: what it was shown of the project, and what it will do. */
export class BufferedChange implements ProjectChange {
  readonly #disk: ProjectDisk;
  /** Texts that were read, and files that were asked for: what the change was decided upon. */
  readonly #read = new Map<string, string | undefined>();
  readonly #asked = new Map<string, boolean>();
  /** What will be done, in this order. A path has one plan at most. */
  readonly #plans = new Map<string, Plan>();
  readonly #movedAway = new Set<string>();
  readonly #folders = new Set<string>();

  constructor(disk: ProjectDisk) {
    this.#disk = disk;
  }

  read(path: string): string | undefined {
    const plan = this.#plans.get(path);
    if (plan === undefined) return this.#movedAway.has(path) ? undefined : this.#readOnDisk(path);
    switch (plan.kind) {
      case "write":
      case "deliver":
        return plan.text;
      case "remove":
        return undefined;
      case "append":
        return withLines(this.#readOnDisk(path) ?? "", plan.lines);
      case "move":
        return this.#readOnDisk(plan.path);
    }
  }

  list(folder: string): readonly string[] {
    const names = new Set<string>();
    for (const name of this.#disk.list(folder)) {
      if (!this.#isGone(`${folder}/${name}`)) names.add(name);
    }
    for (const [path, plan] of this.#plans) {
      if (plan.kind !== "remove" && path.startsWith(`${folder}/`)) {
        names.add(path.slice(folder.length + 1).replace(/\/.*$/s, ""));
      }
    }
    return [...names].toSorted();
  }

  hasFile(path: string): boolean {
    const plan = this.#plans.get(path);
    if (plan !== undefined) return plan.kind !== "remove";
    if (this.#movedAway.has(path)) return false;
    const has = this.#asked.get(path) ?? this.#disk.hasFile(path);
    this.#asked.set(path, has);
    return has;
  }

  write(path: string, text: string): void {
    this.#put(path, text.toWellFormed());
  }

  create(path: string, text: string): void {
    if (this.#isTaken(path)) {
      throw new Refusal(`Error: ${shownPath(path)} is there already. Move it away and try again.`);
    }
    this.#put(path, text.toWellFormed());
  }

  remove(path: string): void {
    if (this.read(path) === undefined) return;
    const plan = this.#plans.get(path);
    if (plan?.kind === "move") throw alreadyMoved(path);
    const before = plan?.kind === "deliver" ? null : this.#textBefore(path);
    this.#plans.delete(path);
    if (before !== null) this.#plans.set(path, { kind: "remove", path, before });
  }

  removeEmptyFolder(folder: string): void {
    this.#disk.locateFolder(folder);
    this.#folders.add(folder);
  }

  append(path: string, lines: readonly string[]): void {
    if (lines.length === 0) return;
    const text = lines.map((line) => `${line.toWellFormed()}\n`).join("");
    if (lines.some((line) => line.includes("\n"))) throw new Error(`a line for ${path} is more than one`);
    const plan = this.#plans.get(path);
    if (plan?.kind === "append") this.#plans.set(path, { ...plan, lines: plan.lines + text });
    else if (plan === undefined && !this.#movedAway.has(path)) {
      this.#disk.requireFolder(parentOf(path));
      this.#plans.set(path, { kind: "append", path, lines: text });
    } else this.#put(path, withLines(this.read(path) ?? "", text));
  }

  deliver(folder: string, stem: string, text: string, more = { isOptional: false }): string {
    requireName(stem);
    this.#disk.requireFolder(folder);
    const name = `${stem}.md`;
    const number = firstFree(folder, name, 1, (candidate) => !this.#isTaken(`${folder}/${candidate}`));
    const delivered = numberedName(name, number);
    const plan: DeliverStep = {
      kind: "deliver",
      folder,
      name,
      number,
      text: text.toWellFormed(),
      ...(more.isOptional && { isOptional: true }),
    };
    this.#plans.set(`${folder}/${delivered}`, plan);
    return delivered;
  }

  move(path: string, folder: string): string | undefined {
    if (!this.#isTaken(path)) return undefined;
    this.#disk.requireFolder(folder);
    const name = path.slice(path.lastIndexOf("/") + 1);
    const number = firstFree(folder, name, 1, (candidate) => !this.#isTaken(`${folder}/${candidate}`));
    const moved = numberedName(name, number);
    const plan = this.#plans.get(path);
    if (plan?.kind === "deliver") {
      // It goes to its second place at once.
      this.#plans.delete(path);
      this.#plans.set(`${folder}/${moved}`, { kind: "deliver", folder, name, number, text: plan.text });
    } else if (plan === undefined) {
      const identity = this.#identityOf(path);
      this.#movedAway.add(path);
      this.#plans.set(`${folder}/${moved}`, { kind: "move", path, identity, folder, name, number });
    } else throw alreadyMoved(path);
    return moved;
  }

  /** A file that is not any more what the change was decided upon. */
  get outdated(): string | undefined {
    for (const [path, text] of this.#read) if (this.#disk.read(path) !== text) return path;
    for (const [path, has] of this.#asked) if (this.#disk.hasFile(path) !== has) return path;
    return undefined;
  }

  /** What there is to do. Lines are placed behind what their files hold now. */
  steps(): readonly Step[] {
    const steps = [...this.#plans.values()].map((plan) =>
      plan.kind === "append" ? appendStep(this.#disk, plan.path, plan.lines) : plan,
    );
    return [...steps, ...[...this.#folders].map((folder): Step => ({ kind: "remove-folder", folder }))];
  }

  #put(path: string, text: string): void {
    const plan = this.#plans.get(path);
    if (plan?.kind === "move") throw alreadyMoved(path);
    if (plan?.kind === "deliver") {
      this.#plans.set(path, { ...plan, text });
      return;
    }
    const before = this.#textBefore(path);
    if (text === before) this.#plans.delete(path);
    else {
      this.#disk.requireFolder(parentOf(path));
      this.#plans.set(path, { kind: "write", path, before, text });
    }
  }

  /** The text that a file has before this change; `null` where there is none. */
  #textBefore(path: string): string | null {
    return this.#movedAway.has(path) ? null : (this.#readOnDisk(path) ?? null);
  }

  #readOnDisk(path: string): string | undefined {
    if (!this.#read.has(path)) this.#read.set(path, this.#disk.read(path));
    return this.#read.get(path);
  }

  /** Whether anything has this name. */
  #isTaken(path: string): boolean {
    const plan = this.#plans.get(path);
    if (plan !== undefined) return plan.kind !== "remove";
    return !this.#movedAway.has(path) && this.#disk.entry(path) !== undefined;
  }

  #isGone(path: string): boolean {
    if (this.#folders.has(path)) return this.list(path).length === 0;
    const plan = this.#plans.get(path);
    return plan === undefined ? this.#movedAway.has(path) : plan.kind === "remove";
  }

  #identityOf(path: string): string {
    const entry = this.#disk.entry(path);
    if (entry?.isFile() === true) return identityOf(entry);
    throw new Refusal(`Error: ${shownPath(path)} is not a file, and cannot be moved. Move it away by hand.`);
  }
}

/** The step that adds lines to a file as it is now. */
export function appendStep(disk: ProjectDisk, path: string, lines: string): AppendStep {
  const tail = tailOf(disk, path);
  const text = tail?.isUnfinished === true ? `\n${lines}` : lines;
  return { kind: "append", path, size: tail?.size ?? null, text };
}

function withLines(text: string, lines: string): string {
  return text === "" || text.endsWith("\n") ? text + lines : `${text}\n${lines}`;
}

function alreadyMoved(path: string): Error {
  return new Error(`${path} is moved, or written, by this change already`);
}
