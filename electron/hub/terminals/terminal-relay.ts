import { DisposableStore, type Disposable } from "../../../shared/base/disposable.ts";
import {
  decodeViewerFrame,
  encodeTerminalFrame,
  encodeViewerFrame,
  FrameError,
  type OpenRequest,
} from "../../../shared/terminal/frames.ts";
import type { FramePipe } from "../../../shared/terminal/pipe.ts";
import type { SessionLink } from "../runtimes/session/session-link.ts";

/** What an agent's viewers look at: a session that runs, one that is over, or nothing yet. */
export type TerminalSource =
  | { readonly kind: "live"; readonly link: SessionLink }
  | {
      readonly kind: "over";
      readonly code: number;
      readonly signal?: number | undefined;
      replay(): Promise<Uint8Array | undefined>;
    }
  | { readonly kind: "away" };

interface OpenPipe {
  readonly pipe: FramePipe;
  readonly store: DisposableStore;
  request?: OpenRequest;
  viewer?: number;
}

/**
 * Joins the viewers of one agent to whatever session it has: they stay open while sessions come and go and links drop
 * and return. Frames pass through unread, but for those that say how a viewer is to be opened again.
 */
export class TerminalRelay implements Disposable {
  readonly #pipes = new Set<OpenPipe>();
  #source: TerminalSource = { kind: "away" };

  open(pipe: FramePipe): void {
    const open: OpenPipe = { pipe, store: new DisposableStore() };
    this.#pipes.add(open);
    open.store.add(pipe.onFrame((frame) => this.#onViewerFrame(open, frame)));
    open.store.add(pipe.onClosed(() => this.#close(open)));
  }

  /** From now on viewers see this. */
  setSource(source: TerminalSource): void {
    this.#source = source;
    for (const open of this.#pipes) {
      delete open.viewer;
      if (open.request !== undefined) this.#connect(open, { ...open.request, from: undefined });
    }
  }

  dispose(): void {
    for (const open of this.#pipes) {
      open.store.dispose();
      open.pipe.close();
    }
    this.#pipes.clear();
  }

  #onViewerFrame(open: OpenPipe, bytes: Uint8Array): void {
    try {
      const frame = decodeViewerFrame(bytes);
      if (frame.kind === "open") {
        open.request = frame.request;
        return this.#connect(open, frame.request);
      }
      if (open.request === undefined) throw new FrameError("a viewer begins with open");
      if (frame.kind === "resize") open.request = { ...open.request, size: frame.size };
      if (open.viewer !== undefined && this.#source.kind === "live")
        this.#source.link.sendForViewer(open.viewer, bytes);
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      open.pipe.close();
      this.#close(open);
    }
  }

  #connect(open: OpenPipe, request: OpenRequest | (OpenRequest & { from: undefined })): void {
    const source = this.#source;
    if (source.kind === "live") {
      if (open.viewer !== undefined) source.link.removeViewer(open.viewer);
      open.viewer = source.link.addViewer((frame) => {
        if (frame !== undefined) open.pipe.send(frame);
        else delete open.viewer;
      });
      source.link.sendForViewer(open.viewer, encodeViewerFrame({ kind: "open", request }));
    } else if (source.kind === "over") void this.#sendRecorded(open, source);
  }

  async #sendRecorded(open: OpenPipe, source: Extract<TerminalSource, { kind: "over" }>): Promise<void> {
    const snapshot = await source.replay();
    // It may have been started again meanwhile.
    if (this.#source !== source) return;
    if (snapshot !== undefined) open.pipe.send(snapshot);
    const { code, signal } = source;
    open.pipe.send(encodeTerminalFrame({ kind: "ended", code, ...(signal === undefined ? {} : { signal }) }));
  }

  #close(open: OpenPipe): void {
    if (!this.#pipes.delete(open)) return;
    if (open.viewer !== undefined && this.#source.kind === "live")
      this.#source.link.removeViewer(open.viewer);
    open.store.dispose();
  }
}
