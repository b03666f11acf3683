import type { Disposable } from "../../../../shared/base/disposable.ts";
import type { FramePipe } from "../../../../shared/terminal/pipe.ts";
import { cleanPaste, encodePaste, isRiskyPaste } from "../input/paste.ts";
import { TypeAhead } from "../input/type-ahead.ts";
import { FramePlayer } from "./frame-player.ts";
import { sayWhenThere } from "./last-words.ts";
import { PaneTerminal, type PaneTerminalOptions } from "./pane-terminal.ts";
import { PipeKeeper } from "./pipe-keeper.ts";
import type { TerminalView, TerminalViewStore } from "./terminal-view.ts";

export interface TerminalSessionOptions extends Pick<
  PaneTerminalOptions,
  "element" | "appearance" | "renderer" | "platform" | "actionOf"
> {
  readonly view: TerminalViewStore;
  readonly fontSize: number;
  /** Asks the person about a paste that the program would take as typed commands. */
  readonly confirmPaste: (cleaned: string) => Promise<boolean>;
}

/** A terminal to be shown. */
export interface ShownTerminal {
  readonly openPipe: () => FramePipe;
  /** Whether there is a terminal to be had now; see `setWanted`. */
  readonly isWanted: boolean;
  /** How many lines it was scrolled up when it was last seen. */
  readonly fromBottom: number;
}

/** A viewer that fell behind asks for its history only when no further snapshot followed for this long. */
const HISTORY_REST_MS = 300;

/**
 * A pane's terminal: the xterm in it, and the pipe of whichever agent is shown. An agent that is hidden has neither: it
 * comes back by a snapshot, first the screen, then, once that is painted, its history. The xterm itself goes from one
 * agent to the next, because making one takes longer than everything else that showing a terminal needs.
 */
export class TerminalSession implements Disposable {
  readonly #options: TerminalSessionOptions;
  #pane: PaneTerminal;
  #keeper: PipeKeeper | undefined;
  #player: FramePlayer | undefined;
  #fontSize: number;
  #openPipe: ShownTerminal["openPipe"] | undefined;
  #ahead = new TypeAhead();
  #isWanted = false;
  #isFresh = true;
  #screens = 0;
  #awaitedFromBottom = 0;
  #historyTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: TerminalSessionOptions) {
    this.#options = options;
    this.#fontSize = options.fontSize;
    this.#pane = this.#makePane();
  }

  /** Lines between the bottom and what is seen; for the next time that this terminal is shown. */
  get fromBottom(): number {
    return Math.max(this.#pane.fromBottom, this.#awaitedFromBottom);
  }

  show({ openPipe, isWanted, fromBottom }: ShownTerminal): void {
    this.hide();
    this.#awaitedFromBottom = fromBottom;
    this.#openPipe = openPipe;
    this.#keeper = new PipeKeeper({
      openPipe,
      onOpened: () => this.#begin(),
      onFrame: (frame) => {
        this.#isFresh = false;
        this.#player?.play(frame);
      },
      onLost: () => this.#lose(),
    });
    this.setWanted(isWanted);
  }

  /** Lets go of the agent that is shown: nothing of it is drawn any more. What was typed for it still reaches it. */
  hide(): void {
    clearTimeout(this.#historyTimer);
    this.#keeper?.dispose();
    this.#keeper = undefined;
    if (this.#openPipe !== undefined && !this.#ahead.isEmpty) sayWhenThere(this.#ahead, this.#openPipe);
    this.#openPipe = undefined;
    this.#ahead = new TypeAhead();
    this.#screens = 0;
    const isBusy = this.#player?.isBusy ?? false;
    this.#player?.stop();
    this.#player = undefined;
    if (isBusy) {
      // What it was given and has not parsed would still appear, under another agent's name.
      this.#pane.dispose();
      this.#pane = this.#makePane();
    } else this.#pane.reset();
    this.#isFresh = true;
    this.#options.view.setState({ linkTarget: undefined, find: undefined });
    this.#setPhase("connecting");
  }

  /** Says whether there is a terminal to be had: a pipe that is lost is then asked for again. */
  setWanted(isWanted: boolean): void {
    this.#isWanted = isWanted;
    this.#keeper?.setWanted(isWanted);
  }

  /** Another program runs in the terminal now; the last one's end is no longer the end. */
  renew(): void {
    if (this.#options.view.getState().phase === "ended") this.#keeper?.renew();
  }

  setFontSize(fontSize: number): void {
    if (fontSize === this.#fontSize) return;
    this.#fontSize = fontSize;
    this.#pane.setFontSize(fontSize);
    this.#remeasure();
  }

  focus(): void {
    this.#pane.terminal.focus();
  }

  /** Looks for a text from the newest line upwards, or goes on from the match that is shown. */
  find(term: string, from: "bottom" | "older" | "newer"): void {
    if (term === "") this.endFind();
    else this.#pane.find(term, from);
  }

  endFind(): void {
    this.#pane.endFind();
    this.#options.view.setState({ find: undefined });
  }

  dispose(): void {
    clearTimeout(this.#historyTimer);
    this.#player?.stop();
    this.#keeper?.dispose();
    this.#pane.dispose();
  }

  #makePane(): PaneTerminal {
    const { view } = this.#options;
    return new PaneTerminal(
      {
        ...this.#options,
        onInput: (bytes) => this.#type(bytes),
        onPaste: (text) => void this.#paste(text),
        onWheel: () => {
          this.#awaitedFromBottom = 0;
        },
        onLinkTarget: (linkTarget) => view.setState({ linkTarget }),
        onFound: (find) => view.setState({ find }),
        onPaneResized: () => this.#remeasure(),
      },
      this.#fontSize,
    );
  }

  #begin(): void {
    const { ownSize, terminal } = this.#pane;
    this.#player?.stop();
    this.#screens = 0;
    this.#player = new FramePlayer({
      terminal,
      isFresh: this.#isFresh,
      send: (frame) => this.#keeper?.send(frame),
      onReplace: () => this.#pane.restoreColours(),
      onResized: () => this.#adapt(),
      onSnapshot: (kind) => this.#receive(kind),
      onEnded: () => this.#setPhase("ended"),
    });
    this.#keeper?.send({
      kind: "open",
      request: {
        follow: "screen",
        appearance: this.#options.appearance.current,
        ...(ownSize === undefined ? {} : { size: ownSize }),
      },
    });
  }

  #lose(): void {
    this.#player?.stop();
    clearTimeout(this.#historyTimer);
    if (this.#options.view.getState().phase === "live") this.#setPhase("stale");
  }

  #receive(kind: "screen" | "history"): void {
    this.#adapt();
    this.#setPhase("live");
    for (const bytes of this.#ahead.take(performance.now())) this.#type(bytes);
    if (kind === "screen") {
      this.#screens += 1;
      this.#askForHistory();
    } else if (this.#awaitedFromBottom > 0) {
      this.#pane.scrollUpFromBottom(this.#awaitedFromBottom);
      this.#awaitedFromBottom = 0;
    }
  }

  #askForHistory(): void {
    const ask = (): void => this.#keeper?.send({ kind: "history" });
    clearTimeout(this.#historyTimer);
    if (this.#screens > 1) {
      this.#historyTimer = setTimeout(ask, HISTORY_REST_MS);
      return;
    }
    const painted = this.#pane.terminal.onRender(() => {
      painted.dispose();
      // The frame that was just drawn reaches the screen before a timer runs.
      this.#historyTimer = setTimeout(ask, 0);
    });
  }

  #type(bytes: Uint8Array): void {
    const { phase } = this.#options.view.getState();
    if (phase === "connecting" && this.#isWanted) this.#ahead.add(bytes, performance.now());
    if (phase !== "live") return;
    this.#awaitedFromBottom = 0;
    this.#keeper?.type(bytes);
  }

  async #paste(text: string): Promise<void> {
    const cleaned = cleanPaste(text);
    if (cleaned === "" || this.#options.view.getState().phase !== "live") return;
    const keeper = this.#keeper;
    if (isRiskyPaste(cleaned, this.#pane.isBracketed) && !(await this.#options.confirmPaste(cleaned))) return;
    // Another agent may be shown by now; what was meant for one is not for the other.
    if (keeper !== this.#keeper) return;
    this.#pane.terminal.scrollToBottom();
    this.#type(encodePaste(cleaned, this.#pane.isBracketed));
  }

  #setPhase(phase: TerminalView["phase"]): void {
    this.#pane.setInputEnabled(phase === "live" || phase === "connecting");
    this.#options.view.setState({ phase, emptyRows: this.#pane.emptyRows });
  }

  #remeasure(): void {
    const hasChanged = this.#pane.measure();
    this.#adapt();
    const { ownSize } = this.#pane;
    if (hasChanged && ownSize !== undefined) this.#keeper?.send({ kind: "resize", size: ownSize });
  }

  #adapt(): void {
    const isSizedByOther = this.#pane.adapt();
    const { cols: columns, rows } = this.#pane.terminal;
    this.#options.view.setState({ size: { columns, rows }, isSizedByOther });
  }
}
