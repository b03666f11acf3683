import { DisposableStore, type Disposable } from "../../../../shared/base/disposable.ts";
import type { TerminalSize } from "../../../../shared/terminal/frames.ts";
import type { AgentScreen } from "../screen/agent-screen.ts";
import type { LocalTerminal } from "../local/local-terminal.ts";
import { paint } from "./paint.ts";
import { originAround, pictureOf, type Origin, type Picture } from "./picture.ts";
import { withStatusLine } from "./status-line.ts";

/** The least time between two drawings: about 60 a second, however fast the output comes. */
const FRAME_MS = 16;

/** A program that holds its screen back for longer than this is shown as it stands. */
const LONGEST_CHANGE_MS = 200;

/**
 * Draws an agent's screen on the local terminal.
 *
 * It always composes: the agent's bytes go to a screen in memory, and the local terminal is sent the cells that
 * changed. Passing the bytes through would save one parse (a fraction of a millisecond for an echo), but then queries,
 * titles, clipboard writes and whatever else a hostile program emits would have to be filtered out of a byte stream,
 * snapshots would flicker, and a screen that is larger than the local one would need this path anyway. With one path
 * nothing but text, colours and positions of ours ever reaches the person's terminal, and nothing that would answer.
 */
export class Display implements Disposable {
  readonly #store = new DisposableStore();
  readonly #local: LocalTerminal;
  #screen: AgentScreen | undefined;
  #status: string | undefined;
  #shown: Picture | undefined;
  #origin: Origin = { column: 0, row: 0 };
  #timer: NodeJS.Timeout | undefined;
  #lastDrawn = 0;
  #changingSince: number | undefined;
  #isBlocked = false;
  #hasRung = false;

  constructor(local: LocalTerminal) {
    this.#local = local;
    this.#store.add(local.onResized(() => this.#redraw()));
    this.#store.add(local.onDrained(() => this.#unblock()));
    this.#store.onDispose(() => clearTimeout(this.#timer));
  }

  /** Where the shown part of the agent's screen begins. */
  get origin(): Origin {
    return this.#origin;
  }

  /** Shows the screen as it is now, at once or with the next frame. */
  show(screen: AgentScreen): void {
    this.#screen = screen;
    this.#schedule();
  }

  /** Shows a line of our own over the last row, or takes it away. */
  setStatus(status: string | undefined): void {
    if (this.#status === status) return;
    this.#status = status;
    this.#schedule();
  }

  ring(): void {
    this.#hasRung = true;
    this.#schedule();
  }

  dispose(): void {
    this.#store.dispose();
  }

  #redraw(): void {
    this.#shown = undefined;
    this.#schedule();
  }

  #unblock(): void {
    this.#isBlocked = false;
    this.#schedule();
  }

  #schedule(): void {
    if (this.#timer !== undefined || this.#isBlocked || this.#store.isDisposed) return;
    const wait = Math.max(this.#lastDrawn + FRAME_MS - performance.now(), this.#holdBack());
    // At once when nothing was drawn lately: that is the echo of a key.
    if (wait <= 0) return this.#draw();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#schedule();
    }, wait);
  }

  /** How long a screen in the middle of a synchronized change is still waited for. */
  #holdBack(): number {
    if (this.#screen?.isChanging !== true) {
      this.#changingSince = undefined;
      return 0;
    }
    this.#changingSince ??= performance.now();
    return Math.min(this.#changingSince + LONGEST_CHANGE_MS - performance.now(), FRAME_MS);
  }

  #draw(): void {
    this.#lastDrawn = performance.now();
    const picture = this.#picture();
    if (this.#screen !== undefined) this.#local.setModes(this.#screen.modes);
    const bell = this.#hasRung ? "\u0007" : "";
    const changes = paint(this.#shown, picture) + bell;
    this.#shown = picture;
    this.#hasRung = false;
    if (changes !== "") this.#isBlocked = !this.#local.write(changes);
  }

  #picture(): Picture {
    const view = this.#local.size;
    const picture = this.#screen === undefined ? blankPicture(view) : this.#cut(this.#screen, view);
    return this.#status === undefined ? picture : withStatusLine(picture, this.#status);
  }

  #cut({ source }: AgentScreen, view: TerminalSize): Picture {
    this.#origin = originAround(source, view);
    return pictureOf(source, view, this.#origin);
  }
}

function blankPicture(size: TerminalSize): Picture {
  const texts = new Array<string>(size.columns).fill(" ");
  const styles = new Array<string>(size.columns).fill("");
  return {
    size,
    lines: Array.from({ length: size.rows }, () => ({ texts, styles })),
    cursor: { column: 0, row: 0, isVisible: true },
  };
}
