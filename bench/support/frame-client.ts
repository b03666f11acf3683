import {
  decodeTerminalFrame,
  encodeViewerFrame,
  type OpenRequest,
  type TerminalFrame,
  type ViewerFrame,
} from "../../shared/terminal/frames.ts";
import type { FramePipe } from "../../shared/terminal/pipe.ts";

/** A viewer without a page: it takes frames, acknowledges them at once, and shows nothing. */
export class FrameClient {
  readonly #pipe: FramePipe;
  onFrame: (frame: TerminalFrame) => void = () => undefined;

  constructor(pipe: FramePipe, request: Partial<OpenRequest>) {
    this.#pipe = pipe;
    pipe.onFrame((bytes) => {
      const frame = decodeTerminalFrame(bytes);
      if (frame.kind === "output")
        this.send({ kind: "acknowledge", offset: frame.offset + frame.bytes.byteLength });
      else if (frame.kind === "snapshot") this.send({ kind: "acknowledge", offset: frame.header.offset });
      this.onFrame(frame);
    });
    this.send({ kind: "open", request: { size: { columns: 100, rows: 30 }, follow: "screen", ...request } });
  }

  send(frame: ViewerFrame): void {
    this.#pipe.send(encodeViewerFrame(frame));
  }

  type(text: string): void {
    this.send({ kind: "input", bytes: Buffer.from(text) });
  }

  close(): void {
    this.#pipe.close();
  }

  /** Resolves with the first frame for which the claim holds. */
  next(claim: (frame: TerminalFrame) => boolean): Promise<TerminalFrame> {
    return new Promise((resolve) => {
      this.onFrame = (frame) => {
        if (!claim(frame)) return;
        this.onFrame = () => undefined;
        resolve(frame);
      };
    });
  }
}
