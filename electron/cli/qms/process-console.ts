import { closeSync, openSync, readSync } from "node:fs";
import type { CommandConsole } from "../../hub/qms/command/run-command.ts";
import { hasIcons, terminalText } from "./terminal-text.ts";

/** The console of this process. */
export function processConsole(
  environment: Readonly<Record<string, string | undefined>>,
  platform = process.platform,
): CommandConsole {
  const { stdout, stderr } = process;
  const icons = hasIcons(environment, platform);
  const shownOn = (stream: NodeJS.WriteStream, text: string): string =>
    stream.isTTY ? terminalText(text, icons) : text;
  // Each write says by itself whether it worked; an event nobody listens to would end the process.
  for (const stream of [stdout, stderr]) stream.on("error", () => undefined);
  return {
    write: (text) => writeTo(stdout, shownOn(stdout, text)),
    complain: async (text) => {
      await writeTo(stderr, shownOn(stderr, text));
    },
    read: (path, maxBytes) => (path === "-" ? readInput(maxBytes) : readFile(path, maxBytes)),
    // Only when asked for: to look at the input takes longer than most commands do.
    get ask() {
      return process.stdin.isTTY && stdout.isTTY ? ask : undefined;
    },
  };
}

/** Whether it was written; false where whoever read it has gone. */
function writeTo(stream: NodeJS.WriteStream, text: string): Promise<boolean> {
  if (text === "") return Promise.resolve(true);
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      if (error === null || error === undefined) return resolve(true);
      const isGone = "code" in error && (error.code === "EPIPE" || error.code === "ERR_STREAM_DESTROYED");
      if (isGone) resolve(false);
      else reject(error);
    });
  });
}

async function readFile(path: string, maxBytes: number): Promise<Uint8Array> {
  const file = openSync(path, "r");
  try {
    const bytes = Buffer.alloc(maxBytes);
    let size = 0;
    for (let read = -1; read !== 0 && size < maxBytes; size += read)
      read = readSync(file, bytes, size, maxBytes - size, null);
    return bytes.subarray(0, size);
  } finally {
    closeSync(file);
  }
}

async function readInput(maxBytes: number): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of process.stdin) {
    const bytes = Buffer.from(piece);
    pieces.push(bytes);
    size += bytes.byteLength;
    if (size >= maxBytes) break;
  }
  return Buffer.concat(pieces).subarray(0, maxBytes);
}

async function ask(question: string): Promise<string | undefined> {
  const { createInterface } = await import("node:readline");
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  return new Promise((resolve) => {
    lines.once("close", () => resolve(undefined));
    lines.question(question, (answer) => {
      resolve(answer);
      lines.close();
    });
  });
}
