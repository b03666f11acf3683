import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const REPORT_PROGRAM = fileURLToPath(new URL("report-hook.mjs", import.meta.url));

const HookInput = z.looseObject({
  hook_event_name: z.string(),
  session_id: z.string(),
  transcript_path: z.string(),
  cwd: z.string(),
});
/** What Claude Code tells a hook. */
export type HookInput = z.infer<typeof HookInput>;

const Word = z.union([z.object({ label: z.string(), input: HookInput }), z.object({ signal: z.string() })]);

/** The report of one hook. */
interface Report {
  readonly label: string;
  readonly input: HookInput;
}

/** What a hook does in the end. */
export interface HookAnswer {
  /** Its standard output: JSON that Claude Code reads. */
  readonly output?: unknown;
  readonly errors?: string;
  readonly code?: number;
}

/** One run of a hook. */
export interface HookCall {
  readonly event: string;
  readonly input: HookInput;
  readonly at: number;
  /** Which of the desk's hooks it is, where a test has several. */
  readonly label: string;
  /** Lets a hook that is held go on. */
  answer(answer?: HookAnswer): void;
  /** How it ended: answered, or with the signal that ended it. */
  readonly ended: Promise<string>;
}

/** Where all hooks of a test report: it records them, and holds those that the test wants to answer itself. */
export class HookDesk {
  readonly calls: HookCall[] = [];
  readonly #server: Server;
  readonly #held = new Set<string>();
  readonly #answers = new Map<string, HookAnswer[]>();
  readonly #checks = new Set<() => void>();
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server) {
    this.#server = server;
    server.on("connection", (socket) => this.#receive(socket));
  }

  static async open(): Promise<HookDesk> {
    const server = createServer({ allowHalfOpen: true });
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(0, "127.0.0.1", resolve);
    });
    return new HookDesk(server);
  }

  /** The settings that make each of these events report here. */
  settings(events: readonly string[], more: Readonly<Record<string, unknown>> = {}): HookSettings {
    const hooks = [{ type: "command" as const, command: this.command(), ...more }];
    return { hooks: Object.fromEntries(events.map((event) => [event, [{ hooks }]])) };
  }

  /** The command of a hook that reports here. */
  command(label = "desk"): string {
    return [process.execPath, ...this.#values(label)].map((word) => `"${word}"`).join(" ");
  }

  /** A hook that reports here and is started without a shell. */
  directHook(label = "desk"): object {
    return { type: "command", command: process.execPath, args: this.#values(label) };
  }

  /** Makes hooks of an event wait until the test answers them. */
  hold(event: string): void {
    this.#held.add(event);
  }

  /** Answers the next hooks of an event so, one after the other; what follows ends well and says nothing. */
  answerNext(event: string, ...answers: readonly HookAnswer[]): void {
    this.#answers.set(event, [...(this.#answers.get(event) ?? []), ...answers]);
  }

  of(event: string): readonly HookCall[] {
    return this.calls.filter((call) => call.event === event);
  }

  /** Waits for the hook of an event that has so many before it. */
  async until(event: string, count = 1): Promise<HookCall> {
    for (;;) {
      const call = this.of(event)[count - 1];
      if (call !== undefined) return call;
      await new Promise<void>((resolve) => this.#checks.add(resolve));
    }
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #values(label: string): readonly string[] {
    const { port } = this.#server.address() as AddressInfo;
    return [REPORT_PROGRAM, String(port), label];
  }

  #receive(socket: Socket): void {
    let buffer = "";
    let end: (how: string) => void = () => {};
    const ended = new Promise<string>((resolve) => (end = resolve));
    this.#sockets.add(socket);
    socket.setEncoding("utf8");
    // Claude Code may kill a hook in the middle of a word.
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      this.#sockets.delete(socket);
      end("closed");
    });
    socket.on("data", (data: string) => {
      buffer += data;
      const lines = buffer.split("\n");
      buffer = lines.pop() ?? "";
      for (const line of lines) {
        const word = Word.parse(JSON.parse(line));
        if ("signal" in word) end(word.signal);
        else this.#record(word, socket, ended, () => end("answered"));
      }
    });
    socket.on("end", () => socket.end());
  }

  #record({ label, input }: Report, socket: Socket, ended: Promise<string>, end: () => void): void {
    const event = input.hook_event_name;
    const answer = ({ output = "", ...rest }: HookAnswer = {}): void => {
      end();
      const text = typeof output === "string" ? output : JSON.stringify(output);
      socket.end(JSON.stringify({ output: text, ...rest }));
    };
    this.calls.push({ event, input, at: performance.now(), label, answer, ended });
    for (const check of this.#checks) check();
    this.#checks.clear();
    const next = this.#answers.get(event)?.shift();
    if (next !== undefined) answer(next);
    else if (!this.#held.has(event)) answer();
  }
}

/** The part of a settings file that names hooks. */
export interface HookSettings {
  readonly hooks: Readonly<Record<string, readonly { readonly hooks: readonly object[] }[]>>;
}
