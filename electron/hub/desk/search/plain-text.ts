/** A line of a table that only parts its head from its rows, a rule, and the edges of a block of code or of facts. */
const ONLY_MARKS = /^[ \t]*(?:[|:\- \t]*-{3,}[|:\- \t]*|`{3,}.*|~{3,}.*|\*{3,}|_{3,}|={3,})[ \t]*$/gm;
/** What a line begins with: quotes, headings, points of a list, and boxes of tasks. */
const LINE_BEGINNINGS = /^[ \t]*(?:>[ \t]?)*(?:#{1,6}[ \t]+|[-*+][ \t]+)?(?:\[[ xX]\][ \t]+)?/gm;
const EDGES_OF_ROWS = /^[ \t]*\|[ \t]*|[ \t]*\|[ \t]*$/gm;
const CELL_BORDERS = /[ \t]*(?<!\\)\|[ \t]*/g;
const LINKS = /!?\[([^\]\n]*)\]\([^)\n]*\)/g;
const COMMENTS = /<!--|-->/g;
const CODE = /`+/g;
/** Not those within a word: names have them. */
const EMPHASIS = /(?<![\p{L}\p{N}\\*_~])(\*{1,3}|_{1,3}|~~)(?=\S)([^\n]*?\S)\1(?![\p{L}\p{N}*_~])/gu;
/** One of a pair whose other lies beyond what was cut. */
const HALVES = /(?<=^|\s)\*\*(?=\S)|(?<=\S)\*\*(?=[\s.,;:!?]|$)/gm;
const ESCAPES = /\\([\\`*_{}[\]()#+\-.!|<>~])/g;

/** A text without the marks of Markdown, as far as they are plainly marks. */
export function plainText(markdown: string): string {
  return markdown
    .replace(COMMENTS, " ")
    .replace(ONLY_MARKS, "")
    .replace(LINE_BEGINNINGS, "")
    .replace(LINKS, "$1")
    .replace(EDGES_OF_ROWS, "")
    .replace(CELL_BORDERS, " · ")
    .replace(CODE, "")
    .replace(EMPHASIS, "$2")
    .replace(HALVES, "")
    .replace(ESCAPES, "$1");
}
