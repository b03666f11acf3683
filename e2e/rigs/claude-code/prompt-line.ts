import type { IBuffer, IBufferCell, IBufferLine } from "@xterm/headless";

/** What stands in the line where a person types. */
export type PromptLine =
  | { readonly kind: "absent" }
  | { readonly kind: "empty"; readonly hint: string }
  | { readonly kind: "written" };

/** The text begins after the prompt's sign and a space. */
const FIRST_COLUMN = 2;
const SIGNS = ["❯", ">"];

/**
 * Says whether the prompt is there and empty. It is there when the cursor stands in a box between two ruled lines that
 * begins with the prompt's sign. It is empty when the cursor stands right after the sign, the box has one line, and
 * nothing but a hint, which is dim, stands in it. Of a hint the letter under the cursor is not dim, but what follows
 * is: of a written line it is the other way round.
 */
export function promptLine(buffer: IBuffer): PromptLine {
  const row = buffer.baseY + buffer.cursorY;
  const first = firstRowOfBox(buffer, row);
  const line = buffer.getLine(first ?? row);
  if (first === undefined || line === undefined) return { kind: "absent" };
  if (!SIGNS.includes(line.getCell(0)?.getChars() ?? "")) return { kind: "absent" };
  const isAtStart = row === first && buffer.cursorX === FIRST_COLUMN;
  if (!isAtStart || !isRule(buffer.getLine(row + 1))) return { kind: "written" };
  const cells = cellsOf(line);
  const underCursor = cells[FIRST_COLUMN]?.getChars() ?? "";
  const rest = cells.slice(FIRST_COLUMN + 1).filter((cell) => !isBlank(cell));
  if (rest.some((cell) => cell.isDim() === 0)) return { kind: "written" };
  if (underCursor.trim() !== "" && rest.length === 0) return { kind: "written" };
  return { kind: "empty", hint: line.translateToString(true, FIRST_COLUMN).trim() };
}

/** The row below the nearest ruled line above the cursor, as far as the screen reaches. */
function firstRowOfBox(buffer: IBuffer, from: number): number | undefined {
  for (let row = from; row > buffer.baseY; row -= 1) if (isRule(buffer.getLine(row - 1))) return row;
  return undefined;
}

/** A line drawn across the whole screen, above or below the prompt; a name may stand in it. */
function isRule(line: IBufferLine | undefined): boolean {
  return line !== undefined && line.getCell(0)?.getChars() === "─" && line.getCell(1)?.getChars() === "─";
}

function cellsOf(line: IBufferLine): readonly IBufferCell[] {
  return Array.from({ length: line.length }, (_, column) => line.getCell(column)).filter(
    (cell) => cell !== undefined,
  );
}

function isBlank(cell: IBufferCell): boolean {
  return cell.getChars().trim() === "";
}
