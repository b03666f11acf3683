import { Refusal } from "./refusal.mjs";

/** Splits a line into words; quotes of either kind hold one together. No other sign means anything. */
export function splitWords(line) {
  const words = [];
  let word;
  let quote;
  for (const sign of line) {
    if (quote !== undefined) {
      if (sign === quote) quote = undefined;
      else word += sign;
    } else if (sign === '"' || sign === "'") {
      quote = sign;
      word ??= "";
    } else if (/\s/.test(sign)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? "") + sign;
  }
  if (quote !== undefined) throw new Refusal(`A ${quote} is not closed.`);
  return word === undefined ? words : [...words, word];
}

/** The words as one line that splits into them again, for showing what is run. */
export function joinWords(words) {
  return words.map((word) => (/^[\w./:=@-]+$/.test(word) ? word : quoted(word))).join(" ");
}

function quoted(word) {
  const [, option = "", value = word] = /^(--[\w-]+=)([\s\S]*)$/.exec(word) ?? [];
  const quote = value.includes('"') ? "'" : '"';
  return `${option}${quote}${value.replaceAll(/\s+/g, " ")}${quote}`;
}
