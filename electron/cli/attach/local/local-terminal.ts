import { DisposableStore, type Disposable } from "../../../../shared/base/disposable.ts";
import { Emitter } from "../../../../shared/base/emitter.ts";
import { MAX_COLUMNS, MAX_ROWS, type TerminalSize } from "../../../../shared/terminal/frames.ts";
import { changeModes, ENTER, LEAVE, PLAIN_MODES, type LocalModes } from "./local-modes.ts";

/** The signals that end a program, on the systems that have them. */
const ENDING_SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"] as const;
export type EndingSignal = (typeof ENDING_SIGNALS)[number];

/**
 * The terminal that this process runs in, while it is lent to an agent: raw, on its alternate screen. However the
 * process ends, short of being killed outright, the terminal is given back as it was.
 */
export class LocalTerminal implements Disposable {
  readonly #store = new DisposableStore();
  readonly #typed = this.#store.add(new Emitter<Uint8Array>());
  readonly #resized = this.#store.add(new Emitter<void>());
  readonly #drained = this.#store.add(new Emitter<void>());
  readonly #ended = this.#store.add(new Emitter<EndingSignal>());
  readonly onTyped = this.#typed.event;
  /** Its size may differ, and its content is lost: everything is to be drawn again. */
  readonly onResized = this.#resized.event;
  /** It takes more, after a `write` that it did not. */
  readonly onDrained = this.#drained.event;
  /** The process was told to end, or the terminal is gone. */
  readonly onEnded = this.#ended.event;

  #modes = PLAIN_MODES;
  #isEntered = false;

  constructor() {
    this.#listen(process.stdin, "data", (bytes) => {
      if (bytes instanceof Uint8Array) this.#typed.fire(bytes);
    });
    for (const event of ["end", "error"])
      this.#listen(process.stdin, event, () => this.#ended.fire("SIGHUP"));
    this.#listen(process.stdout, "error", () => this.#ended.fire("SIGHUP"));
    this.#listen(process.stdout, "resize", () => this.#resized.fire());
    this.#listen(process.stdout, "drain", () => this.#drained.fire());
    for (const signal of ENDING_SIGNALS) this.#listen(process, signal, () => this.#ended.fire(signal));
    // What is printed about a defect belongs on the person's own screen, so that is restored first.
    this.#listen(process, "uncaughtExceptionMonitor", () => this.#leave());
    this.#listen(process, "exit", () => this.#leave());
    if (process.platform !== "win32") this.#suspendPolitely();
    this.#store.onDispose(() => {
      this.#leave();
      process.stdin.pause();
    });
    this.#enter();
  }

  get size(): TerminalSize {
    // Some terminals report no size, or one of nothing: then the size that every terminal once had.
    const { columns = 0, rows = 0 } = process.stdout;
    return {
      columns: Math.min(Math.max(columns === 0 ? 80 : columns, 2), MAX_COLUMNS),
      rows: Math.min(rows === 0 ? 24 : rows, MAX_ROWS),
    };
  }

  /** Answers false when the terminal does not keep up: the next write had better wait for `onDrained`. */
  write(text: string): boolean {
    return process.stdout.write(text);
  }

  setModes(modes: LocalModes): void {
    const changes = changeModes(this.#modes, modes);
    this.#modes = modes;
    if (changes !== "") this.write(changes);
  }

  dispose(): void {
    this.#store.dispose();
  }

  #enter(): void {
    process.stdin.setRawMode(true);
    process.stdin.resume();
    this.#isEntered = true;
    this.write(ENTER);
  }

  #leave(): void {
    if (!this.#isEntered) return;
    this.#isEntered = false;
    // The mirrored modes one by one first: what only some terminals know is undone only if it was done.
    this.setModes(PLAIN_MODES);
    this.write(LEAVE);
    process.stdin.setRawMode(false);
  }

  #suspendPolitely(): void {
    this.#listen(process, "SIGTSTP", () => {
      this.#leave();
      process.kill(process.pid, "SIGSTOP");
    });
    this.#listen(process, "SIGCONT", () => {
      // After an untold stop the terminal may be in any state; entering again sets all of it.
      this.#leave();
      this.#enter();
      this.#resized.fire();
    });
  }

  #listen(source: NodeJS.EventEmitter, event: string, listener: (...values: unknown[]) => void): void {
    source.on(event, listener);
    this.#store.onDispose(() => source.off(event, listener));
  }
}
