import { z } from "zod";
import { Activity } from "./activity.ts";
import { Allowance, Denial, ReplyGiven } from "./ask-answer.ts";
import { MAX_OPEN_NOTICES, Notice, NoticeOutcome } from "./notices.ts";
import { ServerChecks } from "./tool-checks.ts";

/**
 * The link: a duplex byte stream between the hub and one session host. Each frame is its length (uint32), a type byte,
 * and a payload: a control message as JSON, or a frame of one viewer behind the viewer's number (uint32).
 */

/** Raised with every change that an older side would misread. Control messages below stay readable for ever. */
export const LINK_PROTOCOL = 1;

/** Larger than any snapshot of ten thousand full lines; beyond it the other side is not speaking this protocol. */
const MAX_FRAME_BYTES = 64 * 1024 * 1024;

/** The longest path of a transcript. */
export const MAX_TRANSCRIPT_PATH = 4096;

/** Longer than any turn is waited for; a timer takes it. */
const MAX_TURN_MS = 24 * 60 * 60 * 1000;

/** What makes a call the same call when it is sent again. */
export const CallKey = z.string().regex(/^[\w-]{16,64}$/);

const answer = { kind: z.literal("answer") };

/** What the hub says. `hello` and `stop` are understood across all versions. */
export const HubMessage = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("hello"),
    protocol: z.number().int(),
    key: z.string(),
    /** Whether calls from the session are answered; an earlier hub would not know what they are. */
    answersCalls: z.boolean().optional(),
    /** Whether it wants to hear that nobody waits for an answer any more; likewise. */
    takesCancels: z.boolean().optional(),
    /** Whether it wants to hear what the program does and what becomes of notices; likewise. */
    followsActivity: z.boolean().optional(),
    /** Whether it wants to hear how a stop goes that takes time; likewise. */
    followsStops: z.boolean().optional(),
  }),
  z.object({
    kind: z.literal("stop"),
    force: z.boolean(),
    /** How long a turn under way may take to its end first. Earlier session hosts know of none, and stop at once. */
    turnMs: z.number().int().nonnegative().max(MAX_TURN_MS).optional(),
  }),
  /** The answer to a call by its number: a result, or why there is none. */
  z.object({
    kind: z.literal("call-answer"),
    id: z.number().int(),
    result: z.unknown().optional(),
    problem: z.string().optional(),
  }),
  /** What there is to tell of a call before its answer; said of calls that take news. */
  z.object({ kind: z.literal("call-news"), id: z.number().int(), news: z.unknown() }),
  /** All that the agent is to be told, in order; said to whom `welcome` says that it takes notices. */
  z.object({ kind: z.literal("notices"), notices: z.array(Notice).max(MAX_OPEN_NOTICES) }),
  /** Try the servers of tools as the program uses them; said to whom `welcome` says that it does. */
  z.object({ kind: z.literal("check-tools"), id: z.number().int() }),
  /** A person's answer to what waits for one. Earlier session hosts ask for permissions only, and know of no replies. */
  z.discriminatedUnion("decision", [
    Allowance.extend(answer),
    Denial.extend(answer),
    ReplyGiven.extend(answer),
  ]),
]);
export type HubMessage = z.infer<typeof HubMessage>;

/** What a session host says. `welcome` is understood across all versions. */
export const SessionMessage = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("welcome"),
    protocol: z.number().int(),
    session: z.string(),
    programPid: z.number().int(),
    startedAt: z.number(),
    /** Whether it delivers notices and takes answers; an earlier session host would not know what they are. */
    takesNotices: z.boolean().optional(),
    /** Whether it tries its servers of tools when it is asked to; likewise. */
    checksTools: z.boolean().optional(),
    /** Whether questions can be declined; likewise. */
    takesDeclines: z.boolean().optional(),
  }),
  z.object({ kind: z.literal("problem"), problem: z.string().optional() }),
  /** It was asked to stop; said to hubs that follow it. */
  z.object({
    kind: z.literal("stopping"),
    /** How long the turn under way may still take; absent once the program is being ended. */
    turnMs: z.number().nonnegative().optional(),
  }),
  /** The program is over; the link closes behind this. */
  z.object({
    kind: z.literal("ended"),
    code: z.number().int(),
    signal: z.number().int().optional(),
    isRequested: z.boolean(),
  }),
  /** A program in the session asks for something. It may be sent on several links, and has the same key on each. */
  z.object({
    kind: z.literal("call"),
    id: z.number().int(),
    call: z.object({ key: CallKey, kind: z.string().max(32), body: z.unknown() }),
    /** Whether its caller hears what there is to tell before the answer. */
    takesNews: z.boolean().optional(),
  }),
  /** Nobody waits for the answer to this call any more; said to hubs that take it. */
  z.object({ kind: z.literal("call-cancelled"), key: CallKey }),
  /** The answer to the call with this key has reached its reader. */
  z.object({ kind: z.literal("call-taken"), key: CallKey }),
  /** What the program does now; said to hubs that follow it, first of all and with every change. */
  z.object({ kind: z.literal("activity"), activity: Activity }),
  /** Where the program keeps its conversation; said likewise, as soon as it is known. */
  z.object({ kind: z.literal("conversation"), transcript: z.string().min(1).max(MAX_TRANSCRIPT_PATH) }),
  /** What has become of a notice; said again for as long as the hub lists what is settled. */
  z.object({ kind: z.literal("notice-outcome"), id: z.string().max(200), outcome: NoticeOutcome }),
  /** What came of trying the servers of tools, by the number of the request. */
  z.object({ kind: z.literal("tools-checked"), id: z.number().int(), checks: ServerChecks }),
]);
export type SessionMessage = z.infer<typeof SessionMessage>;

export type LinkFrame =
  | { readonly kind: "control"; readonly text: string }
  | { readonly kind: "viewer"; readonly viewer: number; readonly frame: Uint8Array }
  | { readonly kind: "viewer-closed"; readonly viewer: number };

const TYPE = { control: 0, viewer: 1, viewerClosed: 2 } as const;
const HEADER_BYTES = 5;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Bytes on the link that are not of the protocol. */
class LinkError extends Error {
  override readonly name = "LinkError";
}

export function encodeControl(message: HubMessage | SessionMessage): Uint8Array<ArrayBuffer> {
  const text = encoder.encode(JSON.stringify(message));
  const frame = startFrame(TYPE.control, text.byteLength);
  frame.set(text, HEADER_BYTES);
  return frame;
}

export function encodeForViewer(viewer: number, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const frame = startFrame(TYPE.viewer, 4 + payload.byteLength);
  new DataView(frame.buffer).setUint32(HEADER_BYTES, viewer);
  frame.set(payload, HEADER_BYTES + 4);
  return frame;
}

export function encodeViewerClosed(viewer: number): Uint8Array<ArrayBuffer> {
  const frame = startFrame(TYPE.viewerClosed, 4);
  new DataView(frame.buffer).setUint32(HEADER_BYTES, viewer);
  return frame;
}

function startFrame(type: number, payloadBytes: number): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(HEADER_BYTES + payloadBytes);
  new DataView(frame.buffer).setUint32(0, payloadBytes + 1);
  frame[4] = type;
  return frame;
}

/** Cuts a byte stream into link frames, whatever the pieces it arrives in. */
export class LinkFrameReader {
  #pieces: Uint8Array[] = [];
  #size = 0;

  /** Takes the next piece and calls back with each frame that it completes. */
  push(piece: Uint8Array, onFrame: (frame: LinkFrame) => void): void {
    this.#pieces.push(piece);
    this.#size += piece.byteLength;
    for (let length = this.#nextLength(); length !== undefined; length = this.#nextLength()) {
      if (length < 1 || length > MAX_FRAME_BYTES) throw new LinkError("a frame's length is out of bounds");
      if (this.#size < 4 + length) return;
      onFrame(parseFrame(this.#take(4 + length).subarray(4)));
    }
  }

  #nextLength(): number | undefined {
    if (this.#size < 4) return undefined;
    const first = this.#pieces[0];
    const head = first !== undefined && first.byteLength >= 4 ? first : this.#joined();
    return new DataView(head.buffer, head.byteOffset).getUint32(0);
  }

  #take(bytes: number): Uint8Array {
    const first = this.#pieces[0];
    const from = first !== undefined && first.byteLength >= bytes ? first : this.#joined();
    const taken = from.subarray(0, bytes);
    if (from.byteLength === bytes) this.#pieces.shift();
    else this.#pieces[0] = from.subarray(bytes);
    this.#size -= bytes;
    return taken;
  }

  #joined(): Uint8Array {
    const whole = new Uint8Array(this.#size);
    let at = 0;
    for (const piece of this.#pieces) {
      whole.set(piece, at);
      at += piece.byteLength;
    }
    this.#pieces = [whole];
    return whole;
  }
}

function parseFrame(frame: Uint8Array): LinkFrame {
  const payload = frame.subarray(1);
  switch (frame[0]) {
    case TYPE.control:
      return { kind: "control", text: decoder.decode(payload) };
    case TYPE.viewer:
      return { kind: "viewer", viewer: readViewer(payload), frame: payload.subarray(4) };
    case TYPE.viewerClosed:
      return { kind: "viewer-closed", viewer: readViewer(payload) };
    default:
      throw new LinkError("a frame is of no known type");
  }
}

function readViewer(payload: Uint8Array): number {
  if (payload.byteLength < 4) throw new LinkError("a viewer's frame is cut short");
  return new DataView(payload.buffer, payload.byteOffset).getUint32(0);
}
