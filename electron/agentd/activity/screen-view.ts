import type { Terminal } from "@xterm/headless";

/** What a terminal shows at this moment, to be looked at line by line. */
export interface ScreenView {
  readonly columns: number;
  readonly rows: number;
  readonly cursor: { readonly row: number; readonly column: number };
  /** The text of a row, without the blanks at its end. */
  line(row: number): string;
  /** The text of a row from a column on, with blanks in place of what is drawn faintly, such as a hint. */
  firmText(row: number, from: number): string;
}

/** Looks at a terminal; what is seen holds until the terminal is written to. */
export function viewOf(terminal: Terminal): ScreenView {
  const buffer = terminal.buffer.active;
  return {
    columns: terminal.cols,
    rows: terminal.rows,
    cursor: { row: buffer.cursorY, column: buffer.cursorX },
    line: (row) => (buffer.getLine(buffer.baseY + row)?.translateToString(true) ?? "").trimEnd(),
    firmText: (row, from) => {
      const line = buffer.getLine(buffer.baseY + row);
      let text = "";
      for (let column = from; column < terminal.cols; column += 1) {
        const cell = line?.getCell(column);
        // The second half of a wide character is no cell of its own.
        if (cell === undefined || cell.getWidth() === 0) continue;
        text += cell.isDim() === 0 ? cell.getChars() || " " : " ".repeat(cell.getWidth());
      }
      return text.trimEnd();
    },
  };
}
