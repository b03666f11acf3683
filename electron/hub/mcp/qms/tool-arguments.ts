import { Refusal } from "../../qms/refusal.ts";

/** The largest file that is taken, as of the command. */
const MAX_FILE_BYTES = 256 * 1024;

/** Arguments of a tool that are of its schema, read by their names. What is empty counts as left out. */
export class ToolArguments {
  readonly #given: Readonly<Record<string, unknown>>;
  readonly #file: string | undefined;

  constructor(given: Readonly<Record<string, unknown>>, file?: string) {
    this.#given = given;
    this.#file = file;
  }

  /** A text; empty where there is none. */
  text(name: string): string {
    const value = this.#given[name];
    return typeof value === "string" ? value : "";
  }

  /** A text that says something. */
  word(name: string): string | undefined {
    const text = this.text(name);
    return text === "" ? undefined : text;
  }

  words(name: string): readonly string[] {
    const value = this.#given[name];
    return Array.isArray(value) ? value.filter((word) => typeof word === "string") : [];
  }

  is(name: string): boolean {
    return this.#given[name] === true;
  }

  /** The text of the file that an argument names. */
  get file(): string {
    if (this.#file === undefined)
      throw new Refusal("Error: Files cannot be read here. Give their text as the answer.");
    if (Buffer.byteLength(this.#file) > MAX_FILE_BYTES)
      throw new Refusal("Error: Cannot read the file: it is larger than 256 KiB.");
    return this.#file;
  }
}
