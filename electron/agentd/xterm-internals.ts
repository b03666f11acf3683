import type { Terminal } from "@xterm/headless";

/**
 * What a faithful snapshot must carry and xterm's API does not tell. Everything private that we read is named here,
 * once, so that an upgrade of xterm is checked in one place (and by the round-trip tests).
 */
export interface CellAttributes {
  readonly fg: number;
  readonly bg: number;
  readonly extended: { readonly urlId: number; readonly underlineColor: number; readonly _ext: number };
  isInverse(): number;
  isBold(): number;
  isDim(): number;
  isItalic(): number;
  isBlink(): number;
  isInvisible(): number;
  isStrikethrough(): number;
  isOverline(): number;
  getFgColor(): number;
  getBgColor(): number;
  hasExtendedAttrs(): number;
}

/** The characters that a character set puts in place of others. */
export type Charset = Readonly<Record<string, string>>;

export interface InternalBuffer {
  readonly x: number;
  readonly y: number;
  readonly scrollTop: number;
  readonly scrollBottom: number;
  readonly savedX: number;
  readonly savedY: number;
  readonly ybase: number;
  readonly savedCurAttrData: CellAttributes;
  readonly savedCharset: Charset | undefined;
  readonly tabs: Readonly<Record<number, boolean>>;
}

export interface TerminalInternals {
  /** Parses at once; only for where nothing else waits, such as tests and replays. */
  writeSync(data: string | Uint8Array): void;
  readonly buffers: {
    readonly normal: InternalBuffer;
    readonly alt: InternalBuffer;
    readonly active: InternalBuffer;
  };
  readonly _inputHandler: {
    readonly _curAttrData: CellAttributes;
    readonly _parser: { readonly currentState: number };
  };
  readonly _oscLinkService: {
    getLinkData(id: number): { readonly id?: string; readonly uri: string } | undefined;
  };
  readonly _charsetService: {
    readonly glevel: number;
    /** What is in use now; after a restored cursor it may differ from what stands at its level. */
    readonly charset: Charset | undefined;
    readonly _charsets: readonly (Charset | undefined)[];
  };
  readonly coreMouseService: { readonly activeEncoding: string };
  readonly coreService: {
    readonly isCursorHidden: boolean;
    readonly decPrivateModes: { readonly cursorStyle?: string; readonly cursorBlink?: boolean };
  };
}

/** The private part of a terminal. */
export function internalsOf(terminal: Terminal): TerminalInternals {
  return (terminal as unknown as { readonly _core: TerminalInternals })._core;
}
