import type { Readable, Writable } from "node:stream";
import { LineReader } from "../../../shared/link/agent-calls.ts";
import type { ListedServer } from "../../../shared/mcp/tool-plan.ts";
import { Opening } from "./opening.ts";

/** Nothing that a program opens with is longer; the rest is for the kit, which has limits of its own. */
const MAX_LINE_BYTES = 64 * 1024;

export interface OpenServerOptions {
  readonly input: Readable;
  readonly output: Writable;
  readonly listed: ListedServer;
  /** Called when whoever is to use the tools has the list of them. */
  readonly onListed: () => void;
}

/**
 * Answers a program's opening. When it says something else, the rest is served by what is given, which is told the requests
 * that have their answer: the input then holds once more all that was said.
 */
export function openServer(
  { input, output, listed, onListed }: OpenServerOptions,
  serveRest: (answered: readonly (string | number)[]) => Promise<void>,
): void {
  const opening = new Opening(listed);
  const reader = new LineReader(MAX_LINE_BYTES);
  const answered: (string | number)[] = [];
  const heard: Uint8Array[] = [];
  let isOver = false;
  let wasListed = false;

  function take(line: string): void {
    if (isOver) return;
    const taken = opening.take(line);
    isOver = taken.kind === "left";
    if (taken.kind !== "answered") return;
    output.write(taken.answer);
    answered.push(taken.id);
    if (opening.isListed && !wasListed) onListed();
    wasListed = opening.isListed;
  }

  function onData(bytes: Uint8Array): void {
    heard.push(bytes);
    try {
      reader.push(bytes, take);
    } catch {
      // A line that is too long is none of an opening.
      isOver = true;
    }
    if (!isOver) return;
    input.off("data", onData);
    input.pause();
    input.unshift(Buffer.concat(heard));
    void serveRest(answered).then(() => input.resume());
  }

  // Whoever does not listen any more has left.
  output.on("error", () => input.destroy());
  input.on("data", onData);
}
