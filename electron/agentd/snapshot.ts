import type { IBufferCell, Terminal } from "@xterm/headless";
import { penSequence, styleSequence } from "./cell-style.ts";
import { linkSequence, RowSerializer } from "./serialize-rows.ts";
import {
  internalsOf,
  type CellAttributes,
  type Charset,
  type InternalBuffer,
  type TerminalInternals,
} from "./xterm-internals.ts";

/** What selects each of the four character sets. */
const SHIFTS = ["", "\x0e", "\x1bn", "\x1bo"];

/**
 * The text that makes a fresh terminal of the same size equal to this one: cells, cursor, and every mode that changes
 * what later output means. `scrollback` is how many of the lines above the screen come along.
 */
export function snapshotOf(terminal: Terminal, scrollback: number): string {
  const core = internalsOf(terminal);
  const normal = terminal.buffer.normal;
  const isAlternate = terminal.buffer.active.type === "alternate";
  const rows = new RowSerializer(normal, terminal.cols, core._oscLinkService);
  const start = Math.max(0, normal.baseY - scrollback);
  let text = rows.serialize(start, normal.baseY + terminal.rows);
  if (isAlternate) {
    // Entering the alternate screen saves the cursor; what it saves is what leaving brings back.
    text += tabStops(core.buffers.normal, terminal.cols) + margins(core.buffers.normal, terminal.rows);
    text += `${savedCursor(core.buffers.normal)}\x1b[?1049h\x1b(B\x1b[m\x1b[2J\x1b[H`;
    text += new RowSerializer(terminal.buffer.alternate, terminal.cols, core._oscLinkService).serialize(
      0,
      terminal.rows,
    );
  }
  return text + tabStops(core.buffers.active, terminal.cols) + cursorAndModes(terminal, core);
}

function cursorAndModes(terminal: Terminal, core: TerminalInternals): string {
  const buffer = core.buffers.active;
  const modes = terminal.modes;
  let text = "";
  // Setting the margins moves the cursor, so they come before it.
  text += margins(buffer, terminal.rows);
  text += `${savedCursor(buffer)}\x1b7\x1b(B`;
  text += inputModes(terminal, core);
  if (modes.originMode) text += "\x1b[?6h";
  text += finalCursor(terminal, core, modes.originMode ? buffer.scrollTop : 0);
  // These change how text is put down, so they come last.
  text += charsets(core);
  if (modes.insertMode) text += "\x1b[4h";
  if (!modes.wraparoundMode) text += "\x1b[?7l";
  const pen = core._inputHandler._curAttrData;
  const isLinked = pen.hasExtendedAttrs() !== 0 && pen.extended.urlId !== 0;
  const link = isLinked ? linkSequence(core._oscLinkService, pen.extended.urlId) : "";
  return text + penSequence(pen) + link;
}

/** The region that scrolls, where it is not the whole screen. */
function margins({ scrollTop, scrollBottom }: InternalBuffer, rows: number): string {
  const isWhole = scrollTop === 0 && scrollBottom === rows - 1;
  return isWhole ? "" : `\x1b[${scrollTop + 1};${scrollBottom + 1}r`;
}

/** Puts the cursor, its style and its character set to what was saved, ready to be saved again. */
function savedCursor(buffer: InternalBuffer): string {
  const charset = isLineDrawing(buffer.savedCharset) ? "\x1b(0" : "";
  const position = moveTo(buffer.savedX, Math.max(0, buffer.savedY - buffer.ybase));
  return position + styleSequence(buffer.savedCurAttrData) + charset;
}

function inputModes(terminal: Terminal, core: TerminalInternals): string {
  const modes = terminal.modes;
  let text = "";
  if (modes.applicationCursorKeysMode) text += "\x1b[?1h";
  if (modes.applicationKeypadMode) text += "\x1b=";
  if (modes.bracketedPasteMode) text += "\x1b[?2004h";
  if (modes.reverseWraparoundMode) text += "\x1b[?45h";
  if (modes.sendFocusMode) text += "\x1b[?1004h";
  const tracking = { none: "", x10: "9", vt200: "1000", drag: "1002", any: "1003" }[modes.mouseTrackingMode];
  if (tracking !== "") text += `\x1b[?${tracking}h`;
  const encoding = core.coreMouseService.activeEncoding;
  if (encoding === "SGR") text += "\x1b[?1006h";
  else if (encoding === "SGR_PIXELS") text += "\x1b[?1016h";
  if (core.coreService.isCursorHidden) text += "\x1b[?25l";
  return text + cursorStyle(core);
}

function cursorStyle(core: TerminalInternals): string {
  const { cursorStyle: style, cursorBlink } = core.coreService.decPrivateModes;
  if (style === undefined) return "";
  const base = { block: 1, underline: 3, bar: 5 }[style] ?? 1;
  return `\x1b[${cursorBlink === false ? base + 1 : base} q`;
}

function charsets(core: TerminalInternals): string {
  const { glevel, charset, _charsets } = core._charsetService;
  let text = "";
  for (const [level, designator] of ["(", ")", "*", "+"].entries()) {
    if (isLineDrawing(level === glevel ? charset : _charsets[level])) text += `\x1b${designator}0`;
  }
  return text + (SHIFTS[glevel] ?? "");
}

/** The line-drawing set is the only one in use that is not plain text. */
function isLineDrawing(charset: Charset | undefined): boolean {
  return charset?.["q"] === "─";
}

function tabStops({ tabs }: InternalBuffer, columns: number): string {
  const stops = Array.from({ length: columns }, (_, column) => column).filter(
    (column) => tabs[column] === true,
  );
  const isDefault = stops.length === Math.ceil(columns / 8) && stops.every((column) => column % 8 === 0);
  return isDefault ? "" : `\x1b[3g${stops.map((column) => `\x1b[${column + 1}G\x1bH`).join("")}`;
}

/** Puts the cursor where it is, and where it hangs past the right edge, lets it hang there again. */
function finalCursor(terminal: Terminal, core: TerminalInternals, originRow: number): string {
  const { x, y } = core.buffers.active;
  if (x < terminal.cols) return moveTo(x, y - originRow);
  const line = terminal.buffer.active.getLine(core.buffers.active.ybase + y);
  const column = line?.getCell(terminal.cols - 1)?.getWidth() === 0 ? terminal.cols - 2 : terminal.cols - 1;
  const cell = line?.getCell(column) as (IBufferCell & CellAttributes) | undefined;
  if (cell === undefined) return moveTo(terminal.cols - 1, y - originRow);
  const chars = cell.getChars() === "" ? " " : cell.getChars();
  const link = cell.hasExtendedAttrs() ? cell.extended.urlId : 0;
  const drawn = styleSequence(cell) + linkSequence(core._oscLinkService, link) + chars;
  return moveTo(column, y - originRow) + drawn + linkSequence(core._oscLinkService, 0);
}

function moveTo(x: number, y: number): string {
  return `\x1b[${y + 1};${x + 1}H`;
}
