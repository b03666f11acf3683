import { optionLabel, UsageError, type Option } from "./syntax.ts";

/** What words were taken for. */
export interface Reading {
  /** Each option that was given, with its words; a switch has none. The latest counts. */
  readonly options: ReadonlyMap<string, readonly string[]>;
  /** The words that belong to no option, in their order. */
  readonly plain: readonly string[];
  /** What looks like an option and is none. */
  readonly unknown: readonly string[];
  /** What was not read any more, where reading stops at the first plain word. */
  readonly rest: readonly string[];
}

export interface ReadingOptions {
  readonly options: readonly Option[];
  /** Of these at most one may be given. */
  readonly oneOf?: readonly string[];
  readonly stopsAtPlainWord?: boolean;
}

type Word =
  | { readonly kind: "plain" }
  | { readonly kind: "option"; readonly option: Option; readonly attached?: string | undefined }
  | { readonly kind: "unknown" };

const NUMBER = /^-\d+$|^-\d*\.\d+$/;
const PLAIN: Word = { kind: "plain" };

/**
 * Reads words as Python's argparse does: options anywhere, by any beginning that only one of them has, with their value
 * behind `=` or as the next word, and everything behind `--` as plain words.
 */
export function readWords(words: readonly string[], syntax: ReadingOptions): Reading {
  const options = new Map<string, readonly string[]>();
  const plain: string[] = [];
  const unknown: string[] = [];
  let at = 0;
  const isValue = (): boolean => {
    const next = words[at];
    return next !== undefined && next !== "--" && wordOf(next, syntax.options).kind === "plain";
  };
  const valuesFor = (option: Option, attached: string | undefined): string[] => {
    const count = option.value?.count;
    if (attached !== undefined) return [attached];
    const values: string[] = [];
    while (isValue() && (values.length === 0 || count === "many")) {
      values.push(words[at] ?? "");
      at += 1;
    }
    if (values.length === 0 && count !== "maybe") {
      const expected = count === "many" ? "expected at least one argument" : "expected one argument";
      throw new UsageError(`argument ${optionLabel(option)}: ${expected}`);
    }
    return values;
  };
  while (at < words.length) {
    const word = words[at] ?? "";
    if (word === "--") {
      at += 1;
      break;
    }
    const found = wordOf(word, syntax.options);
    if (found.kind === "plain" && syntax.stopsAtPlainWord === true) break;
    at += 1;
    if (found.kind === "plain") plain.push(word);
    else if (found.kind === "unknown") unknown.push(word);
    else {
      for (const [option, attached] of chainOf(found, syntax.options)) {
        refuseSecond(option, options, syntax.oneOf ?? []);
        options.set(option.name, option.value === undefined ? [] : valuesFor(option, attached));
      }
    }
  }
  const left = words.slice(at);
  if (syntax.stopsAtPlainWord === true) return { options, plain, unknown, rest: left };
  return { options, plain: [...plain, ...left], unknown, rest: [] };
}

/** A word may be several switches of one letter, the last of which may have its value attached. */
function chainOf(
  { option, attached }: Extract<Word, { kind: "option" }>,
  options: readonly Option[],
): (readonly [Option, string | undefined])[] {
  if (option.value !== undefined || attached === undefined) return [[option, attached]];
  const next = option.short === undefined ? PLAIN : wordOf(`-${attached}`, options);
  if (next.kind !== "option" || attached.startsWith("-"))
    throw new UsageError(`argument ${optionLabel(option)}: ignored explicit argument '${attached}'`);
  return [[option, undefined], ...chainOf(next, options)];
}

function refuseSecond(option: Option, given: ReadonlyMap<string, unknown>, oneOf: readonly string[]): void {
  if (!oneOf.includes(option.name)) return;
  const other = oneOf.find((name) => name !== option.name && given.has(name));
  if (other !== undefined)
    throw new UsageError(`argument ${optionLabel(option)}: not allowed with argument ${other}`);
}

/** What a word is, seen by itself. */
function wordOf(word: string, options: readonly Option[]): Word {
  if (!word.startsWith("-") || word === "-") return PLAIN;
  const exact = options.find(({ name, short }) => word === name || word === short);
  if (exact !== undefined) return { kind: "option", option: exact };
  const found = word.startsWith("--") ? longOption(word, options) : shortOption(word, options);
  if (found !== undefined) return found;
  // A number below zero, or a sentence that begins with a hyphen, as lists do.
  return NUMBER.test(word) || word.includes(" ") ? PLAIN : { kind: "unknown" };
}

function longOption(word: string, options: readonly Option[]): Word | undefined {
  const equals = word.indexOf("=");
  const name = equals < 0 ? word : word.slice(0, equals);
  const attached = equals < 0 ? undefined : word.slice(equals + 1);
  const exact = options.find((option) => option.name === name);
  if (exact !== undefined) return { kind: "option", option: exact, attached };
  const candidates = options.filter((option) => option.name.startsWith(name));
  if (candidates.length > 1) {
    const names = candidates.map((option) => option.name).join(", ");
    throw new UsageError(`ambiguous option: ${name} could match ${names}`);
  }
  const [option] = candidates;
  return option === undefined ? undefined : { kind: "option", option, attached };
}

function shortOption(word: string, options: readonly Option[]): Word | undefined {
  const option = options.find(({ short }) => short !== undefined && word.startsWith(short));
  return option === undefined
    ? undefined
    : { kind: "option", option, attached: word.slice(2).replace(/^=/, "") };
}
