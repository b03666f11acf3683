import { hasCode } from "../../../files/has-code.ts";
import { Refusal } from "../../refusal.ts";

interface Trouble {
  readonly codes: readonly string[];
  readonly reason: string;
  readonly wayOut: string;
}

const TRY_AGAIN = "and try again";

/** What a disk may refuse, in words. */
const TROUBLES: readonly Trouble[] = [
  {
    codes: ["ENOSPC", "EDQUOT"],
    reason: "the disk is full, or this user's share of it",
    wayOut: `Free some space ${TRY_AGAIN}.`,
  },
  {
    codes: ["EROFS"],
    reason: "it is on a read-only disk",
    wayOut: "Make the disk writable, or work where it is.",
  },
  {
    codes: ["EACCES", "EPERM"],
    reason: "this user has no right to it",
    wayOut: `Give the user access to it ${TRY_AGAIN}.`,
  },
  {
    codes: ["EMFILE", "ENFILE"],
    reason: "too many files are open",
    wayOut: `Close some programs ${TRY_AGAIN}.`,
  },
  {
    codes: ["EBUSY", "ETXTBSY"],
    reason: "another program holds it",
    wayOut: `Close that program ${TRY_AGAIN}.`,
  },
  {
    codes: ["ENOTDIR", "EEXIST", "EISDIR"],
    reason: "something else stands in its place",
    wayOut: `Move that away ${TRY_AGAIN}.`,
  },
  {
    codes: ["ELOOP"],
    reason: "it is a link that leads nowhere",
    wayOut: `Remove the link ${TRY_AGAIN}.`,
  },
  {
    codes: ["ENAMETOOLONG"],
    reason: "its name is too long for this disk",
    wayOut: `Choose a shorter name ${TRY_AGAIN}.`,
  },
  { codes: ["EIO"], reason: "the disk reports a fault", wayOut: `Check the disk ${TRY_AGAIN}.` },
];

/** What was tried on a file, and how things stand after it failed. */
export interface Attempt {
  readonly path: string;
  readonly doing: "read" | "written";
  /** A sentence; that nothing has changed goes without saying for a read. */
  readonly outcome?: string;
}

/** The refusal that tells of a failure of the disk. What is none is returned as it is: a defect, or a refusal already. */
export function diskRefusal(error: unknown, { path, doing, outcome }: Attempt): unknown {
  const trouble = TROUBLES.find(({ codes }) => hasCode(error, ...codes));
  if (trouble === undefined) return error;
  const sentences = [`${shownPath(path)} cannot be ${doing}: ${trouble.reason}.`, outcome, trouble.wayOut];
  return new Refusal(`Error: ${sentences.filter((sentence) => sentence !== undefined).join(" ")}`, {
    cause: error,
  });
}

/** Whether the disk failed, and not what was found on it. */
export function isDiskFailure(error: unknown): boolean {
  return !(error instanceof Refusal) || error.cause !== undefined;
}

/** Whether the system said no, with a code; anything else is a defect. */
export function isSystemFailure(error: unknown): boolean {
  return error instanceof Error && "code" in error && "syscall" in error;
}

/** A path fit to be shown: what it is called may have come from anywhere. */
export function shownPath(path: string): string {
  return path.replaceAll(/\p{C}/gu, "?");
}
