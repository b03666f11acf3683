/** Gives each name a number: what many entries have in common is kept once. */
export class Names {
  readonly #codes: Map<string, number>;
  readonly #names: string[];

  constructor(names: readonly string[] = []) {
    this.#names = [...names];
    this.#codes = new Map(names.map((name, code) => [name, code]));
  }

  get all(): readonly string[] {
    return this.#names;
  }

  codeOf(name: string): number {
    const known = this.#codes.get(name);
    if (known !== undefined) return known;
    const code = this.#names.length;
    this.#codes.set(name, code);
    this.#names.push(name);
    return code;
  }

  nameOf(code: number): string {
    return this.#names[code] ?? "";
  }

  /** The numbers of all names that are of a sort. */
  codesWhere(isMeant: (name: string) => boolean): ReadonlySet<number> {
    return new Set(this.#names.flatMap((name, code) => (isMeant(name) ? [code] : [])));
  }
}
