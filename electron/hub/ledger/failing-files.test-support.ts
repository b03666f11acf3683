import { constants } from "node:fs";
import { nodeFileSystem, type FileSystem } from "./ledger-folder.ts";

const MUTATING: ReadonlySet<string> = new Set([
  "datasync",
  "mkdir",
  "open",
  "rename",
  "sync",
  "truncate",
  "unlink",
  "write",
]);

type Proceed = (args?: readonly unknown[]) => unknown;
type Intercept = (name: string, args: readonly unknown[], proceed: Proceed) => unknown;

/** Calls a function in place of every call to the file system and to files that it opened. */
function interceptFiles(intercept: Intercept): FileSystem {
  return around(nodeFileSystem, intercept);
}

function around<T extends object>(target: T, intercept: Intercept): T {
  return new Proxy(target, {
    get(_target, name) {
      const call: unknown = Reflect.get(target, name);
      if (typeof call !== "function") return call;
      return async (...args: readonly unknown[]): Promise<unknown> => {
        const answer: unknown = await intercept(String(name), args, (other = args) =>
          Reflect.apply(call, target, other),
        );
        return name === "open" && typeof answer === "object" && answer !== null
          ? around(answer, intercept)
          : answer;
      };
    },
  });
}

function isMutating(name: string, args: readonly unknown[]): boolean {
  if (!MUTATING.has(name)) return false;
  if (name !== "open") return true;
  return typeof args[1] === "number" && (args[1] & (constants.O_WRONLY | constants.O_RDWR)) !== 0;
}

/** Counts the mutating calls, and does something in place of the nth. */
export function filesThatAt(count: number, act: () => void): FileSystem {
  let seen = 0;
  return interceptFiles((name, args, proceed) => {
    if (isMutating(name, args)) {
      seen += 1;
      if (seen === count) act();
    }
    return proceed();
  });
}

/** Stands for the death of a process: from then on nothing that it does reaches the disk. */
export class Death extends Error {
  override readonly name = "Death";
}

/** A disk that is there until the nth mutating call. A write that dies has written a part of it. */
export function filesThatDieAt(
  count: number,
  part: number,
): { readonly files: FileSystem; readonly isDead: () => boolean } {
  let seen = 0;
  const files = interceptFiles(async (name, args, proceed) => {
    if (name === "close") return proceed();
    if (isMutating(name, args)) {
      seen += 1;
      if (seen === count && name === "write") await writePart(args, proceed, part);
    }
    if (seen >= count) throw new Death(name);
    return proceed();
  });
  return { files, isDead: () => seen >= count };
}

/** A disk that fails the mutating calls from the nth to before the `until`th. */
export function filesThatFail(
  first: number,
  until: number,
  code: string,
): { readonly files: FileSystem; readonly hasFailed: () => boolean } {
  let seen = 0;
  const files = interceptFiles(async (name, args, proceed) => {
    if (!isMutating(name, args)) return proceed();
    seen += 1;
    if (seen < first || seen >= until) return proceed();
    if (name === "write") await writePart(args, proceed, 0.5);
    throw Object.assign(new Error(`${code}: failed by the test, ${name}`), { code });
  });
  return { files, hasFailed: () => seen >= first };
}

/** Makes a part of the write that was to be made. */
async function writePart(args: readonly unknown[], proceed: Proceed, part: number): Promise<void> {
  const [bytes, offset, length, position] = args;
  if (typeof length === "number") await proceed([bytes, offset, Math.floor(length * part), position]);
}
