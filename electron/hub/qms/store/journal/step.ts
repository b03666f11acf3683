/** Gives a file a text. `before` is the text that it replaces, `null` for a new file. */
export interface WriteStep {
  readonly kind: "write";
  readonly path: string;
  readonly before: string | null;
  readonly text: string;
}

export interface RemoveStep {
  readonly kind: "remove";
  readonly path: string;
  readonly before: string;
}

/** Adds text behind the first `size` bytes of a file; `null` for a new file. */
export interface AppendStep {
  readonly kind: "append";
  readonly path: string;
  readonly size: number | null;
  readonly text: string;
}

/** Puts a new file into a folder, under the nth form of its name or the next free one. */
export interface DeliverStep {
  readonly kind: "deliver";
  readonly folder: string;
  readonly name: string;
  readonly number: number;
  readonly text: string;
  /** Whether the rest of the change is done also where this cannot be. */
  readonly isOptional?: true;
}

/** Moves the file of this identity into a folder, under the nth form of its name or the next free one. */
export interface MoveStep {
  readonly kind: "move";
  readonly path: string;
  readonly identity: string;
  readonly folder: string;
  readonly name: string;
  readonly number: number;
}

export interface RemoveFolderStep {
  readonly kind: "remove-folder";
  readonly folder: string;
}

/** One part of a change. Each can be taken again: what it finds done already, it leaves. */
export type Step = WriteStep | RemoveStep | AppendStep | DeliverStep | MoveStep | RemoveFolderStep;

/** The file, or the folder, that a step is about. */
export function subjectOf(step: Step): string {
  switch (step.kind) {
    case "write":
    case "remove":
    case "append":
    case "move":
      return step.path;
    case "deliver":
      return `${step.folder}/${step.name}`;
    case "remove-folder":
      return step.folder;
  }
}

/** Where a step puts something, or takes it from. */
export function landingOf(step: Step): string {
  return step.kind === "move" ? `${step.folder}/${step.name}` : subjectOf(step);
}

/** Reads a step from a journal; `undefined` for what is none. */
export function parseStep(value: unknown): Step | undefined {
  if (typeof value !== "object" || value === null || !("kind" in value)) return undefined;
  const {
    path,
    folder,
    name,
    text,
    before,
    identity,
    size,
    number,
    isOptional,
  }: Partial<Record<string, unknown>> = {
    ...value,
  };
  switch (value.kind) {
    case "write":
      return isText(path) && isText(text) && (before === null || isText(before))
        ? { kind: "write", path, before, text }
        : undefined;
    case "remove":
      return isText(path) && isText(before) ? { kind: "remove", path, before } : undefined;
    case "append":
      return isText(path) && isText(text) && (size === null || isCount(size))
        ? { kind: "append", path, size, text }
        : undefined;
    case "deliver":
      return isText(folder) && isText(name) && isCount(number) && isText(text)
        ? { kind: "deliver", folder, name, number, text, ...(isOptional === true && { isOptional }) }
        : undefined;
    case "move":
      return isText(path) && isText(identity) && isText(folder) && isText(name) && isCount(number)
        ? { kind: "move", path, identity, folder, name, number }
        : undefined;
    case "remove-folder":
      return isText(folder) ? { kind: "remove-folder", folder } : undefined;
    default:
      return undefined;
  }
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}
