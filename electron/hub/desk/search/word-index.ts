import { eachWord } from "./each-word.ts";

/** Where words stand in a document, the weightier first. */
export const FIELDS = ["id", "title", "body", "comment"] as const;
export type Field = (typeof FIELDS)[number];

/** What a document is found by. */
export type IndexedTexts = Readonly<Record<Field, readonly string[]>>;

/** Numbers in rising order, in little memory: most words stand in one document alone. */
class Numbers {
  #first: number;
  #more: Uint32Array | undefined;
  #length = 1;

  constructor(first: number) {
    this.#first = first;
  }

  add(number: number): void {
    const more = this.#more ?? new Uint32Array(4);
    if (this.#length - 1 === more.length) {
      const grown = new Uint32Array(more.length * 2);
      grown.set(more);
      this.#more = grown;
    } else this.#more = more;
    this.#more[this.#length - 1] = number;
    this.#length += 1;
  }

  get last(): number {
    return this.#length === 1 ? this.#first : (this.#more?.[this.#length - 2] ?? this.#first);
  }

  /** Sets a bit in a mask for each of the numbers. */
  mark(mask: Uint8Array, bit: number): void {
    mask[this.#first] = (mask[this.#first] ?? 0) | bit;
    for (let place = 0; place < this.#length - 1; place += 1) {
      const number = this.#more?.[place] ?? 0;
      mask[number] = (mask[number] ?? 0) | bit;
    }
  }
}

type WordPlaces = (Numbers | undefined)[];

/** Set where a document has the word itself, and not only one that begins with it. */
const EXACT = 1 << FIELDS.length;
const WEIGHTS: Readonly<Record<Field, number>> = { id: 64, title: 32, body: 4, comment: 2 };
/** So many new words are looked at one by one; more are sorted in first. */
const MOST_UNSORTED = 2000;

/** Which documents have which words. Documents are numbered; one that changes gets a new number. */
export class WordIndex {
  readonly #places = new Map<string, WordPlaces>();
  readonly #ids: (string | undefined)[] = [];
  readonly #numbers = new Map<string, number>();
  #sorted: string[] = [];
  #unsorted: string[] = [];

  /** How many documents it has. */
  get size(): number {
    return this.#numbers.size;
  }

  /** Whether so many numbers are of documents that changed since that it should be made anew. */
  get isWorn(): boolean {
    return this.#ids.length > 2 * this.size + 1000;
  }

  has(id: string): boolean {
    return this.#numbers.has(id);
  }

  set(id: string, texts: IndexedTexts): void {
    this.remove(id);
    const number = this.#ids.length;
    this.#ids.push(id);
    this.#numbers.set(id, number);
    for (const [field, name] of FIELDS.entries()) {
      for (const text of texts[name]) eachWord(text, (word) => this.#add(word, field, number));
    }
  }

  remove(id: string): void {
    const number = this.#numbers.get(id);
    if (number === undefined) return;
    this.#numbers.delete(id);
    this.#ids[number] = undefined;
  }

  /** The documents that have, for each of these beginnings, a word that begins so; the best first. */
  find(words: readonly string[]): readonly string[] {
    if (words.length === 0) return [];
    const masks = words.map((word) => this.#maskOf(word));
    const found: { readonly id: string; readonly score: number }[] = [];
    for (const id of this.#numbers.keys()) {
      const number = this.#numbers.get(id) ?? 0;
      let score = 0;
      for (const mask of masks) {
        const marks = mask[number] ?? 0;
        if (marks === 0) {
          score = 0;
          break;
        }
        score += scoreOf(marks);
      }
      if (score > 0) found.push({ id, score });
    }
    return found
      .toSorted((one, other) => other.score - one.score || inOrder(one.id, other.id))
      .map(({ id }) => id);
  }

  #add(word: string, field: number, number: number): void {
    let places = this.#places.get(word);
    if (places === undefined) {
      places = [];
      this.#places.set(word, places);
      this.#unsorted.push(word);
    }
    const numbers = places[field];
    if (numbers === undefined) places[field] = new Numbers(number);
    else if (numbers.last !== number) numbers.add(number);
  }

  #maskOf(beginning: string): Uint8Array {
    const mask = new Uint8Array(this.#ids.length);
    for (const word of this.#wordsFrom(beginning)) {
      const exact = word === beginning ? EXACT : 0;
      for (const [field, numbers] of this.#places.get(word)?.entries() ?? [])
        numbers?.mark(mask, (1 << field) | exact);
    }
    return mask;
  }

  *#wordsFrom(beginning: string): Generator<string, void, void> {
    if (this.#unsorted.length > MOST_UNSORTED) {
      // Sorting what is sorted already, with some behind it, is fast.
      this.#sorted = [...this.#sorted, ...this.#unsorted].toSorted();
      this.#unsorted = [];
    }
    for (const word of this.#unsorted) if (word.startsWith(beginning)) yield word;
    let [low, high] = [0, this.#sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sorted[middle] ?? "") < beginning) low = middle + 1;
      else high = middle;
    }
    for (let word = this.#sorted[low]; word?.startsWith(beginning) === true; word = this.#sorted[(low += 1)])
      yield word;
  }
}

function scoreOf(marks: number): number {
  let score = (marks & EXACT) === 0 ? 1 : 3;
  for (const [field, name] of FIELDS.entries()) if ((marks & (1 << field)) !== 0) score += WEIGHTS[name];
  return score;
}

function inOrder(one: string, other: string): number {
  return one < other ? -1 : 1;
}
