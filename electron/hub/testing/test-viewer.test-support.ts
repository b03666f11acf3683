import type { Terminal } from "@xterm/headless";
import { Emitter } from "../../../shared/base/emitter.ts";
import {
  decodeTerminalFrame,
  encodeViewerFrame,
  type OpenRequest,
  type TerminalFrame,
  type ViewerFrame,
} from "../../../shared/terminal/frames.ts";
import { createTextDecoder } from "../../../shared/terminal/text-decoder.ts";
import type { FramePipe } from "../../../shared/terminal/pipe.ts";
import { createTerminal } from "../../agentd/create-terminal.ts";
import { internalsOf } from "../../agentd/xterm-internals.ts";

/** A viewer as the window has one, without the window: it shows frames on a screen, and acknowledges them. */
export class TestViewer {
  readonly frames: TerminalFrame[] = [];
  readonly #pipe: FramePipe;
  readonly #changed = new Emitter<void>();
  #decoder = createTextDecoder();
  terminal: Terminal = createTerminal({ columns: 80, rows: 24 }, 20_000);
  offset = 0;
  bytes = 0;
  isEnded = false;
  isClosed = false;
  /** A viewer that stops acknowledging is one whose page hangs. */
  acknowledges = true;

  constructor(pipe: FramePipe, request: Partial<OpenRequest> = { size: { columns: 80, rows: 24 } }) {
    this.#pipe = pipe;
    pipe.onFrame((frame) => this.#onFrame(decodeTerminalFrame(frame)));
    pipe.onClosed(() => {
      this.isClosed = true;
      this.#changed.fire();
    });
    this.send({ kind: "open", request: { follow: "screen", ...request } });
  }

  /** The screen and all above it, as plain text. */
  get text(): string {
    const buffer = this.terminal.buffer.active;
    const lines = Array.from(
      { length: buffer.length },
      (_, y) => buffer.getLine(y)?.translateToString(true) ?? "",
    );
    return lines.join("\n").trimEnd();
  }

  send(frame: ViewerFrame): void {
    this.#pipe.send(encodeViewerFrame(frame));
  }

  type(text: string): void {
    this.send({ kind: "input", bytes: Buffer.from(text) });
  }

  sendRaw(frame: Uint8Array): void {
    this.#pipe.send(frame);
  }

  close(): void {
    this.#pipe.close();
  }

  /** Resolves once a claim about the viewer holds. */
  async until(claim: (viewer: TestViewer) => boolean): Promise<void> {
    if (claim(this)) return;
    await new Promise<void>((resolve) => {
      const subscription = this.#changed.event(() => {
        if (!claim(this)) return;
        subscription.dispose();
        resolve();
      });
    });
  }

  sees(text: string): Promise<void> {
    return this.until((viewer) => viewer.text.includes(text));
  }

  #onFrame(frame: TerminalFrame): void {
    this.frames.push(frame);
    if (frame.kind === "snapshot") {
      this.terminal.dispose();
      this.terminal = createTerminal(frame.header.size, 20_000);
      this.#decoder = createTextDecoder();
      internalsOf(this.terminal).writeSync(this.#decoder.decode(frame.content, { stream: true }));
      this.offset = frame.header.offset;
    } else if (frame.kind === "output") {
      internalsOf(this.terminal).writeSync(this.#decoder.decode(frame.bytes, { stream: true }));
      this.offset = frame.offset + frame.bytes.byteLength;
      this.bytes += frame.bytes.byteLength;
    } else if (frame.kind === "resized") this.terminal.resize(frame.size.columns, frame.size.rows);
    else this.isEnded = true;
    if (this.acknowledges) this.send({ kind: "acknowledge", offset: this.offset });
    this.#changed.fire();
  }
}
