import type { PaletteEntry } from "./palette-entry.ts";
import { scoreTitle, scoreWord, wordsOf } from "./score.ts";

/** No more than these are drawn: whoever sees fifty types on. */
export const MOST_SHOWN = 50;
/** How much sooner comes what was chosen lately, the latest the most. */
const RECENT_BONUS = 120;
/** What else an entry is found by counts less than its title. */
const WORDS_SHARE = 0.6;

/** An entry with its texts as they are compared. */
interface Prepared {
  readonly entry: PaletteEntry;
  readonly title: string;
  readonly words: string;
}

const prepared = new WeakMap<readonly PaletteEntry[], readonly Prepared[]>();

/** The entries that fit to what is typed, the best first; what was chosen lately comes before its equals. */
export function findEntries(
  sources: readonly (readonly PaletteEntry[])[],
  query: string,
  recent: readonly string[],
): readonly PaletteEntry[] {
  const words = wordsOf(query);
  if (words.length === 0) return firstEntries(sources, recent);
  const bonusOf = new Map(recent.map((id, place) => [id, RECENT_BONUS / (place + 1)]));
  const best: { readonly entry: PaletteEntry; readonly score: number }[] = [];
  for (const source of sources) {
    for (const { entry, title, words: others } of prepare(source)) {
      const fit = fitOf(title, others, words);
      if (fit === 0) continue;
      const score = fit + (bonusOf.get(entry.id) ?? 0);
      if (best.length === MOST_SHOWN && score <= (best.at(-1)?.score ?? 0)) continue;
      // Equals stay in their order.
      const place = best.findLastIndex((other) => other.score >= score) + 1;
      best.splice(place, 0, { entry, score });
      if (best.length > MOST_SHOWN) best.pop();
    }
  }
  return best.map(({ entry }) => entry);
}

/** Before anything is typed: what was chosen lately, then the first of each source. */
function firstEntries(
  sources: readonly (readonly PaletteEntry[])[],
  recent: readonly string[],
): readonly PaletteEntry[] {
  const wanted = new Set(recent);
  const lately = new Map<string, PaletteEntry>();
  if (wanted.size > 0) {
    for (const source of sources) {
      for (const entry of source) if (wanted.has(entry.id)) lately.set(entry.id, entry);
    }
  }
  const first = recent.flatMap((id) => lately.get(id) ?? []);
  for (const source of sources) {
    let taken = 0;
    for (const entry of source) {
      if (first.length >= MOST_SHOWN || taken >= MOST_SHOWN / 2) break;
      if (lately.has(entry.id)) continue;
      first.push(entry);
      taken += 1;
    }
  }
  return first.slice(0, MOST_SHOWN);
}

function fitOf(title: string, others: string, words: readonly string[]): number {
  let sum = 0;
  for (const word of words) {
    const fit = scoreTitle(title, word) || scoreWord(others, word) * WORDS_SHARE;
    if (fit === 0) return 0;
    sum += fit;
  }
  return sum / words.length;
}

/** Texts are made ready once for each list of entries, however often something is typed. */
function prepare(source: readonly PaletteEntry[]): readonly Prepared[] {
  const known = prepared.get(source);
  if (known !== undefined) return known;
  const made = source.map((entry) => ({
    entry,
    title: entry.title.toLowerCase(),
    words: `${entry.words ?? ""} ${entry.detail ?? ""} ${entry.group}`.toLowerCase(),
  }));
  prepared.set(source, made);
  return made;
}
