/** What a command takes, as data: its words by their place, and its options. */
export interface Syntax {
  readonly name: string;
  /** What it does, in a line. */
  readonly summary: string;
  readonly places: readonly Place[];
  readonly options: readonly Option[];
  /** Of these options exactly one has to be given. */
  readonly oneOf?: readonly string[];
}

/** A word that means something by where it stands. */
export interface Place {
  readonly name: string;
  readonly help: string;
  readonly isOptional?: boolean;
}

export interface Option {
  /** Its name, beginning with two hyphens. */
  readonly name: string;
  readonly short?: string;
  readonly help: string;
  /** What it takes behind it; without, it is a switch. */
  readonly value?: OptionValue;
  readonly isRequired?: boolean;
}

export interface OptionValue {
  readonly name: string;
  /** One word, one or none, or as many as there are and at least one. */
  readonly count: "one" | "maybe" | "many";
}

export const HELP: Option = { name: "--help", short: "-h", help: "show this help" };

export const USER: Option = {
  name: "--user",
  short: "-u",
  value: { name: "NAME", count: "one" },
  help: "who you are; without it QMS_USER says so",
};

/** A command line that does not say what it has to; the message says what is wrong with it. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** An option as messages name it. */
export function optionLabel({ name, short }: Option): string {
  return short === undefined ? name : `${short}/${name}`;
}

/** The words that a command line gave, by what they were given for. */
export class GivenWords {
  readonly #values: ReadonlyMap<string, readonly string[]>;

  constructor(values: ReadonlyMap<string, readonly string[]>) {
    this.#values = values;
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  /** The word that was given for a place or an option. */
  word(name: string): string | undefined {
    return this.#values.get(name)?.at(-1);
  }

  /** A word that the syntax makes sure of. */
  required(name: string): string {
    const word = this.word(name);
    if (word === undefined) throw new UsageError(`the following arguments are required: ${name}`);
    return word;
  }

  words(name: string): readonly string[] | undefined {
    return this.#values.get(name);
  }
}
