import {
  encodeTerminalFrame,
  type OpenRequest,
  type TerminalFrame,
  type TerminalSize,
} from "../../shared/terminal/frames.ts";
import type { Snapshot } from "./screen.ts";
import type { OutputLog } from "./output-log.ts";

/** How much may be on its way to a viewer before it has said that it parsed it. */
const WINDOW_BYTES = 512 * 1024;
/** A viewer that follows the screen and is further behind than this is better served by a picture of it. */
const BEHIND_BYTES = 262_144;
const CHUNK_BYTES = 65_536;

export interface ViewerSource {
  readonly log: OutputLog;
  snapshot(): Promise<Snapshot>;
  /** A snapshot with all the history there is, made elsewhere; nothing where it cannot be made now. */
  history(signal: AbortSignal): Promise<Snapshot | undefined>;
  /** A history could not be placed; it is to be sent again when the terminal is quiet. */
  onHistoryMissed(): void;
}

/**
 * One viewer of the terminal: what it has been sent, what it has parsed, and what it is owed. It never holds up the
 * program: what it has not taken stays in the log, and a viewer that is too far behind is sent the screen as it is.
 */
export class Viewer {
  readonly #source: ViewerSource;
  readonly #send: (frame: Uint8Array) => void;
  readonly #follow: OpenRequest["follow"];
  #position: number;
  #acknowledged: number;
  #isAwaitingSnapshot = false;
  #wantsHistory = false;
  #isMakingHistory = false;
  #isClosed = false;
  /** Ends what is being made for this viewer when it leaves. */
  readonly #closing = new AbortController();
  size: TerminalSize | undefined;

  constructor(source: ViewerSource, request: OpenRequest, send: (frame: Uint8Array) => void) {
    this.#source = source;
    this.#send = send;
    this.#follow = request.follow;
    this.size = request.size;
    this.#position = request.from ?? 0;
    this.#acknowledged = this.#position;
    const canContinue =
      request.from !== undefined && request.from <= source.log.end && this.#canRead(request.from);
    if (!canContinue) void this.#sendSnapshot();
    else this.pump();
  }

  get wantsHistory(): boolean {
    return this.#wantsHistory;
  }

  acknowledge(offset: number): void {
    if (offset > this.#position) return;
    this.#acknowledged = Math.max(this.#acknowledged, offset);
    this.pump();
  }

  /** Sends what the viewer is owed and has room for. */
  pump(): void {
    const { log } = this.#source;
    while (!this.#isClosed && !this.#isAwaitingSnapshot && this.#position < log.end) {
      const inFlight = this.#position - this.#acknowledged;
      if (this.#follow === "screen" && log.end - this.#position > BEHIND_BYTES) {
        // Only once it has taken most of what it was sent: otherwise pictures would pile up instead of bytes.
        if (inFlight < WINDOW_BYTES / 2) void this.#sendSnapshot();
        return;
      }
      if (inFlight >= WINDOW_BYTES) return;
      if (!this.#sendNext()) return void this.#sendSnapshot();
    }
  }

  /** Sends the whole history once it can be had; the viewer keeps what it has until then. */
  async sendHistory(): Promise<void> {
    if (this.#isMakingHistory) return;
    this.#isMakingHistory = true;
    await this.#sendHistory();
    this.#isMakingHistory = false;
  }

  async #sendHistory(): Promise<void> {
    this.#wantsHistory = false;
    const snapshot = await this.#source.history(this.#closing.signal);
    if (this.#isClosed) return;
    // Made by a process that failed: it would fail again.
    if (snapshot === undefined) return;
    if (this.#isAwaitingSnapshot || this.#source.log.end - snapshot.header.offset > BEHIND_BYTES) {
      // Output ran ahead meanwhile. It is sent again when the terminal is quiet.
      this.#wantsHistory = true;
      this.#source.onHistoryMissed();
      return;
    }
    this.#place(snapshot);
  }

  /** The terminal has a new size from here on. A viewer that is behind is told when it gets here. */
  resized(size: TerminalSize): void {
    const isHere = this.#position === this.#source.log.end && !this.#isAwaitingSnapshot && !this.#isClosed;
    if (isHere) this.#frame({ kind: "resized", offset: this.#position, size });
  }

  close(): void {
    this.#isClosed = true;
    this.#closing.abort();
  }

  async #sendSnapshot(): Promise<void> {
    this.#isAwaitingSnapshot = true;
    const snapshot = await this.#source.snapshot();
    this.#isAwaitingSnapshot = false;
    if (!this.#isClosed) this.#place(snapshot);
  }

  /** From here on the viewer shows the snapshot, and continues behind it. */
  #place(snapshot: Snapshot): void {
    this.#frame({ kind: "snapshot", ...snapshot });
    this.#position = snapshot.header.offset;
    // A snapshot takes a while to parse as well: it counts as that many bytes on their way.
    this.#acknowledged = this.#position - snapshot.content.byteLength;
    const size = this.#source.log.sizeAt(this.#position);
    const isCurrent =
      size.columns === snapshot.header.size.columns && size.rows === snapshot.header.size.rows;
    if (!isCurrent) this.#frame({ kind: "resized", offset: this.#position, size });
    this.pump();
  }

  /** Sends the next piece, up to a change of size; false where the log no longer has it. */
  #sendNext(): boolean {
    const { log } = this.#source;
    const resize = log.nextResize(this.#position);
    const limit = Math.min(CHUNK_BYTES, (resize?.offset ?? Number.POSITIVE_INFINITY) - this.#position);
    const bytes = log.read(this.#position, limit);
    if (bytes === undefined || bytes.byteLength === 0) return false;
    this.#frame({ kind: "output", offset: this.#position, bytes });
    this.#position += bytes.byteLength;
    if (resize?.offset === this.#position) this.#frame({ kind: "resized", ...resize });
    return true;
  }

  #canRead(offset: number): boolean {
    return offset === this.#source.log.end || this.#source.log.read(offset, 1) !== undefined;
  }

  #frame(frame: TerminalFrame): void {
    this.#send(encodeTerminalFrame(frame));
  }
}
