import type { IParser, Terminal } from "@xterm/headless";

/** The shapes of the cursor as DECSCUSR numbers them; 0 is the terminal's own. */
const LAST_CURSOR_STYLE = 6;

type MouseTracking = Terminal["modes"]["mouseTrackingMode"];
type MouseEncoding = "plain" | "sgr" | "pixels";

/** What a program asked of its terminal that changes which bytes keys and the mouse send, or how the cursor looks. */
export interface ProgramModes {
  readonly applicationCursorKeys: boolean;
  readonly applicationKeypad: boolean;
  readonly bracketedPaste: boolean;
  readonly mouseTracking: MouseTracking;
  readonly mouseEncoding: MouseEncoding;
  readonly isCursorVisible: boolean;
  readonly cursorStyle: number;
}

/** Reads the modes of a program off its screen; those that xterm.js keeps to itself are watched for as they pass. */
export function watchModes(terminal: Terminal): () => ProgramModes {
  let mouseEncoding: MouseEncoding = "plain";
  let isCursorVisible = true;
  let cursorStyle = 0;

  const setPrivateModes = (parameters: readonly (number | number[])[], isSet: boolean): void => {
    for (const mode of parameters) {
      if (mode === 25) isCursorVisible = isSet;
      if (mode === 1006) mouseEncoding = isSet ? "sgr" : "plain";
      if (mode === 1016) mouseEncoding = isSet ? "pixels" : "plain";
    }
  };
  const reset = (): void => {
    isCursorVisible = true;
    cursorStyle = 0;
  };
  watch(terminal.parser, {
    set: (parameters) => setPrivateModes(parameters, true),
    unset: (parameters) => setPrivateModes(parameters, false),
    styleCursor: ([style]) => {
      cursorStyle = typeof style === "number" && style <= LAST_CURSOR_STYLE ? style : 0;
    },
    softReset: reset,
    fullReset: () => {
      reset();
      mouseEncoding = "plain";
    },
  });

  return () => ({
    applicationCursorKeys: terminal.modes.applicationCursorKeysMode,
    applicationKeypad: terminal.modes.applicationKeypadMode,
    bracketedPaste: terminal.modes.bracketedPasteMode,
    mouseTracking: terminal.modes.mouseTrackingMode,
    mouseEncoding,
    isCursorVisible,
    cursorStyle,
  });
}

interface Watcher {
  set(parameters: readonly (number | number[])[]): void;
  unset(parameters: readonly (number | number[])[]): void;
  styleCursor(parameters: readonly (number | number[])[]): void;
  softReset(): void;
  fullReset(): void;
}

/** Sees the sequences as they are parsed, and leaves them to xterm.js all the same. */
function watch(parser: IParser, watcher: Watcher): void {
  const andPassOn =
    <T extends readonly unknown[]>(see: (...parameters: T) => void) =>
    (...parameters: T): boolean => {
      see(...parameters);
      return false;
    };
  parser.registerCsiHandler({ prefix: "?", final: "h" }, andPassOn(watcher.set));
  parser.registerCsiHandler({ prefix: "?", final: "l" }, andPassOn(watcher.unset));
  parser.registerCsiHandler({ intermediates: " ", final: "q" }, andPassOn(watcher.styleCursor));
  parser.registerCsiHandler({ intermediates: "!", final: "p" }, andPassOn(watcher.softReset));
  parser.registerEscHandler({ final: "c" }, andPassOn(watcher.fullReset));
}
