const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });

const WIDE =
  /\p{Emoji_Presentation}|\ufe0f|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}]/u;

/** How many columns a grapheme takes. */
function widthOf(cell) {
  return WIDE.test(cell) ? 2 : 1;
}

const widthOfAll = (cells) => cells.reduce((sum, cell) => sum + widthOf(cell), 0);

/**
 * One editable line. It never wraps: where it is longer than the terminal, the part around the cursor is shown, so that a
 * resize needs no more than drawing it again.
 */
export class LineEditor {
  #cells = [];
  #cursor = 0;
  #history;
  /** Which entry of the history is shown; its length means the new line. */
  #position;
  #prompt;
  #promptWidth;
  #terminal;

  constructor({ terminal, prompt, promptWidth, history = [] }) {
    this.#terminal = terminal;
    this.#prompt = prompt;
    this.#promptWidth = promptWidth;
    this.#history = history;
    this.#position = history.length;
  }

  get text() {
    return this.#cells.join("");
  }

  /** Edits the line; true when the key meant something here. */
  handle(key) {
    if (key.kind !== "key") return this.#insert(key.text);
    switch (key.name) {
      case "left":
        return this.#moveTo(this.#cursor - 1);
      case "right":
        return this.#moveTo(this.#cursor + 1);
      case "home":
        return this.#moveTo(0);
      case "end":
        return this.#moveTo(this.#cells.length);
      case "backspace":
        return this.#delete(this.#cursor - 1, this.#cursor);
      case "delete":
        return this.#delete(this.#cursor, this.#cursor + 1);
      case "delete-to-start":
        return this.#delete(0, this.#cursor);
      case "delete-to-end":
        return this.#delete(this.#cursor, this.#cells.length);
      case "delete-word":
        return this.#delete(this.#startOfWord(), this.#cursor);
      case "previous":
        return this.#recall(this.#position - 1);
      case "next":
        return this.#recall(this.#position + 1);
      default:
        return false;
    }
  }

  draw() {
    const room = Math.max(1, this.#terminal.columns - this.#promptWidth - 1);
    const { from, to } = this.#window(room);
    const shown = this.#cells.slice(from, to).map((cell) => (cell === "\n" ? "↵" : cell));
    const column = this.#promptWidth + widthOfAll(this.#cells.slice(from, this.#cursor));
    this.#terminal.write(`\r${this.#prompt}${shown.join("")}\x1b[K\r\x1b[${column}C`);
  }

  /** The cells that fit into the room, with the cursor among them. */
  #window(room) {
    let from = this.#cursor;
    let used = 0;
    while (from > 0 && used + widthOf(this.#cells[from - 1]) <= room) used += widthOf(this.#cells[--from]);
    let to = this.#cursor;
    while (to < this.#cells.length && used + widthOf(this.#cells[to]) <= room)
      used += widthOf(this.#cells[to++]);
    return { from, to };
  }

  #insert(text) {
    // Joined with the cell before it, so that a combining mark typed alone stays with its letter.
    const before = this.#cursor > 0 ? this.#cells[this.#cursor - 1] : "";
    const cells = Array.from(segmenter.segment(before + text), ({ segment }) => segment);
    const start = before === "" ? 0 : this.#cursor - 1;
    this.#cells = [...this.#cells.slice(0, start), ...cells, ...this.#cells.slice(this.#cursor)];
    this.#cursor = start + cells.length;
    return true;
  }

  #moveTo(cursor) {
    this.#cursor = Math.min(Math.max(cursor, 0), this.#cells.length);
    return true;
  }

  #delete(from, to) {
    if (from < 0) return true;
    this.#cells.splice(from, to - from);
    this.#cursor = from;
    return true;
  }

  #startOfWord() {
    let start = this.#cursor;
    while (start > 0 && this.#cells[start - 1] === " ") start -= 1;
    while (start > 0 && this.#cells[start - 1] !== " ") start -= 1;
    return start;
  }

  #recall(position) {
    if (position < 0 || position > this.#history.length) return true;
    this.#position = position;
    this.#cells = [];
    this.#cursor = 0;
    return this.#insert(this.#history[position] ?? "");
  }
}
