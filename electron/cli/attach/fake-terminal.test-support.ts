import { Emitter } from "../../../shared/base/emitter.ts";
import {
  decodeViewerFrame,
  encodeTerminalFrame,
  type TerminalFrame,
  type TerminalSize,
} from "../../../shared/terminal/frames.ts";
import type { FramePipe } from "../../../shared/terminal/pipe.ts";

/** An agent's terminal as a session host serves it, without a program: the test writes its output. */
export class FakeTerminal {
  readonly #viewers = new Map<FramePipe, TerminalSize>();
  readonly #changed = new Emitter<void>();
  #output = Buffer.alloc(0);
  #size: TerminalSize = { columns: 2, rows: 1 };
  /** What the viewers typed, in the order of its arrival. */
  input = Buffer.alloc(0);
  acknowledged = 0;
  longestFrame = 0;
  historiesAsked = 0;

  get size(): TerminalSize {
    return this.#size;
  }

  get viewers(): readonly TerminalSize[] {
    return [...this.#viewers.values()];
  }

  get written(): number {
    return this.#output.byteLength;
  }

  connect(pipe: FramePipe): void {
    pipe.onFrame((bytes) => this.#receive(pipe, bytes));
    pipe.onClosed(() => {
      this.#viewers.delete(pipe);
      this.#changed.fire();
    });
  }

  write(text: string): void {
    const bytes = Buffer.from(text);
    const offset = this.#output.byteLength;
    this.#output = Buffer.concat([this.#output, bytes]);
    this.#send({ kind: "output", offset, bytes });
  }

  end(code: number): void {
    this.#send({ kind: "ended", code });
  }

  /** Sends every viewer what no session host sends. */
  babble(): void {
    for (const pipe of this.#viewers.keys()) pipe.send(Uint8Array.of(99));
  }

  /** Settles when the claim holds, now or after something that a viewer does. */
  until(claim: () => boolean): Promise<void> {
    if (claim()) return Promise.resolve();
    return new Promise((resolve) => {
      const subscription = this.#changed.event(() => {
        if (!claim()) return;
        subscription.dispose();
        resolve();
      });
    });
  }

  #receive(pipe: FramePipe, bytes: Uint8Array): void {
    const frame = decodeViewerFrame(bytes);
    this.longestFrame = Math.max(this.longestFrame, bytes.byteLength);
    if (frame.kind === "open") {
      this.#takeSize(pipe, frame.request.size ?? this.#size);
      this.#sendSnapshot(pipe, "screen");
    } else if (frame.kind === "history") {
      this.historiesAsked += 1;
      this.#sendSnapshot(pipe, "history");
    } else if (frame.kind === "resize") {
      this.#takeSize(pipe, frame.size);
    } else if (frame.kind === "input") {
      this.input = Buffer.concat([this.input, frame.bytes]);
    } else if (frame.kind === "acknowledge") {
      this.acknowledged = frame.offset;
    }
    this.#changed.fire();
  }

  #sendSnapshot(pipe: FramePipe, kind: "screen" | "history"): void {
    const header = { offset: this.written, size: this.#size, title: "", kind };
    pipe.send(encodeTerminalFrame({ kind: "snapshot", header, content: this.#output }));
  }

  #takeSize(pipe: FramePipe, size: TerminalSize): void {
    const isNew = !this.#viewers.has(pipe);
    this.#viewers.set(pipe, size);
    const columns = Math.max(...this.viewers.map((viewer) => viewer.columns));
    const rows = Math.max(...this.viewers.map((viewer) => viewer.rows));
    if (columns === this.#size.columns && rows === this.#size.rows) return;
    this.#size = { columns, rows };
    // A newcomer learns the size from its snapshot.
    this.#send({ kind: "resized", offset: this.written, size: this.#size }, isNew ? pipe : undefined);
  }

  #send(frame: TerminalFrame, except?: FramePipe): void {
    for (const pipe of this.#viewers.keys()) if (pipe !== except) pipe.send(encodeTerminalFrame(frame));
  }
}
