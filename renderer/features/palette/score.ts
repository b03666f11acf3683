/** At the beginning of a text, of a word in it, within a word, and as letters with others between them. */
const AT_START = 1000;
const AT_WORD = 800;
const INSIDE = 500;
const SCATTERED = 250;
/** How much a letter that continues the one before is worth more. */
const RUN_BONUS = 12;
/** A word may stand in many places; the best of the first few counts. */
const MOST_PLACES = 4;

/** What is typed, in lower case, as the words that must all be found. */
export function wordsOf(query: string): readonly string[] {
  return query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
}

/** How well a title in lower case fits to a word, if only by its letters; 0 where it does not. */
export function scoreTitle(title: string, word: string): number {
  return scoreWord(title, word) || scatteredScore(title, word);
}

/** How well a text in lower case fits to a word that must be in it; 0 where it is not. */
export function scoreWord(text: string, word: string): number {
  let best = 0;
  let at = text.indexOf(word);
  for (let place = 0; at !== -1 && place < MOST_PLACES; place += 1) {
    const fit = at === 0 ? AT_START : isWordStart(text, at) ? AT_WORD : INSIDE;
    if (fit > best) best = fit;
    if (best >= AT_WORD) break;
    at = text.indexOf(word, at + 1);
  }
  // The shorter a text is, the more of it was typed.
  return best === 0 ? 0 : best - Math.min(text.length, 100);
}

function scatteredScore(text: string, word: string): number {
  // One or two letters are somewhere in almost everything.
  if (word.length < 3) return 0;
  let score = SCATTERED;
  let last = -1;
  for (let index = 0; index < word.length; index += 1) {
    const at = text.indexOf(word.charAt(index), last + 1);
    if (at === -1) return 0;
    if (at === last + 1) score += RUN_BONUS;
    else if (isWordStart(text, at)) score += RUN_BONUS / 2;
    else score -= Math.min(at - last, 20);
    last = at;
  }
  return Math.max(score - Math.min(text.length, 100), 1);
}

function isWordStart(text: string, at: number): boolean {
  if (at === 0) return true;
  const before = text.charCodeAt(at - 1);
  const isLetter = (before >= 97 && before <= 122) || before > 127;
  const isDigit = before >= 48 && before <= 57;
  return !isLetter && !isDigit;
}
