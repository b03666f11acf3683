import { DisposableStore, type Disposable } from "../../../shared/base/disposable.ts";
import type { FramePipe } from "../../../shared/terminal/pipe.ts";
import { CommandError } from "../command-error.ts";
import { AgentView, type EndedFrame } from "./screen/agent-view.ts";
import type { DetachKey } from "./detach-key.ts";
import { Display } from "./drawing/display.ts";
import { Keys, type KeyEvent } from "./local/keys.ts";
import { LocalTerminal, type EndingSignal } from "./local/local-terminal.ts";
import { translateMouse } from "./local/mouse-report.ts";

/** An Escape that nothing follows for this long is the Escape key. */
const ESCAPE_KEY_MS = 20;

/** How an attachment ended. */
export type Ending =
  | { readonly kind: "detached" }
  | { readonly kind: "ended"; readonly status: EndedFrame }
  | { readonly kind: "told"; readonly signal: EndingSignal }
  | { readonly kind: "failed"; readonly error: unknown };

export interface AttachmentOptions {
  readonly detach: DetachKey;
  readonly pipe: FramePipe;
  /** Opens it again after it was lost at that time; rejects where it cannot be had any more. */
  readonly reopen: (lostAt: number, signal: AbortSignal) => Promise<FramePipe>;
}

/** A terminal of the hub's in the local one: keys go there, the screen comes here, until one side has had enough. */
export class Attachment implements Disposable {
  /** Settles once; disposing is then what gives the local terminal back. */
  readonly ending: Promise<Ending>;
  readonly #end: (ending: Ending) => void;
  readonly #options: AttachmentOptions;
  readonly #store = new DisposableStore();
  readonly #leaving = new AbortController();
  readonly #local: LocalTerminal;
  readonly #display: Display;
  readonly #keys: Keys;
  #view: AgentView | undefined;
  /** Since when there has been no screen but an old one. */
  #lostAt: number | undefined;
  #escapeTimer: NodeJS.Timeout | undefined;

  constructor(options: AttachmentOptions) {
    this.#options = options;
    let settle: (ending: Ending) => void = () => undefined;
    this.ending = new Promise((resolve) => {
      settle = resolve;
    });
    this.#end = settle;
    this.#store.onDispose(() => this.#leaving.abort());
    this.#local = this.#store.add(new LocalTerminal());
    this.#display = this.#store.add(new Display(this.#local));
    this.#keys = new Keys(options.detach, (event) => this.#take(event));
    this.#store.onDispose(() => clearTimeout(this.#escapeTimer));
    this.#store.onDispose(() => this.#view?.dispose());
    this.#store.add(this.#local.onTyped((bytes) => this.#read(bytes)));
    this.#store.add(this.#local.onResized(() => this.#view?.resize(this.#local.size)));
    this.#store.add(this.#local.onEnded((signal) => this.#end({ kind: "told", signal })));
    this.#watch(options.pipe);
  }

  dispose(): void {
    this.#store.dispose();
  }

  /** Shows what comes out of a pipe, instead of the last view once there is something. */
  #watch(pipe: FramePipe, last?: AgentView): void {
    const view = new AgentView(pipe, this.#local.size);
    this.#view = view;
    view.onChanged(() => {
      if (view.screen === undefined) return;
      this.#lostAt = undefined;
      last?.dispose();
      this.#display.setStatus(undefined);
      this.#display.show(view.screen);
    });
    view.onRang(() => this.#display.ring());
    view.onEnded((status) => this.#end({ kind: "ended", status }));
    view.onBroke((cause) => {
      const error = new CommandError(
        "The hub sent something that this version of Quorum does not know.",
        undefined,
        { cause },
      );
      this.#end({ kind: "failed", error });
    });
    pipe.onClosed(() => {
      this.#view = undefined;
      if (this.#store.isDisposed) return;
      // A view that never had a screen leaves the one before it on show.
      if (view.screen === undefined) view.dispose();
      void this.#reopen(view.screen === undefined ? last : view);
    });
  }

  /** Reports its own failure: it becomes the ending. */
  async #reopen(last: AgentView | undefined): Promise<void> {
    const { reopen, detach } = this.#options;
    this.#lostAt ??= performance.now();
    this.#display.setStatus(`The hub went away. Trying to reach it again; ${detach.name} leaves.`);
    try {
      const pipe = await reopen(this.#lostAt, this.#leaving.signal);
      if (this.#store.isDisposed) pipe.close();
      else this.#watch(pipe, last);
    } catch (error) {
      this.#end({ kind: "failed", error });
    }
  }

  #read(bytes: Uint8Array): void {
    clearTimeout(this.#escapeTimer);
    this.#keys.read(bytes);
    if (this.#keys.isHolding) this.#escapeTimer = setTimeout(() => this.#keys.release(), ESCAPE_KEY_MS);
  }

  #take(event: KeyEvent): void {
    const screen = this.#view?.screen;
    if (event.kind === "detach") {
      this.#end({ kind: "detached" });
    } else if (event.kind === "bytes") {
      this.#view?.input(event.bytes);
    } else if (screen !== undefined) {
      const frame = { modes: screen.modes, origin: this.#display.origin, size: screen.size };
      const report = translateMouse(event.parameters, event.isRelease, frame);
      if (report !== undefined) this.#view?.input(report);
    }
  }
}
