/** Longer words are cut: nobody types more of one. */
const LONGEST_WORD = 48;

/** Whether a character is part of a word. Beyond ASCII everything is, but for spaces and marks between words. */
function isWordCode(code: number): boolean {
  if (code < 128) {
    return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
  }
  if (code < 0xc0) return code === 0xaa || code === 0xb5 || code === 0xba;
  if (code >= 0x2000 && code <= 0x2bff) return false;
  return (
    !(code >= 0x3000 && code <= 0x3020) &&
    !(code >= 0xff00 && code <= 0xff0f) &&
    code !== 0xd7 &&
    code !== 0xf7
  );
}

/** Told of a word, in small letters, and where it stands; answers whether it has seen enough. */
export type OnWord = (word: string, start: number, end: number) => boolean | void;

/** Goes through the words of a text. */
export function eachWord(text: string, onWord: OnWord): void {
  const { length } = text;
  for (let start = 0; start < length; start += 1) {
    if (!isWordCode(text.charCodeAt(start))) continue;
    let end = start + 1;
    while (end < length && isWordCode(text.charCodeAt(end))) end += 1;
    const word = text.slice(start, Math.min(end, start + LONGEST_WORD)).toLowerCase();
    if (onWord(word, start, end) === true) return;
    start = end;
  }
}

/** The words that a person looks for, each once; a few are enough. */
export function wordsOf(query: string): readonly string[] {
  const words = new Set<string>();
  eachWord(query, (word) => {
    words.add(word);
    return words.size === 12;
  });
  // What another one begins with is found along with it.
  const all = [...words];
  return all.filter((word) => !all.some((other) => other !== word && other.startsWith(word)));
}
