import { constants } from "node:fs";
import { dirname } from "node:path";
import { hasCode } from "../../../files/has-code.ts";
import { readFrom, removeFile, writeWhole, type FileSystem } from "../disk/file-system.ts";
import { diskRefusal } from "../disk/disk-refusal.ts";
import type { ProjectDisk } from "../disk/project-disk.ts";
import { NotUndone, type Application, type Outcome } from "./application.ts";
import type { AppendStep } from "./step.ts";

const APPEND = constants.O_RDWR | constants.O_APPEND | (constants.O_NOFOLLOW ?? 0);
const NEW_LINE = 10;
const NO_LIMIT_BYTES = Number.MAX_SAFE_INTEGER;

/** How long a file is, and whether its last line lacks its end; `undefined` where there is no file. */
export function tailOf(
  disk: ProjectDisk,
  path: string,
): { readonly size: number; readonly isUnfinished: boolean } | undefined {
  const { files } = disk;
  try {
    const file = openForAppend(files, disk.locateFile(path), false);
    if (file === undefined) return undefined;
    try {
      const { size } = files.fstatSync(file);
      const last = size === 0 ? undefined : readFrom(files, file, size - 1, 1)[0];
      return { size, isUnfinished: last !== undefined && last !== NEW_LINE };
    } finally {
      files.closeSync(file);
    }
  } catch (error) {
    throw diskRefusal(error, { path, doing: "written", outcome: "Nothing was changed." });
  }
}

/** Adds a step's text behind the end of its file, unless it stands there; completes what was cut short. */
export function appendText({ path, size, text }: AppendStep, application: Application): Outcome {
  const { disk, undo, folders } = application;
  const { files } = disk;
  const absolute = disk.locateFile(path);
  const file = openForAppend(files, absolute, size === null);
  if (file === undefined) return "foreign";
  try {
    const end = files.fstatSync(file).size;
    const start = size ?? 0;
    if (end < start) return "foreign";
    const rest = missingFrom(readFrom(files, file, start, NO_LIMIT_BYTES), Buffer.from(text));
    undo.push(() => takeBack(files, absolute, end, end + rest.length, size === null));
    if (rest.length > 0) writeWhole(files, file, rest);
    files.fsyncSync(file);
    if (size === null) folders.add(dirname(absolute));
    return "done";
  } finally {
    files.closeSync(file);
  }
}

function openForAppend(files: FileSystem, absolute: string, isNew: boolean): number | undefined {
  try {
    return files.openSync(absolute, isNew ? APPEND | constants.O_CREAT : APPEND);
  } catch (error) {
    if (hasCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

/** What of a text is not there yet, given what stands where it belongs. */
function missingFrom(tail: Buffer, text: Buffer): Buffer {
  if (text.subarray(0, tail.length).equals(tail)) return text.subarray(tail.length);
  // Another program has written there as well: before us, or behind us.
  const lines = text[0] === NEW_LINE ? text.subarray(1) : text;
  if (tail.includes(lines)) return Buffer.alloc(0);
  return tail.at(-1) === NEW_LINE ? lines : Buffer.concat([Buffer.of(NEW_LINE), lines]);
}

/** Cuts off what was added, as long as nothing stands behind it. */
function takeBack(files: FileSystem, absolute: string, before: number, after: number, isNew: boolean): void {
  const file = openForAppend(files, absolute, false);
  if (file === undefined) return;
  try {
    if (files.fstatSync(file).size > after) throw new NotUndone(absolute);
    if (before === 0 && isNew) removeFile(files, absolute);
    else files.ftruncateSync(file, before);
  } finally {
    files.closeSync(file);
  }
}
