import { UnicodeGraphemesAddon } from "@xterm/addon-unicode-graphemes";
import { Terminal } from "@xterm/xterm";
import { DisposableStore, type Disposable } from "../../../../shared/base/disposable.ts";
import { repairEraseAbove } from "../../../../shared/terminal/erase-above.ts";
import type { TerminalFrame } from "../../../../shared/terminal/frames.ts";
import type { FramePipe } from "../../../../shared/terminal/pipe.ts";
import type { Appearance } from "../../../theme/appearance.ts";
import { swallowQueries } from "../session/device-replies.ts";
import { FramePlayer } from "../session/frame-player.ts";
import { PipeKeeper } from "../session/pipe-keeper.ts";
import { xtermTheme } from "../session/xterm-theme.ts";
import { paletteOf } from "./cell-colours.ts";
import { lastLineOf, paintScreen, type Paint } from "./paint-screen.ts";

export interface ScreenPreviewOptions {
  readonly canvas: HTMLCanvasElement;
  readonly appearance: Appearance;
  readonly openPipe: () => FramePipe;
  /** The last line with text, as it is now. */
  readonly onLine: (line: string) => void;
}

/** What comes is drawn this often at most: one looks at such a screen, and does not read it. */
const PAINT_MS = 250;
/** Drawing all of them takes a small part of the time, however slow the machine is. */
const REST_PER_WORK = 24;

/** A small picture of a terminal that goes along with it. It is drawn from xterm's buffer, without an xterm in the page. */
export class ScreenPreview implements Disposable {
  readonly #options: ScreenPreviewOptions;
  readonly #store = new DisposableStore();
  readonly #terminal: Terminal;
  readonly #keeper: PipeKeeper;
  #player: FramePlayer | undefined;
  #frames: TerminalFrame[] = [];
  #paint: Paint;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #paintedAt = Number.NEGATIVE_INFINITY;
  #restMs = PAINT_MS;
  #hasScreen = false;
  #isDisposed = false;

  constructor(options: ScreenPreviewOptions) {
    this.#options = options;
    const { appearance, canvas, openPipe } = options;
    this.#terminal = new Terminal({ allowProposedApi: true, scrollback: 0, logLevel: "off" });
    swallowQueries(this.#terminal.parser);
    repairEraseAbove(this.#terminal);
    this.#terminal.loadAddon(new UnicodeGraphemesAddon());
    this.#terminal.unicode.activeVersion = "15-graphemes";
    this.#paint = paintFor(appearance);
    this.#keeper = new PipeKeeper({
      openPipe,
      onOpened: () => this.#begin(),
      onFrame: (frame) => {
        this.#frames.push(frame);
        this.#plan();
      },
      onLost: () => undefined,
    });
    this.#store.add(
      appearance.onChanged(() => {
        this.#paint = paintFor(appearance);
        this.#plan();
      }),
    );
    const observer = new ResizeObserver(() => this.#plan());
    observer.observe(canvas);
    this.#store.onDispose(() => observer.disconnect());
    this.#keeper.setWanted(true);
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
    this.#player?.stop();
    this.#keeper.dispose();
    this.#store.dispose();
    this.#terminal.dispose();
  }

  #begin(): void {
    this.#player?.stop();
    this.#frames = [];
    this.#player = new FramePlayer({
      terminal: this.#terminal,
      isFresh: false,
      send: (frame) => this.#keeper.send(frame),
      onReplace: () => undefined,
      onResized: () => undefined,
      onSnapshot: () => {
        this.#hasScreen = true;
      },
      onEnded: () => undefined,
    });
    // Without a size of its own: whoever looks at a small picture makes no terminal smaller or larger.
    this.#keeper.send({
      kind: "open",
      request: { follow: "screen", appearance: this.#options.appearance.current },
    });
  }

  #plan(): void {
    if (this.#timer !== undefined || this.#isDisposed) return;
    const wait = Math.max(0, this.#paintedAt + this.#restMs - performance.now());
    this.#timer = setTimeout(() => this.#take(), wait);
  }

  /** Takes up all that came, and draws it. */
  #take(): void {
    const frames = this.#frames;
    this.#frames = [];
    for (const frame of frames) this.#player?.play(frame);
    this.#terminal.write("", () => {
      this.#timer = undefined;
      if (this.#isDisposed) return;
      const began = performance.now();
      this.#draw();
      this.#paintedAt = performance.now();
      this.#restMs = Math.max(PAINT_MS, (this.#paintedAt - began) * REST_PER_WORK);
      if (this.#frames.length > 0) this.#plan();
    });
  }

  #draw(): void {
    const { canvas, onLine } = this.#options;
    const { clientWidth: width, clientHeight: height } = canvas;
    if (!this.#hasScreen || width === 0 || height === 0) return;
    // Not before there is something to draw: from then on it is black where nothing is drawn.
    const context = canvas.getContext("2d", { alpha: false });
    if (context === null) return;
    const ratio = Math.min(2, canvas.ownerDocument.defaultView?.devicePixelRatio ?? 1);
    const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (canvas.width !== across) canvas.width = across;
    if (canvas.height !== down) canvas.height = down;
    paintScreen(context, this.#terminal, this.#paint, { width, height, ratio });
    onLine(lastLineOf(this.#terminal));
  }
}

function paintFor(appearance: Appearance): Paint {
  const theme = xtermTheme(appearance);
  return {
    fonts: appearance.terminalFonts,
    palette: paletteOf(theme),
    foreground: theme.foreground ?? "",
    background: theme.background ?? "",
  };
}
