import { constants } from "node:fs";
import { nodeFileSystem, type FileSystem } from "./disk/file-system.ts";

const MUTATING: ReadonlySet<string> = new Set([
  "fchmodSync",
  "fsyncSync",
  "ftruncateSync",
  "linkSync",
  "mkdirSync",
  "openSync",
  "renameSync",
  "rmdirSync",
  "unlinkSync",
  "writeFileSync",
  "writeSync",
]);

const NEVER_FAILS: ReadonlySet<string> = new Set(["closeSync"]);

/** Calls a function in place of every call to the file system: it goes on with `proceed`, or does something else. */
export function interceptFiles(
  intercept: (name: string, args: readonly unknown[], proceed: () => unknown) => unknown,
  base: FileSystem = nodeFileSystem,
): FileSystem {
  return new Proxy(base, {
    get(target, name) {
      const call: unknown = Reflect.get(target, name);
      if (typeof call !== "function") return call;
      const around = (...args: readonly unknown[]): unknown =>
        intercept(String(name), args, () => Reflect.apply(call, target, args));
      return Object.assign(around, call);
    },
  });
}

/** Whether a call to the file system changes something. */
function isMutating(name: string, args: readonly unknown[]): boolean {
  if (!MUTATING.has(name)) return false;
  if (name !== "openSync") return true;
  const flags = args[1];
  return typeof flags === "number" ? (flags & (constants.O_WRONLY | constants.O_RDWR)) !== 0 : flags !== "r";
}

/** Counts the mutating calls, and does something in place of the nth. */
export function filesThatAt(
  count: number,
  act: (args: readonly unknown[], name: string) => void,
): FileSystem {
  let seen = 0;
  return interceptFiles((name, args, proceed) => {
    if (isMutating(name, args)) {
      seen += 1;
      if (seen === count) act(args, name);
    }
    return proceed();
  });
}

/** Stands for the death of a process: from then on nothing that it does reaches the disk. */
export class Death extends Error {
  override readonly name = "Death";
}

/** A disk that is there until the nth mutating call. A write that dies has written half of it. */
export function filesThatDieAt(count: number, base?: FileSystem): FileSystem {
  let seen = 0;
  return interceptFiles((name, args, proceed) => {
    if (NEVER_FAILS.has(name)) return proceed();
    if (isMutating(name, args)) {
      seen += 1;
      if (seen === count && name === "writeSync") writeHalf(args);
    }
    if (seen >= count) throw new Death();
    return proceed();
  }, base);
}

/** A disk that fails the nth mutating call, and those behind it as well if it stays so. */
export function filesThatFailAt(
  count: number,
  code: string,
  isLasting: boolean,
): { readonly files: FileSystem; readonly hasFailed: () => boolean } {
  let seen = 0;
  const files = interceptFiles((name, args, proceed) => {
    if (!isMutating(name, args)) return proceed();
    seen += 1;
    const fails = isLasting ? seen >= count : seen === count;
    if (!fails) return proceed();
    if (name === "writeSync") writeHalf(args);
    throw failure(code, name);
  });
  return { files, hasFailed: () => seen >= count };
}

/** A disk that takes nothing new in some places. */
export function filesThatRefuse(isRefused: (path: string) => boolean): FileSystem {
  return interceptFiles((name, args, proceed) => {
    const target = name === "linkSync" || name === "renameSync" ? args[1] : args[0];
    const isNew = name === "linkSync" || (isMutating(name, args) && name === "openSync");
    if (isNew && typeof target === "string" && isRefused(target.replaceAll("\\", "/")))
      throw failure("EACCES", name);
    return proceed();
  });
}

/** A disk where a file has one name only. */
export function filesWithoutLinks(): FileSystem {
  return interceptFiles((name, _args, proceed) => {
    if (name === "linkSync") throw failure("EPERM", name);
    return proceed();
  });
}

/** A project whose folders lie on disks of their own: files go from one to another by copying alone. */
export function filesOnManyDisks(): FileSystem {
  return interceptFiles((name, args, proceed) => {
    const [from, to] = args.map((path) => diskOf(String(path)));
    if ((name === "linkSync" || name === "renameSync") && from !== to) throw failure("EXDEV", name);
    return proceed();
  });
}

function diskOf(path: string): string {
  return (
    /\.claude\/users\/\w+\/inbox-archive|\.claude\/users|\.quorum|QMS/.exec(
      path.replaceAll("\\", "/"),
    )?.[0] ?? ""
  );
}

function failure(code: string, syscall: string): Error {
  return Object.assign(new Error(`${code}: failed by the test, ${syscall}`), { code, syscall });
}

function writeHalf([file, bytes, offset, length]: readonly unknown[]): void {
  if (typeof file !== "number" || !Buffer.isBuffer(bytes)) return;
  if (typeof offset !== "number" || typeof length !== "number") return;
  nodeFileSystem.writeSync(file, bytes, offset, Math.floor(length / 2));
}
