import { readFileSync, watch, writeFileSync, type FSWatcher } from "node:fs";

interface Note {
  readonly agent: string;
  /** Nanoseconds of the clock that all processes of this machine share. */
  readonly at: bigint;
  readonly text: string;
}

/** The file in which programs note when each piece of their input arrived. */
export class InputNotes {
  readonly file: string;
  readonly #watcher: FSWatcher;
  #wake: () => void = () => undefined;

  constructor(file: string) {
    this.file = file;
    writeFileSync(file, "");
    this.#watcher = watch(file, () => this.#wake());
  }

  /** All that has been noted. */
  get all(): Note[] {
    return readFileSync(this.file, "utf8")
      .split("\n")
      .slice(0, -1)
      .map((line) => {
        const { agent, at, text } = JSON.parse(line);
        return { agent, at: BigInt(at), text };
      });
  }

  /** When the input began to arrive that holds this; resolves once it has. */
  async arrivalOf(agent: string, text: string): Promise<bigint> {
    for (;;) {
      const changed = new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      const note = this.all.find((one) => one.agent === agent && one.text.includes(text));
      if (note !== undefined) return note.at;
      await changed;
    }
  }

  close(): void {
    this.#watcher.close();
  }
}
