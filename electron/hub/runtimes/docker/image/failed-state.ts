import type { ImageState } from "../../../../../shared/contract/containers.ts";
import { HubError } from "../../../../../shared/contract/errors.ts";
import { DISK_FULL, engineProblem, PRUNE_COMMAND, tellsFullDisk } from "../engine/engine-problem.ts";
import { BuildError } from "./build-image.ts";

/** A program that has no space left says so in one of so many lines before it gives up. */
const LAST_WORDS = 10;

/** What is told of a build that came to nothing, and of what it did just before. */
export function failedState(error: unknown, before: ImageState): ImageState {
  const lastLines = error instanceof BuildError ? error.lastLines : linesOf(before);
  const problem = error instanceof BuildError ? error : engineProblem(error);
  const reason =
    problem instanceof BuildError
      ? reasonOf(problem.message, before)
      : problem instanceof HubError
        ? problem.message
        : "The engine broke off the build.";
  // It is said once, in our words or theirs.
  const lines = lastLines.filter((line) => line !== messageOf(error));
  // The engine says it of its own, and a program that it runs may do so in its last words.
  const isFull = [reason, messageOf(error), ...lastLines.slice(-LAST_WORDS)].some(tellsFullDisk);
  if (!isFull && reason !== DISK_FULL) return { kind: "failed", reason, lastLines: lines };
  return { kind: "failed", reason: DISK_FULL, command: PRUNE_COMMAND, lastLines: lines };
}

function linesOf(state: ImageState): readonly string[] {
  return state.kind === "building" ? state.lastLines : [];
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : "";
}

function reasonOf(message: string, before: ImageState): string {
  const code = /^The command .* returned a non-zero code: (\d+)/.exec(message)?.[1];
  if (code === undefined) return message;
  const step = before.kind === "building" ? `Step ${before.step} of ${before.of}` : "A step";
  return `${step} failed with ${code}. What it said last tells why; mend that, and build again.`;
}
