/** A table of a Markdown text: its cells as they are written, without the spaces around them. */
export interface MarkdownTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Longer lines are no rows that anybody wrote by hand. */
const LONGEST_LINE_CHARS = 20_000;
const MOST_COLUMNS = 30;
const MOST_ROWS = 2000;
const DELIMITER_CELL = /^:?-+:?$/;

/** The tables of a text. What stands in code or in a comment is none. */
export function* markdownTables(text: string): Generator<MarkdownTable, void, void> {
  let before: string | undefined;
  let table: { readonly header: readonly string[]; readonly rows: string[][] } | undefined;
  for (const line of visibleLines(text)) {
    if (table !== undefined) {
      if (line.includes("|") && line.trim() !== "") {
        if (table.rows.length < MOST_ROWS) table.rows.push(cellsOf(line));
        continue;
      }
      yield table;
      table = undefined;
    }
    const header = before === undefined ? undefined : headerAbove(line, before);
    if (header !== undefined) table = { header, rows: [] };
    before = line;
  }
  if (table !== undefined) yield table;
}

/** The header of a table, if this line rules off one from the line above. */
function headerAbove(line: string, above: string): readonly string[] | undefined {
  if (!line.includes("-") || !above.includes("|")) return undefined;
  const ruled = cellsOf(line);
  if (!ruled.every((cell) => DELIMITER_CELL.test(cell))) return undefined;
  const header = cellsOf(above);
  return header.length === ruled.length ? header : undefined;
}

/** The lines of a text that are neither in a fenced block of code nor in a comment. */
function* visibleLines(text: string): Generator<string, void, void> {
  let fence: string | undefined;
  let isComment = false;
  for (const raw of text.split("\n")) {
    const line = raw.endsWith("\r") ? raw.slice(0, -1) : raw;
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== undefined) {
      if (mark !== undefined && mark.startsWith(fence) && line.trim() === mark) fence = undefined;
    } else if (!isComment && mark !== undefined) {
      fence = mark;
      yield "";
    } else {
      const shown = withoutComments(line, isComment);
      isComment = shown.isComment;
      yield shown.text.length > LONGEST_LINE_CHARS ? "" : shown.text;
    }
  }
}

function withoutComments(
  line: string,
  isInside: boolean,
): { readonly text: string; readonly isComment: boolean } {
  let text = "";
  let isComment = isInside;
  for (let place = 0; place < line.length;) {
    const mark = line.indexOf(isComment ? "-->" : "<!--", place);
    if (!isComment) text += line.slice(place, mark === -1 ? line.length : mark);
    if (mark === -1) break;
    place = mark + (isComment ? 3 : 4);
    isComment = !isComment;
  }
  return { text, isComment };
}

/** The cells of a row. A bar with a backslash before it belongs to its cell. */
function cellsOf(line: string): string[] {
  const cells: string[] = [];
  let cell = "";
  const trimmed = line.trim();
  for (let place = trimmed.startsWith("|") ? 1 : 0; place < trimmed.length; place += 1) {
    const character = trimmed[place];
    if (character === "\\" && trimmed[place + 1] === "|") {
      cell += "|";
      place += 1;
    } else if (character === "|") {
      if (cells.length < MOST_COLUMNS) cells.push(cell.trim());
      cell = "";
    } else cell += character;
  }
  if (cell.trim() !== "") cells.push(cell.trim());
  return cells.slice(0, MOST_COLUMNS);
}
