import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import headless from "@xterm/headless";
import { decodeTerminalFrame, encodeViewerFrame } from "../../shared/terminal/frames.ts";
import type { Activity } from "../../shared/link/activity.ts";
import {
  encodeControl,
  encodeForViewer,
  LINK_PROTOCOL,
  LinkFrameReader,
  SessionMessage,
  type HubMessage,
} from "../../shared/link/link-frames.ts";
import type { NoticeOutcome } from "../../shared/link/notices.ts";
import { SessionStatus, STATUS_FILE, type Launch } from "../../shared/link/session-files.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const isWindows = process.platform === "win32";

/** The program of a session, and how it is started. */
export type TestProgram = Pick<Launch, "command" | "args" | "program" | "guardsQms">;

export const SCRIPTED: TestProgram = {
  command: process.execPath,
  args: [join(ROOT, "assets", "scripted-agent", "agent.mjs")],
  program: "scripted",
};

/** The sessions of one agent, one after another, in a folder that goes with the test. */
export class TestAgent {
  readonly folder = mkdtempSync(join(tmpdir(), "agentd-"));
  readonly sessions: string[] = [];
  readonly environment: Readonly<Record<string, string>>;
  readonly program: TestProgram;
  readonly project: string;
  #running: SessionHost | undefined;

  constructor(
    program: TestProgram = SCRIPTED,
    environment: Readonly<Record<string, string>> = {},
    project?: string,
  ) {
    this.program = program;
    this.environment = environment;
    this.project = project ?? join(this.folder, "project");
    mkdirSync(this.project, { recursive: true });
  }

  /** Starts a session; it takes up the conversation of the one before. */
  async start(): Promise<SessionHost> {
    const stamp = `20260101T0000${String(this.sessions.length).padStart(5, "0")}Z`;
    const session = `${stamp}-${randomBytes(3).toString("hex")}`;
    const folder = join(this.folder, "qa", session);
    mkdirSync(folder, { recursive: true });
    const socket = (name: string): string =>
      isWindows ? `\\\\.\\pipe\\${session}-${name}` : join(this.folder, `${this.sessions.length}.${name}`);
    const launch: Launch = {
      ...this.program,
      protocol: LINK_PROTOCOL,
      session,
      agent: "qa",
      folder: this.project,
      size: { columns: 100, rows: 30 },
      socket: socket("link"),
      key: "key",
      callSocket: socket("calls"),
      resumes: true,
    };
    writeFileSync(join(folder, "launch.json"), JSON.stringify(launch));
    this.sessions.push(folder);
    this.#running = await SessionHost.start(folder, launch, this.environment);
    return this.#running;
  }

  /** How the last session ended. */
  status(): SessionStatus {
    return SessionStatus.parse(
      JSON.parse(readFileSync(join(this.sessions.at(-1) ?? "", STATUS_FILE), "utf8")),
    );
  }

  /** What was said to the scripted agent, in all its sessions: the last transcript holds all before. */
  said(): readonly string[] {
    const file = join(this.sessions.at(-1) ?? "", "transcript.jsonl");
    const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
    return lines.filter((line) => line !== "").map((line): string => JSON.parse(line).text);
  }

  async dispose(): Promise<void> {
    await this.#running?.kill();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A real session host in a process of its own. */
export class SessionHost {
  readonly launch: Launch;
  readonly folder: string;
  readonly #process: ChildProcess;

  private constructor(folder: string, launch: Launch, child: ChildProcess) {
    this.folder = folder;
    this.launch = launch;
    this.#process = child;
  }

  static async start(
    folder: string,
    launch: Launch,
    environment: Readonly<Record<string, string>>,
  ): Promise<SessionHost> {
    const main = join(ROOT, "electron", "agentd", "main.ts");
    const child = spawn(process.execPath, [main, "serve", folder], {
      env: { PATH: process.env["PATH"] ?? "", HOME: launch.folder, ...environment },
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(child.stdout, "data");
    return new SessionHost(folder, launch, child);
  }

  /** A hub that links up; an earlier one does not follow what the program does. */
  hub(followsActivity = true, answersCalls = false): Promise<TestHub> {
    return TestHub.connect(this.launch, followsActivity, answersCalls);
  }

  /** Ends it as a crash does, and waits until it is gone. */
  async kill(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const gone = once(this.#process, "exit");
    this.#process.kill("SIGKILL");
    await gone;
  }

  async ended(): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null)
      await once(this.#process, "exit");
  }
}

/** The hub's end of a link, with a viewer that types. */
export class TestHub {
  activity: Activity | undefined;
  readonly activities: Activity[] = [];
  readonly outcomes = new Map<string, NoticeOutcome>();
  /** Where the program keeps its conversation, in the order in which it was said. */
  readonly transcripts: string[] = [];
  /** What programs of the session have asked for. */
  readonly calls: Extract<SessionMessage, { kind: "call" }>[] = [];
  /** The keys of the calls whose answers have arrived. */
  readonly taken: string[] = [];
  /** What is left to a turn before a stop, each time that it is said; nothing where the program is being ended. */
  readonly stops: (number | undefined)[] = [];
  /** The program's process. */
  programPid: number | undefined;
  /** What sorts of messages came. */
  readonly kinds = new Set<string>();
  /** All that the terminal has shown. */
  output = "";
  readonly #screen = new headless.Terminal({ cols: 100, rows: 30, allowProposedApi: true });
  readonly #socket: Socket;
  readonly #checks = new Set<() => void>();

  private constructor(socket: Socket) {
    this.#socket = socket;
  }

  static async connect(
    { socket: path, key }: Launch,
    followsActivity: boolean,
    answersCalls: boolean,
  ): Promise<TestHub> {
    const socket = connect(path);
    await once(socket, "connect");
    const hub = new TestHub(socket);
    const reader = new LinkFrameReader();
    socket.on("error", () => undefined);
    socket.on("data", (bytes) =>
      reader.push(bytes, (frame) => {
        if (frame.kind === "control") hub.#onMessage(SessionMessage.parse(JSON.parse(frame.text)));
        else if (frame.kind === "viewer") hub.#onViewer(frame.frame);
        hub.#check();
      }),
    );
    hub.say({
      kind: "hello",
      protocol: LINK_PROTOCOL,
      key,
      ...(followsActivity ? { followsActivity, followsStops: true } : {}),
      ...(answersCalls ? { answersCalls, takesCancels: true } : {}),
    });
    socket.write(encodeForViewer(1, encodeViewerFrame({ kind: "open", request: { follow: "screen" } })));
    return hub;
  }

  say(message: HubMessage): void {
    this.#socket.write(encodeControl(message));
  }

  notices(...ids: readonly string[]): void {
    this.say({ kind: "notices", notices: ids.map((id) => ({ id, line: lineOf(id) })) });
  }

  type(text: string): void {
    this.#socket.write(
      encodeForViewer(1, encodeViewerFrame({ kind: "input", bytes: new TextEncoder().encode(text) })),
    );
  }

  async until(condition: (hub: TestHub) => boolean): Promise<void> {
    if (condition(this)) return;
    await new Promise<void>((done) => {
      const check = (): void => {
        if (!condition(this)) return;
        this.#checks.delete(check);
        done();
      };
      this.#checks.add(check);
    });
  }

  untilActivity(kind: Activity["kind"]): Promise<void> {
    return this.until(({ activity }) => activity?.kind === kind);
  }

  untilOutcome(id: string, kind: NoticeOutcome["kind"]): Promise<void> {
    return this.until(({ outcomes }) => outcomes.get(id)?.kind === kind);
  }

  /** Waits until a notice is held for a reason with these words in it. */
  untilHeld(id: string, words: string): Promise<void> {
    return this.until(({ outcomes }) => {
      const outcome = outcomes.get(id);
      return outcome?.kind === "held" && outcome.reason.includes(words);
    });
  }

  /** What a person sees now. */
  get visible(): string {
    const { active } = this.#screen.buffer;
    return Array.from({ length: this.#screen.rows }, (_, row) =>
      (active.getLine(active.baseY + row)?.translateToString(true) ?? "").replaceAll("\u00a0", " ").trimEnd(),
    ).join("\n");
  }

  /** All lines, also those that have scrolled off. */
  get lines(): readonly string[] {
    const { active } = this.#screen.buffer;
    return Array.from(
      { length: active.length },
      (_, row) => active.getLine(row)?.translateToString(true) ?? "",
    );
  }

  untilVisible(text: string): Promise<void> {
    return this.until(({ visible }) => visible.includes(text));
  }

  leave(): void {
    this.#socket.destroy();
    this.#screen.dispose();
  }

  #onMessage(message: SessionMessage): void {
    this.kinds.add(message.kind);
    if (message.kind === "activity") {
      this.activity = message.activity;
      this.activities.push(message.activity);
    }
    if (message.kind === "welcome") this.programPid = message.programPid;
    if (message.kind === "stopping") this.stops.push(message.turnMs);
    if (message.kind === "call") this.calls.push(message);
    if (message.kind === "call-taken") this.taken.push(message.key);
    if (message.kind === "conversation") this.transcripts.push(message.transcript);
    if (message.kind === "notice-outcome") this.outcomes.set(message.id, message.outcome);
  }

  #onViewer(encoded: Uint8Array): void {
    const frame = decodeTerminalFrame(encoded);
    const bytes =
      frame.kind === "output" ? frame.bytes : frame.kind === "snapshot" ? frame.content : undefined;
    if (bytes === undefined) return;
    this.output += Buffer.from(bytes).toString();
    if (frame.kind === "snapshot") this.#screen.reset();
    this.#screen.write(bytes, () => this.#check());
  }

  #check(): void {
    for (const check of this.#checks) check();
  }
}

/** What the agent is told of a notice in a test. */
export function lineOf(id: string): string {
  return `say Notice ${id}.`;
}
