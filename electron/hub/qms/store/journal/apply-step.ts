import { dirname } from "node:path";
import { assertNever } from "../../../../../shared/base/assert-never.ts";
import { hasCode } from "../../../files/has-code.ts";
import { isDiskFailure } from "../disk/disk-refusal.ts";
import { entryAt, identityOf, isSameFile, removeFile, type FileSystem } from "../disk/file-system.ts";
import { firstFree } from "../disk/numbered-name.ts";
import { placeNew, replaceFile, type Placement } from "../disk/place-file.ts";
import { parentOf, type ProjectDisk } from "../disk/project-disk.ts";
import { appendText } from "./append-text.ts";
import { NotUndone, type Application, type Outcome } from "./application.ts";
import type { DeliverStep, MoveStep, RemoveFolderStep, RemoveStep, Step, WriteStep } from "./step.ts";

/** Carries out one step, or what is left of it. */
export function applyStep(step: Step, index: number, application: Application): Outcome {
  switch (step.kind) {
    case "write":
      return applyWrite(step, index, application);
    case "remove":
      return applyRemove(step, index, application);
    case "append":
      makeFolder(parentOf(step.path), application);
      return appendText(step, application);
    case "deliver":
      return applyDelivery(step, index, application);
    case "move":
      return applyMove(step, index, application);
    case "remove-folder":
      return applyFolderRemoval(step, application);
    default:
      return assertNever(step);
  }
}

function applyWrite({ path, before, text }: WriteStep, index: number, application: Application): Outcome {
  const { disk, isRedo, undo, folders } = application;
  const current = disk.read(path) ?? null;
  if (current === text) return "done";
  if (current !== before && !(isRedo && before === null && isPartOf(current, text))) return "foreign";
  if (isRedo) stageText(path, index, text, application);
  makeFolder(parentOf(path), application);
  const placement = placementOf(path, index, text, application);
  if (current !== null) replaceFile(disk.files, placement);
  else if (!placeNew(disk.files, placement)) return "foreign";
  folders.add(dirname(placement.target));
  undo.push(() => {
    if (disk.read(path) !== text) throw new NotUndone(path);
    if (before === null) return removeFile(disk.files, placement.target);
    stageText(path, index, before, application);
    replaceFile(disk.files, placementOf(path, index, before, application));
  });
  return "done";
}

function applyRemove({ path, before }: RemoveStep, index: number, application: Application): Outcome {
  const { disk, staging, undo, folders } = application;
  const current = disk.read(path);
  if (current === undefined) return "done";
  if (current !== before) return "foreign";
  const target = disk.locate(path);
  removeFile(disk.files, target);
  folders.add(dirname(target));
  undo.push(() => {
    staging.write(index, before);
    placeNew(disk.files, placementOf(path, index, before, application));
  });
  return "done";
}

function applyDelivery(step: DeliverStep, index: number, application: Application): Outcome {
  const { folder, name, number, text } = step;
  const { disk, staging, isRedo, undo, folders } = application;
  if (isRedo) {
    if (staging.hasLanded(index)) return "done";
    staging.write(index, text);
  }
  makeFolder(folder, application);
  folders.add(disk.locateFolder(folder));
  firstFree(folder, name, number, (candidate) => {
    const path = `${folder}/${candidate}`;
    const placement = placementOf(path, index, text, application);
    if (placeNew(disk.files, placement)) {
      undo.push(() => removeFile(disk.files, placement.target));
      return true;
    }
    if (!isRedo) return false;
    const present = readIfText(disk, path);
    if (present !== text && isPartOf(present, text)) replaceFile(disk.files, placement);
    return present === text || isPartOf(present, text);
  });
  return "done";
}

function applyMove(step: MoveStep, index: number, application: Application): Outcome {
  const { path, identity, folder, name, number } = step;
  const { disk, staging, isRedo, undo, folders } = application;
  const source = disk.locate(path);
  const entry = entryAt(disk.files, source);
  // Somebody else has put it away.
  if (entry === undefined) return "done";
  // In its place stands a new one, which this change may have put there itself.
  if (identityOf(entry) !== identity) return isRedo ? "done" : "foreign";
  makeFolder(folder, application);
  folders.add(dirname(source)).add(disk.locateFolder(folder));
  const bytes = () => disk.bytes(path) ?? Buffer.alloc(0);
  firstFree(folder, name, number, (candidate) => {
    const target = disk.locate(`${folder}/${candidate}`);
    if (isSameFile(entryAt(disk.files, target), entry)) return true;
    const nearby = staging.nearby(`${folder}/${candidate}`, index);
    if (!placeNew(disk.files, { staged: source, target, nearby, bytes })) {
      // Where files have one name only, a move is a copy, and a crash may have cut it short.
      if (!isRedo || !isCopyBegun(disk, `${folder}/${candidate}`, bytes())) return false;
      removeFile(disk.files, target);
      placeNew(disk.files, { staged: source, target, nearby, bytes });
    }
    undo.push(() => {
      placeNew(disk.files, {
        staged: target,
        target: source,
        nearby: staging.nearby(path, index),
        bytes: () => disk.bytes(`${folder}/${candidate}`) ?? Buffer.alloc(0),
      });
      removeFile(disk.files, target);
    });
    return true;
  });
  removeFile(disk.files, source);
  return "done";
}

function applyFolderRemoval({ folder }: RemoveFolderStep, { disk, undo, folders }: Application): Outcome {
  const target = disk.locate(folder);
  if (!removeIfEmpty(disk.files, target)) return "done";
  folders.add(dirname(target));
  undo.push(() => disk.files.mkdirSync(target));
  return "done";
}

function makeFolder(folder: string, { disk, undo, folders }: Application): void {
  disk.makeFolder(folder, (made) => {
    folders.add(dirname(made));
    undo.push(() => removeIfEmpty(disk.files, made));
  });
}

/** Says whether it did: a folder that is in use, or is none, or is gone, is left. */
function removeIfEmpty(files: FileSystem, folder: string): boolean {
  try {
    files.rmdirSync(folder);
    return true;
  } catch (error) {
    if (hasCode(error, "ENOTEMPTY", "EEXIST", "ENOENT", "ENOTDIR", "EBUSY")) return false;
    throw error;
  }
}

function placementOf(path: string, index: number, text: string, { disk, staging }: Application): Placement {
  return {
    staged: staging.path(index),
    target: disk.locateFile(path),
    nearby: staging.nearby(path, index),
    bytes: () => Buffer.from(text),
  };
}

/** Makes the new content of a file ready, with the rights of the file that it replaces. */
export function stageText(
  path: string,
  index: number,
  text: string,
  { disk, staging }: Pick<Application, "disk" | "staging">,
): void {
  const entry = entryAt(disk.files, disk.locateFile(path));
  staging.write(index, text, entry === undefined ? undefined : Number(entry.mode) & 0o777);
}

/** Where files have one name only, a crash may leave a new file with the beginning of its content. */
function isPartOf(present: string | null | undefined, text: string): boolean {
  return typeof present === "string" && present.length < text.length && text.startsWith(present);
}

function isCopyBegun(disk: ProjectDisk, path: string, whole: Buffer): boolean {
  const present = disk.bytes(path);
  return present !== undefined && whole.subarray(0, present.length).equals(present);
}

function readIfText(disk: ProjectDisk, path: string): string | undefined {
  try {
    return disk.read(path);
  } catch (error) {
    if (isDiskFailure(error)) throw error;
    return undefined;
  }
}
