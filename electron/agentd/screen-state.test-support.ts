import type { IBuffer, IBufferCell, Terminal } from "@xterm/headless";
import { underlineStyleOf } from "./cell-style.ts";
import { internalsOf, type CellAttributes } from "./xterm-internals.ts";

/** The mark of a row that continues the one above. */
export const WRAPPED = "↩";

/** Everything about a terminal that a person or a program could tell apart, as values that compare. */
export function stateOf(terminal: Terminal, scrollback = Number.POSITIVE_INFINITY): object {
  const core = internalsOf(terminal);
  const { x, y, scrollTop, scrollBottom } = core.buffers.active;
  return {
    type: terminal.buffer.active.type,
    normal: rowsOf(terminal, terminal.buffer.normal, scrollback),
    alternate:
      terminal.buffer.active.type === "alternate" ? rowsOf(terminal, terminal.buffer.alternate, 0) : [],
    cursor: { x, y, scrollTop, scrollBottom },
    modes: { ...terminal.modes, synchronizedOutputMode: false },
    mouse: core.coreMouseService.activeEncoding,
    isCursorHidden: core.coreService.isCursorHidden,
    cursorStyle: core.coreService.decPrivateModes.cursorStyle,
    glevel: core._charsetService.glevel,
  };
}

function rowsOf(terminal: Terminal, buffer: IBuffer, scrollback: number): string[] {
  const start = Math.max(0, buffer.baseY - scrollback);
  const rows: string[] = [];
  for (let y = start; y < buffer.baseY + terminal.rows; y += 1) {
    const line = buffer.getLine(y);
    // The alternate screen never flows anew, so that nothing there depends on what wrapped.
    let row = line?.isWrapped === true && y > start && buffer.type === "normal" ? WRAPPED : "";
    for (let x = 0; x < terminal.cols; x += 1) {
      const cell = line?.getCell(x) as (IBufferCell & CellAttributes) | undefined;
      if (cell === undefined) continue;
      const isWhole = cell.getWidth() === 2 && line?.getCell(x + 1)?.getWidth() === 0;
      row += cellText(terminal, cell, isWhole || cell.getWidth() === 1);
      if (isWhole) x += 1;
    }
    rows.push(row);
  }
  return rows;
}

/**
 * A cell as a person sees it: an empty cell with a style of its own looks like a space in that style, and so does half
 * a wide character whose other half was overwritten, with its background alone where it was the second one.
 */
function cellText(terminal: Terminal, cell: IBufferCell & CellAttributes, isWhole: boolean): string {
  if (cell.getWidth() === 0) {
    const background = plainColor(cell.bg & 0x3ffffff);
    return background === 0 ? " " : `{0,${background},,} `;
  }
  const chars = cell.getChars() === "" || !isWhole ? " " : cell.getChars();
  const hasExtended = cell.hasExtendedAttrs() !== 0;
  const underline =
    hasExtended && (cell.fg & 0x10000000) !== 0
      ? `${underlineStyleOf(cell)}/${cell.extended.underlineColor}`.replace(/^[01]\/0$/, "")
      : "";
  const link = hasExtended && cell.extended.urlId !== 0 ? linkOf(terminal, cell.extended.urlId) : "";
  const style = `${plainColor(cell.fg)},${plainColor(cell.bg & ~0x10000000)},${underline},${link}`;
  return style === "0,0,," ? chars : `{${style}}${chars}`;
}

/** A palette colour fills one byte; xterm leaves what an RGB colour had put into the others. */
function plainColor(packed: number): number {
  const isPalette = (packed & 0x3000000) === 0x1000000 || (packed & 0x3000000) === 0x2000000;
  return isPalette ? packed & ~0xffff00 : packed;
}

function linkOf(terminal: Terminal, id: number): string {
  return internalsOf(terminal)._oscLinkService.getLinkData(id)?.uri ?? "";
}
