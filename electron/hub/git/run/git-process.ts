import { spawn, type ChildProcess } from "node:child_process";
import type { Readable } from "node:stream";

/** What a process gets after it was asked to end: git removes its locks meanwhile. */
const GRACE_MS = 3000;

/** One run of git. */
export interface GitProcess {
  readonly program: string;
  readonly argv: readonly string[];
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Of either output no more is kept. */
  readonly mostBytes: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** How it went. */
export interface GitResult {
  readonly end:
    | { readonly kind: "exited"; readonly code: number }
    | { readonly kind: "timed out" }
    | { readonly kind: "cancelled" };
  readonly output: string;
  readonly errors: string;
  /** How many bytes of both were left out. */
  readonly leftOutBytes: number;
}

/** Runs git without a shell. Throws where it cannot be started. */
export function runGit(asked: GitProcess): Promise<GitResult> {
  const { program, argv, folder, environment, mostBytes, timeoutMs, signal } = asked;
  return new Promise((resolve, reject) => {
    if (signal.aborted) return resolve(notStarted());
    const child = spawn(program, argv, {
      cwd: folder,
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
      // A group of its own: what git started, such as ssh, ends with it.
      detached: process.platform !== "win32",
    });
    let early: "timed out" | "cancelled" | undefined;
    let force: NodeJS.Timeout | undefined;
    const stop = (why: "timed out" | "cancelled") => () => {
      if (early !== undefined) return;
      early = why;
      end(child, "SIGTERM");
      force = setTimeout(() => end(child, "SIGKILL"), GRACE_MS);
    };
    const limit = setTimeout(stop("timed out"), timeoutMs);
    const cancel = stop("cancelled");
    signal.addEventListener("abort", cancel);
    const output = keep(child.stdout, mostBytes);
    const errors = keep(child.stderr, mostBytes);
    const tidy = (): void => {
      clearTimeout(limit);
      clearTimeout(force);
      signal.removeEventListener("abort", cancel);
    };
    child.on("error", (error) => {
      tidy();
      reject(error);
    });
    child.on("close", (code) => {
      tidy();
      resolve({
        end: early === undefined ? { kind: "exited", code: code ?? -1 } : { kind: early },
        output: output.text(),
        errors: errors.text(),
        leftOutBytes: output.leftOut() + errors.leftOut(),
      });
    });
  });
}

function notStarted(): GitResult {
  return { end: { kind: "cancelled" }, output: "", errors: "", leftOutBytes: 0 };
}

interface Kept {
  text(): string;
  leftOut(): number;
}

/** Reads all of a stream and keeps its beginning: a process whose output nobody reads would stand still. */
function keep(stream: Readable, mostBytes: number): Kept {
  const parts: Buffer[] = [];
  let kept = 0;
  let leftOut = 0;
  stream.on("data", (part: Buffer) => {
    const piece = part.subarray(0, mostBytes - kept);
    if (piece.length > 0) parts.push(Buffer.from(piece));
    kept += piece.length;
    leftOut += part.length - piece.length;
  });
  return { text: () => Buffer.concat(parts).toString("utf8"), leftOut: () => leftOut };
}

function end(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  if (process.platform === "win32") {
    spawn("taskkill", ["/PID", String(child.pid), "/T", "/F"], { stdio: "ignore", windowsHide: true }).on(
      "error",
      () => child.kill(),
    );
    return;
  }
  try {
    process.kill(-child.pid, name);
  } catch (error) {
    // It ended in between.
    if (!(error instanceof Error && "code" in error && (error.code === "ESRCH" || error.code === "EPERM")))
      throw error;
  }
}
