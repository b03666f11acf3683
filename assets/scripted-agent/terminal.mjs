import { StringDecoder } from "node:string_decoder";
import { createKeyParser } from "./keys.mjs";
import { createStyle, wantsColors } from "./style.mjs";

/** Columns to draw for where the output is no terminal. */
const DEFAULT_COLUMNS = 80;
const DEFAULT_ROWS = 24;

/** The terminal that the agent lives in: keys come out of it one by one, text goes into it. */
export class Terminal {
  style;
  #stdin;
  #stdout;
  #keys = [];
  #hasEnded = false;
  #wake = () => {};
  #onInterrupt;
  #wasInterrupted = false;

  constructor({ stdin, stdout, env }) {
    this.#stdin = stdin;
    this.#stdout = stdout;
    this.style = createStyle(wantsColors(stdout, env));
    const decoder = new StringDecoder("utf8");
    const parser = createKeyParser((key) => this.#receive(key));
    stdin.on("data", (bytes) => parser.feed(decoder.write(bytes)));
    stdin.on("end", () => this.#end());
    if (this.isInteractive) {
      stdin.setRawMode(true);
      this.write("\x1b[?2004h");
    }
  }

  get isInteractive() {
    return this.#stdin.isTTY === true && this.#stdout.isTTY === true;
  }

  get columns() {
    return this.#stdout.columns ?? DEFAULT_COLUMNS;
  }

  get rows() {
    return this.#stdout.rows ?? DEFAULT_ROWS;
  }

  write(text) {
    this.#stdout.write(text);
  }

  line(text = "") {
    this.write(`${text}\n`);
  }

  /** Writes much: waits until the terminal has taken it. */
  async writeAll(text) {
    if (!this.#stdout.write(text)) await new Promise((resolve) => this.#stdout.once("drain", resolve));
  }

  setTitle(title) {
    if (this.isInteractive) this.write(`\x1b]0;${title}\x07`);
  }

  /** The next key, or undefined when no more will come, or none is wanted any longer. */
  async nextKey(signal) {
    const wake = () => this.#wake();
    signal?.addEventListener("abort", wake);
    while (this.#keys.length === 0 && !this.#hasEnded && !signal?.aborted)
      await new Promise((resolve) => (this.#wake = resolve));
    signal?.removeEventListener("abort", wake);
    return signal?.aborted ? undefined : this.#keys.shift();
  }

  /** Whether work was interrupted since this was last asked. */
  takeInterrupt() {
    const wasInterrupted = this.#wasInterrupted;
    this.#wasInterrupted = false;
    return wasInterrupted;
  }

  /** Runs work that Ctrl+C interrupts; other keys typed meanwhile wait for their reader. */
  async runInterruptibly(work) {
    const controller = new AbortController();
    // Typed before the work began, together with the line that asked for it: meant for it all the same.
    const typedAhead = this.#keys.findIndex((key) => key.name === "interrupt");
    if (typedAhead >= 0) {
      this.#keys.splice(0, typedAhead + 1);
      controller.abort();
    }
    this.#onInterrupt = () => controller.abort();
    try {
      return await work(controller.signal);
    } finally {
      this.#wasInterrupted ||= controller.signal.aborted;
      this.#onInterrupt = undefined;
    }
  }

  onResize(listener) {
    this.#stdout.on("resize", listener);
    return () => this.#stdout.off("resize", listener);
  }

  /** Leaves the terminal as it was found. */
  close() {
    if (!this.isInteractive) return;
    this.write("\x1b[?2004l\x1b[?25h");
    this.#stdin.setRawMode(false);
  }

  interrupt() {
    this.#receive({ kind: "key", name: "interrupt" });
  }

  #receive(key) {
    if (key.name === "interrupt" && this.#onInterrupt) return this.#onInterrupt();
    this.#keys.push(key);
    this.#wake();
  }

  #end() {
    this.#hasEnded = true;
    this.#wake();
  }
}
