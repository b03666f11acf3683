import { join } from "node:path";
import type { Appearance } from "../../shared/terminal/colors.ts";
import type { OpenRequest, TerminalSize } from "../../shared/terminal/frames.ts";
import { OUTPUT_FOLDER, type Launch } from "../../shared/link/session-files.ts";
import { AgentWatch } from "./agent-watch.ts";
import { Checkpoints } from "./checkpoints.ts";
import { replayInProcess } from "./history-process.ts";
import type { ConversationBefore } from "./notices/notice-book.ts";
import { OutputBatcher } from "./output-batcher.ts";
import { OutputLog } from "./output-log.ts";
import { Pacing } from "./pacing.ts";
import { Program } from "./program.ts";
import type { AgentProgram } from "./programs/agent-program.ts";
import { Screen } from "./screen.ts";
import { Viewer } from "./viewer.ts";

/** Raw output kept on disk for each session. */
const OUTPUT_CAP_BYTES = 128 * 1024 * 1024;
/** Quiet for this long, a terminal is at rest, and viewers get the history that they still wait for. */
const QUIET_MS = 200;

export interface SessionOptions {
  readonly launch: Launch;
  readonly folder: string;
  /** The file that this process runs, to run it again for replays. */
  readonly agentdFile: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What sort of program it is; the launch's arguments are complete. */
  readonly program: AgentProgram;
  readonly startedAt: number;
  readonly before: ConversationBefore | undefined;
  /** The servers of tools that the program is given, by their names. */
  readonly servers?: Readonly<Record<string, unknown>>;
  /** Something failed that the agent can do without. */
  readonly onFailed: (error: unknown) => void;
  readonly onProblem: (problem: string | undefined) => void;
  /** Ends the program, by force or as a closing terminal does. */
  readonly endProgram: (force: boolean) => void;
  readonly onEnded: (code: number, signal: number | undefined) => void;
}

/** A program, its output and its screen, and whoever looks on. */
export class Session {
  readonly #program: Program;
  readonly #log: OutputLog;
  readonly #screen: Screen;
  readonly #batcher: OutputBatcher;
  readonly #pacing: Pacing;
  readonly #checkpoints: Checkpoints;
  readonly #watch: AgentWatch;
  readonly #options: SessionOptions;
  readonly #viewers = new Set<Viewer>();
  #appearance: Appearance = "dark";
  #size: TerminalSize;
  #quiet: NodeJS.Timeout | undefined;
  #isOver = false;

  constructor(options: SessionOptions) {
    const { launch } = options;
    this.#options = options;
    this.#size = launch.size;
    this.#log = new OutputLog(join(options.folder, OUTPUT_FOLDER), launch.size, options.onProblem);
    this.#batcher = new OutputBatcher((batch) => this.#onBatch(batch));
    this.#program = new Program({
      ...launch,
      environment: options.environment,
      onOutput: (bytes) => this.#batcher.push(bytes),
      onEnded: (code, signal) => void this.#end(code, signal),
    });
    this.#pacing = new Pacing(this.#program);
    this.#screen = new Screen({
      size: launch.size,
      appearance: () => this.#appearance,
      answer: (text) => this.#program.write(text),
      onParsed: (waiting) => {
        this.#pacing.onParsed(waiting);
        this.#checkpoints.update();
        this.#watch.screenChanged();
      },
      onTitle: (title) => this.#watch.titleChanged(title),
      onFailed: options.onFailed,
    });
    this.#watch = new AgentWatch({
      ...options,
      write: (input) => this.#program.write(input),
      screen: this.#screen,
      onProblem: options.onFailed,
    });
    this.#watch.started(this.#program.pid);
    this.#checkpoints = new Checkpoints(this.#screen, this.#log, OUTPUT_CAP_BYTES, (to) => this.#history(to));
  }

  get programPid(): number {
    return this.#program.pid;
  }

  /** What the program does, and what it is told. */
  get watch(): AgentWatch {
    return this.#watch;
  }

  open(request: OpenRequest, send: (frame: Uint8Array) => void): Viewer {
    if (request.appearance !== undefined) this.#appearance = request.appearance;
    const source = {
      log: this.#log,
      snapshot: () => this.#screen.snapshot("screen", 0),
      onHistoryMissed: () => this.#awaitQuiet(),
      history: (signal: AbortSignal) => this.#history(this.#screen.parsed, signal),
    };
    const size = request.size;
    // The new size first: the snapshot shall already have it.
    if (size !== undefined) this.#applySize([...this.#viewers].map((viewer) => viewer.size).concat(size));
    const viewer = new Viewer(source, request, send);
    this.#viewers.add(viewer);
    this.#pacing.onWatched();
    return viewer;
  }

  close(viewer: Viewer): void {
    viewer.close();
    this.#viewers.delete(viewer);
    this.#applySize([...this.#viewers].map((other) => other.size));
  }

  input(bytes: Uint8Array): void {
    this.#watch.gate.type(bytes);
  }

  resize(viewer: Viewer, size: TerminalSize): void {
    viewer.size = size;
    this.#applySize([...this.#viewers].map((other) => other.size));
  }

  /** The widest and the tallest wish count, so that nobody's screen is cut by another's. Without any, nothing changes. */
  #applySize(wishes: readonly (TerminalSize | undefined)[]): void {
    const sizes = wishes.filter((size) => size !== undefined);
    // When the program is over, its viewers only leave: the files are as they shall stay.
    if (sizes.length === 0 || this.#isOver) return;
    const columns = Math.max(...sizes.map((size) => size.columns));
    const rows = Math.max(...sizes.map((size) => size.rows));
    if (columns === this.#size.columns && rows === this.#size.rows) return;
    this.#size = { columns, rows };
    // What was written before the change belongs to the old size.
    this.#batcher.flush();
    this.#log.resized(this.#size);
    this.#screen.resize(this.#size);
    this.#program.resize(this.#size);
    for (const viewer of this.#viewers) viewer.resized(this.#size);
  }

  #onBatch(batch: Uint8Array): void {
    // To disk before anyone sees it.
    this.#log.append(batch);
    for (const viewer of this.#viewers) viewer.pump();
    this.#screen.feed(batch);
    this.#pacing.onRead(batch.byteLength, this.#screen.waiting, this.#viewers.size > 0);
    this.#awaitQuiet();
  }

  #awaitQuiet(): void {
    const isWanted = [...this.#viewers].some((viewer) => viewer.wantsHistory);
    if (!isWanted || this.#isOver) return;
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => {
      for (const viewer of this.#viewers) if (viewer.wantsHistory) void viewer.sendHistory();
    }, QUIET_MS);
  }

  #history(to: number, signal?: AbortSignal): ReturnType<typeof replayInProcess> {
    return replayInProcess(this.#options.agentdFile, join(this.#options.folder, OUTPUT_FOLDER), to, signal);
  }

  async #end(code: number, signal: number | undefined): Promise<void> {
    this.#isOver = true;
    this.#batcher.flush();
    clearTimeout(this.#quiet);
    this.#pacing.dispose();
    this.#watch.ended(signal === undefined ? `it ended with ${code}` : `it was ended by signal ${signal}`);
    // Everything that waits for the screen is served first.
    await this.#screen.snapshot("screen", 0);
    this.#log.close();
    this.#options.onEnded(code, signal);
  }
}
