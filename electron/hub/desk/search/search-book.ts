import type { SearchHit, SearchMatch, SearchResult } from "../../../../shared/contract/qms-search.ts";
import { timeOfEvent } from "../../../../shared/qms/replay.ts";
import type { SlicedWork } from "../../reader/folders/slices.ts";
import { shownLine } from "../../reader/shown-line.ts";
import type { DocumentFiles } from "../thread/document-files.ts";
import { indexedTexts, readTexts, type ReadComment } from "../thread/read-document.ts";
import { wordsOf } from "./each-word.ts";
import { snippetOf } from "./snippet.ts";
import { WordIndex } from "./word-index.ts";

const MOST_BODY_MATCHES = 2;
const MOST_COMMENT_MATCHES = 3;

/** Finds documents by their words. The index is made at the first search; texts themselves are not kept. */
export class SearchBook {
  readonly #root: string;
  readonly #files: DocumentFiles;
  #index = new WordIndex();
  #isBegun = false;
  #isWhole = false;

  constructor(root: string, files: DocumentFiles) {
    this.#root = root;
    this.#files = files;
  }

  get isBegun(): boolean {
    return this.#isBegun;
  }

  get isWhole(): boolean {
    return this.#isWhole;
  }

  /** Reads all documents that are not in the index yet. */
  *build(): SlicedWork {
    this.#isBegun = true;
    for (const id of this.#files.ids) {
      if (!this.#index.has(id)) this.#read(id);
      yield;
    }
    this.#isWhole = true;
  }

  /** Takes up a document that changed; answers whether the index is to be made anew. */
  update(id: string): boolean {
    if (!this.#isBegun) return false;
    this.#read(id);
    if (!this.#isWhole || !this.#index.isWorn) return false;
    this.#index = new WordIndex();
    this.#isWhole = false;
    return true;
  }

  search(query: string, limit: number): SearchResult {
    const words = wordsOf(query);
    const ids = this.#index.find(words);
    const hits: SearchHit[] = [];
    for (const id of ids) {
      if (hits.length === limit) break;
      hits.push({ id: shownLine(id, 200), matches: this.#matches(id, words) });
    }
    const { size } = this.#index;
    const documents = this.#isWhole ? size : Math.max(size, this.#files.size);
    return { hits, total: ids.length, isWhole: this.#isWhole, searched: size, documents };
  }

  #read(id: string): void {
    const texts = readTexts(this.#root, this.#files, id);
    if (texts === undefined) this.#index.remove(id);
    else this.#index.set(id, indexedTexts(id, texts));
  }

  /** Where the words stand, read from the files as they are now. */
  #matches(id: string, words: readonly string[]): SearchMatch[] {
    const texts = readTexts(this.#root, this.#files, id);
    const matches: SearchMatch[] = [];
    const add = (field: SearchMatch["field"], text: string): void => {
      const found = snippetOf(text, words);
      if (found !== undefined) matches.push({ field, ...found });
    };
    add("id", id);
    if (texts === undefined) return matches;
    add("title", texts.title);
    return [...matches, ...bodyMatches(texts.body, words), ...commentMatches(texts.comments, words)];
  }
}

/** Parts of a body: around the first of the words, then around the first that does not stand there. */
function bodyMatches(body: string, words: readonly string[]): SearchMatch[] {
  const matches: SearchMatch[] = [];
  let left = words;
  while (matches.length < MOST_BODY_MATCHES && left.length > 0) {
    const found = snippetOf(body, words, left);
    if (found === undefined) break;
    matches.push({ field: "body", ...found });
    const { snippet, ranges } = found;
    const seen = ranges.map(({ start, end }) => snippet.slice(start, end).toLowerCase());
    left = left.filter((word) => !seen.includes(word));
  }
  return matches;
}

function commentMatches(comments: readonly ReadComment[], words: readonly string[]): SearchMatch[] {
  const matches: SearchMatch[] = [];
  for (const { text, user, event } of comments.toReversed()) {
    const found = snippetOf(text, words);
    if (found === undefined) continue;
    const at = timeOfEvent(event);
    matches.push({
      field: "comment",
      ...found,
      ...(user !== undefined && { user: shownLine(user, 64) }),
      ...(at !== undefined && { at }),
    });
    if (matches.length === MOST_COMMENT_MATCHES) break;
  }
  return matches;
}
