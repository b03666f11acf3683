import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

export const COUNTER = "QMS/counter.json";
export const LOG = "QMS/.audit/log.jsonl";
export const INBOX = ".claude/users/qa/inbox";

const CHILD = join(import.meta.dirname, "work-in-child.test-support.ts");

/** An item that shows whether all of it is there. */
export function itemText(id: string): string {
  return `begin ${id}\n${"A line of the item.\n".repeat(400)}end ${id}\n`;
}

/** The id of a whole item; `undefined` for a part of one. */
function idOf(text: string): string | undefined {
  const id = /^begin (.*)\n/.exec(text)?.[1];
  return id !== undefined && text === itemText(id) ? id : undefined;
}

/** A process that works on a project, and what it said that it has done. */
export interface Worker {
  readonly process: ChildProcess;
  readonly said: readonly string[];
  readonly ended: Promise<NodeJS.Signals | null>;
}

export interface WorkerOptions {
  readonly root: string;
  readonly name: string;
  readonly kind: "changes" | "messages" | "all";
  readonly times: number;
  /** Where compiled modules are kept. */
  readonly cache: string;
  readonly onSaid?: (worker: ChildProcess) => void;
}

export function startWorker({ root, name, kind, times, cache, onSaid }: WorkerOptions): Worker {
  const child = spawn(process.execPath, [CHILD, root, name, kind, String(times)], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, NODE_COMPILE_CACHE: cache },
  });
  const said: string[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on("line", (line) => {
    said.push(line);
    onSaid?.(child);
  });
  const ended = Promise.all([once(child, "exit"), once(lines, "close")]).then(([[status, signal]]) => {
    if (signal === null && status !== 0) throw new Error(`${name} failed with ${status}`);
    return signal as NodeJS.Signals | null;
  });
  return { process: child, said, ended };
}

/** Reads every item of the inbox that it has not seen yet, as a reader does who looks while others write. */
export class InboxReader {
  readonly #folder: string;
  readonly #seen = new Map<string, string>();
  readonly torn: string[] = [];

  constructor(root: string) {
    this.#folder = join(root, INBOX);
  }

  /** The ids of the items, each once for each file. */
  get ids(): readonly string[] {
    return [...this.#seen.values()];
  }

  look(): void {
    if (!existsSync(this.#folder)) return;
    for (const name of readdirSync(this.#folder)) {
      if (this.#seen.has(name)) continue;
      const text = readFileSync(join(this.#folder, name), "utf8");
      const id = idOf(text);
      if (id === undefined) this.torn.push(`${name}: ${text.length} characters`);
      this.#seen.set(name, id ?? "torn");
    }
  }
}
