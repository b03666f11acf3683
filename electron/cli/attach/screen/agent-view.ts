import { assertNever } from "../../../../shared/base/assert-never.ts";
import { DisposableStore, type Disposable } from "../../../../shared/base/disposable.ts";
import { Emitter } from "../../../../shared/base/emitter.ts";
import {
  decodeTerminalFrame,
  encodeViewerFrame,
  FrameError,
  MAX_INPUT_BYTES,
  type TerminalFrame,
  type TerminalSize,
} from "../../../../shared/terminal/frames.ts";
import type { FramePipe } from "../../../../shared/terminal/pipe.ts";
import { AgentScreen } from "./agent-screen.ts";

/** How much is parsed before the session host hears of it again, while more keeps coming. */
const ACKNOWLEDGE_BYTES = 65_536;

type OutputFrame = Extract<TerminalFrame, { kind: "output" }>;
type SnapshotFrame = Extract<TerminalFrame, { kind: "snapshot" }>;
export type EndedFrame = Extract<TerminalFrame, { kind: "ended" }>;

/** One viewer of an agent's terminal, for as long as its pipe is open: it keeps the agent's screen up to date. */
export class AgentView implements Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<void>());
  readonly #rang = this.#store.add(new Emitter<void>());
  readonly #ended = this.#store.add(new Emitter<EndedFrame>());
  readonly #broke = this.#store.add(new Emitter<FrameError>());
  readonly onChanged = this.#changed.event;
  readonly onRang = this.#rang.event;
  /** The program is over, and what it wrote has been parsed. */
  readonly onEnded = this.#ended.event;
  /** The other side does not speak the protocol. */
  readonly onBroke = this.#broke.event;

  readonly #pipe: FramePipe;
  /** What can be shown: its snapshot has been parsed. */
  #screen: AgentScreen | undefined;
  /** What output goes to: the screen of the latest snapshot, parsed or not. */
  #latest: AgentScreen | undefined;
  #pendingWrites = 0;
  #parsed = 0;
  #acknowledged = 0;
  #hasAskedForHistory = false;

  constructor(pipe: FramePipe, size: TerminalSize) {
    this.#pipe = pipe;
    this.#store.add(pipe.onFrame((frame) => this.#receive(frame)));
    this.#store.onDispose(() => pipe.close());
    // Always from a snapshot, also after the hub came back: it is small, and right even if the agent was restarted
    // meanwhile and its offsets began anew.
    pipe.send(encodeViewerFrame({ kind: "open", request: { size, follow: "screen" } }));
  }

  get screen(): AgentScreen | undefined {
    return this.#screen;
  }

  input(bytes: Uint8Array): void {
    for (let start = 0; start < bytes.byteLength; start += MAX_INPUT_BYTES) {
      const part = bytes.subarray(start, start + MAX_INPUT_BYTES);
      this.#pipe.send(encodeViewerFrame({ kind: "input", bytes: part }));
    }
  }

  resize(size: TerminalSize): void {
    this.#pipe.send(encodeViewerFrame({ kind: "resize", size }));
  }

  dispose(): void {
    this.#store.dispose();
  }

  #receive(bytes: Uint8Array): void {
    try {
      this.#take(decodeTerminalFrame(bytes));
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      this.#broke.fire(error);
    }
  }

  #take(frame: TerminalFrame): void {
    switch (frame.kind) {
      case "snapshot":
        return this.#begin(frame);
      case "output":
        return this.#write(this.#latestScreen(), frame);
      case "resized":
        return this.#takeSize(this.#latestScreen(), frame.size);
      case "ended":
        if (this.#latest === undefined) this.#ended.fire(frame);
        else this.#latest.write(new Uint8Array(), () => this.#ended.fire(frame));
        return;
      default:
        return assertNever(frame);
    }
  }

  #latestScreen(): AgentScreen {
    if (this.#latest === undefined) throw new FrameError("a terminal did not begin with a snapshot");
    return this.#latest;
  }

  #begin({ header, content }: SnapshotFrame): void {
    // A terminal of its own, since no reset clears a sequence that the old one has read half of.
    const screen = new AgentScreen(header.size, {
      hasHistory: header.kind === "history",
      onBell: () => {
        // A snapshot rings no bell: what it holds has rung before.
        if (this.#screen === screen) this.#rang.fire();
      },
    });
    this.#store.add(screen);
    const previous = this.#latest;
    this.#latest = screen;
    // The writes of a screen that is given up are nobody's concern any more.
    this.#pendingWrites = 1;
    if (previous !== undefined && previous !== this.#screen) this.#store.release(previous);
    screen.write(content, () => {
      if (this.#latest !== screen) return;
      if (this.#screen !== undefined) this.#store.release(this.#screen);
      this.#screen = screen;
      this.#finishWrite(header.offset);
    });
  }

  #write(screen: AgentScreen, { offset, bytes }: OutputFrame): void {
    this.#pendingWrites += 1;
    screen.write(bytes, () => {
      if (this.#latest === screen) this.#finishWrite(offset + bytes.byteLength);
    });
  }

  #takeSize(screen: AgentScreen, size: TerminalSize): void {
    screen.resize(size, () => this.#changed.fire());
    // A taller or wider screen shows lines again that had scrolled away; only the history has them. So it is asked
    // for when that happens, and not by every viewer.
    if (screen.hasHistory || this.#hasAskedForHistory) return;
    this.#hasAskedForHistory = true;
    this.#pipe.send(encodeViewerFrame({ kind: "history" }));
  }

  #finishWrite(parsed: number): void {
    this.#pendingWrites -= 1;
    this.#parsed = parsed;
    if (this.#pendingWrites === 0 || this.#parsed - this.#acknowledged >= ACKNOWLEDGE_BYTES) {
      this.#acknowledged = this.#parsed;
      this.#pipe.send(encodeViewerFrame({ kind: "acknowledge", offset: this.#parsed }));
    }
    this.#changed.fire();
  }
}
