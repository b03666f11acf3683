import { z } from "zod";
import { assertNever } from "../base/assert-never.ts";

/**
 * The terminal pipe: binary frames between a viewer (a pane, `quorum attach`) and the session host of an agent.
 * A frame is one type byte and its payload. Offsets count the bytes that the program has written since it started;
 * they are float64, exact up to 2^53. The hub passes frames on without looking into them.
 */

/** The widest and tallest screen that anyone may ask for. */
export const MAX_COLUMNS = 1000;
export const MAX_ROWS = 500;

/** Above this a viewer splits its input, so that one paste never becomes one huge frame. */
export const MAX_INPUT_BYTES = 65_536;

export const TerminalSize = z.object({
  columns: z.number().int().min(2).max(MAX_COLUMNS),
  rows: z.number().int().min(1).max(MAX_ROWS),
});
export type TerminalSize = z.infer<typeof TerminalSize>;

const OpenRequest = z.object({
  /** The viewer's size; absent, the viewer takes whatever size the terminal has. */
  size: TerminalSize.optional(),
  /** Continue from this offset, if what follows it can still be had; absent, begin with a snapshot. */
  from: z.number().int().min(0).optional(),
  /**
   * `screen`: a viewer that falls behind is sent a fresh snapshot. `bytes`: it is sent every byte, however late,
   * as long as the raw output still holds it.
   */
  follow: z.enum(["screen", "bytes"]).default("screen"),
  /** What the viewer looks like, for programs that ask for the colours. */
  appearance: z.enum(["dark", "light"]).optional(),
});
export type OpenRequest = z.infer<typeof OpenRequest>;

const SnapshotHeader = z.object({
  /** The screen is exactly that of a terminal that has read this many bytes. */
  offset: z.number().int().min(0),
  size: TerminalSize,
  title: z.string(),
  /** `screen` carries what is visible; `history` carries what scrolled away as well. */
  kind: z.enum(["screen", "history"]),
});
export type SnapshotHeader = z.infer<typeof SnapshotHeader>;

const Ended = z.object({ code: z.number().int(), signal: z.number().int().optional() });

/** What a viewer sends. */
export type ViewerFrame =
  | { readonly kind: "open"; readonly request: OpenRequest }
  | { readonly kind: "input"; readonly bytes: Uint8Array }
  | { readonly kind: "resize"; readonly size: TerminalSize }
  /** Cumulative: the viewer has parsed everything before this offset. */
  | { readonly kind: "acknowledge"; readonly offset: number }
  /** Asks for one `history` snapshot, when it can be made. */
  | { readonly kind: "history" };

/** What a session host sends. */
export type TerminalFrame =
  | { readonly kind: "snapshot"; readonly header: SnapshotHeader; readonly content: Uint8Array }
  | { readonly kind: "output"; readonly offset: number; readonly bytes: Uint8Array }
  | { readonly kind: "resized"; readonly offset: number; readonly size: TerminalSize }
  | { readonly kind: "ended"; readonly code: number; readonly signal?: number };

const TYPE = {
  open: 1,
  input: 2,
  resize: 3,
  acknowledge: 4,
  history: 5,
  snapshot: 17,
  output: 18,
  resized: 19,
  ended: 20,
} as const;

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });

/** A frame that is not of the protocol. Whoever sent it is cut off. */
export class FrameError extends Error {
  override readonly name = "FrameError";
}

export function encodeViewerFrame(frame: ViewerFrame): Uint8Array<ArrayBuffer> {
  switch (frame.kind) {
    case "open":
      return withJson(TYPE.open, frame.request);
    case "input":
      return withBytes(TYPE.input, 1, frame.bytes);
    case "resize":
      return withSize(new Uint8Array(5), TYPE.resize, 1, frame.size);
    case "acknowledge":
      return withOffset(new Uint8Array(9), TYPE.acknowledge, frame.offset);
    case "history":
      return Uint8Array.of(TYPE.history);
    default:
      return assertNever(frame);
  }
}

export function decodeViewerFrame(frame: Uint8Array): ViewerFrame {
  const type = frame[0];
  switch (type) {
    case TYPE.open:
      return { kind: "open", request: parseJson(OpenRequest, frame.subarray(1)) };
    case TYPE.input:
      if (frame.byteLength - 1 > MAX_INPUT_BYTES) throw new FrameError("too much input in one frame");
      return { kind: "input", bytes: frame.subarray(1) };
    case TYPE.resize:
      return { kind: "resize", size: readSize(frame, 1) };
    case TYPE.acknowledge:
      return { kind: "acknowledge", offset: readOffset(frame) };
    case TYPE.history:
      return { kind: "history" };
    default:
      throw new FrameError(`no viewer frame has type ${String(type)}`);
  }
}

/** Whether a viewer's frame is input, by its first look. */
export function isInputFrame(frame: Uint8Array): boolean {
  return frame[0] === TYPE.input;
}

export function encodeTerminalFrame(frame: TerminalFrame): Uint8Array<ArrayBuffer> {
  switch (frame.kind) {
    case "snapshot": {
      const header = encoder.encode(JSON.stringify(frame.header));
      const encoded = withBytes(TYPE.snapshot, 5 + header.byteLength, frame.content);
      new DataView(encoded.buffer).setUint32(1, header.byteLength);
      encoded.set(header, 5);
      return encoded;
    }
    case "output":
      return withOffset(withBytes(TYPE.output, 9, frame.bytes), TYPE.output, frame.offset);
    case "resized":
      return withOffset(
        withSize(new Uint8Array(13), TYPE.resized, 9, frame.size),
        TYPE.resized,
        frame.offset,
      );
    case "ended":
      return withJson(TYPE.ended, {
        code: frame.code,
        ...(frame.signal === undefined ? {} : { signal: frame.signal }),
      });
    default:
      return assertNever(frame);
  }
}

export function decodeTerminalFrame(frame: Uint8Array): TerminalFrame {
  const type = frame[0];
  switch (type) {
    case TYPE.snapshot: {
      const contentStart = 5 + readUint32(frame, 1);
      if (contentStart > frame.byteLength) throw new FrameError("a snapshot is cut short");
      const header = parseJson(SnapshotHeader, frame.subarray(5, contentStart));
      return { kind: "snapshot", header, content: frame.subarray(contentStart) };
    }
    case TYPE.output:
      return { kind: "output", offset: readOffset(frame), bytes: frame.subarray(9) };
    case TYPE.resized:
      return { kind: "resized", offset: readOffset(frame), size: readSize(frame, 9) };
    case TYPE.ended: {
      const { code, signal } = parseJson(Ended, frame.subarray(1));
      return { kind: "ended", code, ...(signal === undefined ? {} : { signal }) };
    }
    default:
      throw new FrameError(`no terminal frame has type ${String(type)}`);
  }
}

function withJson(type: number, value: unknown): Uint8Array<ArrayBuffer> {
  return withBytes(type, 1, encoder.encode(JSON.stringify(value)));
}

function withBytes(type: number, start: number, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(start + bytes.byteLength);
  frame[0] = type;
  frame.set(bytes, start);
  return frame;
}

function withOffset(frame: Uint8Array<ArrayBuffer>, type: number, offset: number): Uint8Array<ArrayBuffer> {
  frame[0] = type;
  viewOf(frame).setFloat64(1, offset);
  return frame;
}

function withSize(
  frame: Uint8Array<ArrayBuffer>,
  type: number,
  at: number,
  size: TerminalSize,
): Uint8Array<ArrayBuffer> {
  frame[0] = type;
  const view = viewOf(frame);
  view.setUint16(at, size.columns);
  view.setUint16(at + 2, size.rows);
  return frame;
}

function viewOf(frame: Uint8Array): DataView {
  return new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
}

function readUint32(frame: Uint8Array, at: number): number {
  if (frame.byteLength < at + 4) throw new FrameError("a frame is cut short");
  return viewOf(frame).getUint32(at);
}

function readOffset(frame: Uint8Array): number {
  if (frame.byteLength < 9) throw new FrameError("a frame is cut short");
  const offset = viewOf(frame).getFloat64(1);
  if (!Number.isSafeInteger(offset) || offset < 0) throw new FrameError("an offset is not a whole number");
  return offset;
}

function readSize(frame: Uint8Array, at: number): TerminalSize {
  if (frame.byteLength < at + 4) throw new FrameError("a frame is cut short");
  const view = viewOf(frame);
  const size = TerminalSize.safeParse({ columns: view.getUint16(at), rows: view.getUint16(at + 2) });
  if (!size.success) throw new FrameError("a size is out of bounds");
  return size.data;
}

function parseJson<T>(schema: z.ZodType<T>, bytes: Uint8Array): T {
  try {
    return schema.parse(JSON.parse(decoder.decode(bytes)));
  } catch (error) {
    throw new FrameError("a frame's header does not parse", { cause: error });
  }
}
