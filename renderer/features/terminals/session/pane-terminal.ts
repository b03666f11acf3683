import type { SearchAddon } from "@xterm/addon-search";
import type { Terminal } from "@xterm/xterm";
import { DisposableStore, type Disposable } from "../../../../shared/base/disposable.ts";
import type { TerminalSize } from "../../../../shared/terminal/frames.ts";
import type { ActionId } from "../../../actions/action-list.ts";
import type { KeyPress } from "../../../actions/chord.ts";
import type { Platform } from "../../../actions/platform.ts";
import type { Appearance } from "../../../theme/appearance.ts";
import { copyText } from "../input/clipboard.ts";
import { createTerminal } from "./create-terminal.ts";
import { isDeviceReply } from "./device-replies.ts";
import { releaseGraphics } from "./graphics.ts";
import { PaneFit } from "./pane-fit.ts";
import type { FindResult } from "./terminal-view.ts";
import { matchDecorations, xtermTheme } from "./xterm-theme.ts";

export interface PaneTerminalOptions {
  readonly element: HTMLElement;
  readonly appearance: Appearance;
  readonly renderer: "webgl" | "dom";
  readonly platform: Platform;
  /** The action of the window that keys lead to in a terminal; nothing for those that are the program's. */
  readonly actionOf: (press: KeyPress) => ActionId | undefined;
  /** What the person typed, or did with the mouse where the program follows it. */
  readonly onInput: (bytes: Uint8Array) => void;
  readonly onPaste: (text: string) => void;
  readonly onWheel: () => void;
  readonly onLinkTarget: (target: string | undefined) => void;
  readonly onFound: (result: FindResult) => void;
  /** The pane has another size, and rests. */
  readonly onPaneResized: () => void;
}

/** A window edge that is dragged gives one resize, when it rests. */
const RESIZE_REST_MS = 80;

/** The sequences by which a program sets colours (OSC 4, 10, 11, 12). */
const COLOUR_CODES = [4, 10, 11, 12];

/** The xterm in a pane's element, with what a person does in it; it knows nothing of pipes and frames. */
export class PaneTerminal implements Disposable {
  readonly terminal: Terminal;
  readonly #options: PaneTerminalOptions;
  readonly #store = new DisposableStore();
  readonly #search: SearchAddon;
  readonly #fit: PaneFit;
  #ownSize: TerminalSize | undefined;
  #hasOtherColours = false;
  #fonts: string | undefined;
  #hasFont = false;

  constructor(options: PaneTerminalOptions, fontSize: number) {
    this.#options = options;
    const { terminal, fit, search } = createTerminal({ ...options, fontSize });
    this.terminal = terminal;
    this.#search = search;
    this.#fit = new PaneFit(terminal, fit, fontSize);
    this.measure();
    if (this.#ownSize !== undefined) terminal.resize(this.#ownSize.columns, this.#ownSize.rows);
    this.#listenToTerminal();
    this.#listenToElement();
    this.#store.add(options.appearance.onChanged(() => this.#follow()));
  }

  /** What the pane has room for, in the person's font size. */
  get ownSize(): TerminalSize | undefined {
    return this.#ownSize;
  }

  /** Lines between the bottom and what is seen. */
  get fromBottom(): number {
    const { baseY, viewportY } = this.terminal.buffer.active;
    return baseY - viewportY;
  }

  /** How many rows at the end of the screen hold nothing. */
  get emptyRows(): number {
    const buffer = this.terminal.buffer.active;
    let last = this.terminal.rows - 1;
    while (last > buffer.cursorY && buffer.getLine(buffer.baseY + last)?.translateToString(true) === "")
      last -= 1;
    return this.terminal.rows - 1 - last;
  }

  get isBracketed(): boolean {
    return this.terminal.modes.bracketedPasteMode;
  }

  scrollUpFromBottom(lines: number): void {
    this.terminal.scrollToLine(Math.max(0, this.terminal.buffer.active.baseY - lines));
  }

  setInputEnabled(isEnabled: boolean): void {
    this.terminal.options.disableStdin = !isEnabled;
  }

  setFontSize(fontSize: number): void {
    this.#fit.setPreferredFontSize(fontSize);
  }

  /** Looks again what the pane has room for; tells whether that changed. */
  measure(): boolean {
    const before = this.#ownSize;
    this.#ownSize = this.#fit.ownSize() ?? before;
    return before?.columns !== this.#ownSize?.columns || before?.rows !== this.#ownSize?.rows;
  }

  /** Gives back the colours that a program set for itself. */
  restoreColours(): void {
    if (this.#hasOtherColours) this.#setTheme();
  }

  /** Empties the terminal, for another agent. */
  reset(): void {
    this.endFind();
    this.restoreColours();
    this.terminal.reset();
  }

  /** Makes the terminal fit by smaller text, if it is larger than the pane; tells whether it is. */
  adapt(): boolean {
    return this.#fit.adapt();
  }

  /** Looks for a text from the newest line upwards, or goes on from the match that is shown. */
  find(term: string, from: "bottom" | "older" | "newer"): void {
    const options = { decorations: matchDecorations(this.#options.appearance) };
    if (from === "newer") this.#search.findNext(term, options);
    else {
      if (from === "bottom") this.terminal.clearSelection();
      this.#search.findPrevious(term, options);
    }
  }

  endFind(): void {
    this.#search.clearDecorations();
    this.terminal.clearSelection();
  }

  dispose(): void {
    this.#store.dispose();
    releaseGraphics(this.#options.element);
    this.terminal.dispose();
  }

  #listenToTerminal(): void {
    const { terminal } = this;
    const { onInput, onFound } = this.#options;
    terminal.onData((data) => {
      if (!isDeviceReply(data)) onInput(new TextEncoder().encode(data));
    });
    terminal.onBinary((data) => onInput(Uint8Array.from(data, (character) => character.charCodeAt(0))));
    for (const code of COLOUR_CODES) {
      terminal.parser.registerOscHandler(code, () => {
        this.#hasOtherColours = true;
        return false;
      });
    }
    terminal.attachCustomKeyEventHandler((event) => this.#takesKey(event));
    this.#search.onDidChangeResults(({ resultIndex, resultCount }) =>
      onFound({ index: resultIndex, count: resultCount }),
    );
  }

  #setTheme(): void {
    this.#hasOtherColours = false;
    this.terminal.options.theme = xtermTheme(this.#options.appearance);
  }

  /** The theme is another now, or a font has come. */
  #follow(): void {
    this.#setTheme();
    Object.assign(this.terminal.options, this.#options.appearance.terminalCursor);
    const fonts = this.#options.appearance.terminalFonts;
    if (this.#fonts === fonts && this.#hasFont) return;
    this.#fonts = fonts;
    this.#hasFont = true;
    // A font of the same name may have come only now: xterm measures when it is told another list.
    this.terminal.options.fontFamily = "monospace";
    this.terminal.options.fontFamily = fonts;
    this.#options.onPaneResized();
  }

  #listenToElement(): void {
    const { element, onPaste, onWheel, onPaneResized } = this.#options;
    const paste = (event: ClipboardEvent): void => {
      event.preventDefault();
      event.stopImmediatePropagation();
      onPaste(event.clipboardData?.getData("text/plain") ?? "");
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    const observer = new ResizeObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(onPaneResized, RESIZE_REST_MS);
    });
    element.addEventListener("paste", paste, { capture: true });
    element.addEventListener("wheel", onWheel, { capture: true, passive: true });
    observer.observe(element);
    this.#store.onDispose(() => {
      element.removeEventListener("paste", paste, { capture: true });
      element.removeEventListener("wheel", onWheel, { capture: true });
      observer.disconnect();
      clearTimeout(timer);
    });
  }

  /** Answers false to the keys that are not the program's. */
  #takesKey(event: KeyboardEvent): boolean {
    if (event.type !== "keydown") return true;
    const hasSelection = this.terminal.hasSelection();
    const isPlainCopy = this.#options.platform === "windows" && hasSelection && isControlC(event);
    const action = this.#options.actionOf(event);
    if (action === "terminal.copy" || isPlainCopy) {
      event.preventDefault();
      if (hasSelection) copyText(this.terminal.getSelection());
      if (isPlainCopy) this.terminal.clearSelection();
      return false;
    }
    // A paste goes on to the browser, which answers with a paste event.
    return action === undefined;
  }
}

/** On Windows Ctrl+C copies while something is selected, and interrupts else. */
function isControlC({ key, ctrlKey, shiftKey, altKey, metaKey }: KeyboardEvent): boolean {
  return key.toLowerCase() === "c" && ctrlKey && !shiftKey && !altKey && !metaKey;
}
