/**
 * Which lines of a text are code between fences for sure. Where it cannot be told without reading all of the text, they
 * are none: a hostile text would hide behind what only looks like a fence.
 */
export class SureFences {
  #marks: string | undefined;
  #isUnsure = false;
  #isInTag = false;
  #isInComment = false;

  /** Takes the next line; answers whether it is code or a fence. */
  hold(line: string): boolean {
    if (this.#marks !== undefined) {
      if (isClosing(line, this.#marks)) this.#marks = undefined;
      return true;
    }
    if (this.#isUnsure) return false;
    if (this.#isInComment) {
      this.#isInComment = !line.includes("-->");
      return false;
    }
    if (this.#isInTag) {
      this.#isInTag = line.trim() !== "";
      return false;
    }
    if (/^ {0,3}</.test(line)) {
      this.#isInComment = /^ {0,3}<!--/.test(line) && !line.includes("-->");
      this.#isUnsure = /^ {0,3}<(?:\?|!(?!--)|script|pre|style|textarea)/i.test(line);
      this.#isInTag = !/^ {0,3}<!--/.test(line);
      return false;
    }
    // At the very edge it closes whatever was open; elsewhere it may lie in something that ends before it does.
    const [marks] = /^(?:`{3,}(?=[^`]*$)|~{3,})/.exec(line) ?? [];
    this.#marks = marks;
    this.#isUnsure = marks === undefined && /^[ \t>*+\-0-9.)]*(?:```|~~~)/.test(line);
    return marks !== undefined;
  }
}

/** Whether a line ends a block that began with these marks. */
export function isClosing(line: string, marks: string): boolean {
  const [, found = ""] = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line) ?? [];
  return found.startsWith(marks);
}
