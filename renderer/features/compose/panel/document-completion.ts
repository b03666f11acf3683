/** Enough to choose from at a glance. */
const MOST_OFFERED = 6;
/** Capitals, or letters before a hyphen: what ids of documents begin with, and few words do. */
const BEGINNING = /(?<![\w-])(?:[A-Z]{2,}[A-Z0-9_-]*|[A-Za-z]{2,}-[A-Za-z0-9_-]*)$/;

export interface Completion {
  /** Where what was typed of the id begins. */
  readonly from: number;
  readonly ids: readonly string[];
}

/** The documents that may be meant by what stands before the caret; nothing where it is no beginning of an id. */
export function documentCompletion(
  text: string,
  caret: number,
  documents: Iterable<string>,
): Completion | undefined {
  const line = text.slice(Math.max(0, caret - 80), caret);
  const typed = BEGINNING.exec(line)?.[0];
  if (typed === undefined) return undefined;
  const start = typed.toUpperCase();
  const ids: string[] = [];
  for (const id of documents) {
    if (id === start) return undefined;
    if (id.startsWith(start)) ids.push(id);
  }
  if (ids.length === 0) return undefined;
  return { from: caret - typed.length, ids: ids.toSorted().slice(0, MOST_OFFERED) };
}
