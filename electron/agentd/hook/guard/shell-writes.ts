import { basename, resolve } from "node:path";
import { shellPieces } from "./shell-words.ts";

/** A file that a command writes, and the folder that its name is seen from. */
export interface WrittenPath {
  readonly path: string;
  readonly from: string;
}

/** What stands before a command and changes nothing about it. */
const PREFIXES = /^(?:sudo|env|command|builtin|exec|nohup|time|nice|then|else|do|if|while|until|!)$/;
/** Every file that is named for these is changed. */
const CHANGES_ALL = /^(?:rm|rmdir|unlink|touch|mkdir|truncate|shred|chmod|chown|tee|mv|patch)$/;
/** The last file that is named for these is changed. */
const CHANGES_LAST = /^(?:cp|ln|install|rsync|scp)$/;
const IN_PLACE = /^(?:-[a-zA-Z]*i|--in-place)/;
const GIT_CHANGES = /^(?:checkout|restore|rm|mv|clean)$/;
const SHELLS = /^(?:ba|da|z|k)?sh$/;
const MOST_NESTED = 3;

/**
 * The files that a command plainly writes: by a redirection, or by a command that is known to write what it names. What
 * programs write that are told to in a language of their own is not seen.
 */
export function shellWrites(command: string, folder: string, depth = 0): WrittenPath[] {
  const written: WrittenPath[] = [];
  let from = folder;
  let words: string[] = [];
  let next: "word" | "into" | "from" = "word";
  const end = (): void => {
    const [name, ...args] = withoutPrefixes(words);
    words = [];
    if (name === undefined) return;
    const target = args.find((arg) => !arg.startsWith("-"));
    if (name === "cd" || name === "pushd") from = resolve(from, target ?? from);
    else if (SHELLS.test(basename(name)) || name === "eval") {
      const script =
        name === "eval" ? args.join(" ") : args[args.findIndex((arg) => /^-\w*c$/.test(arg)) + 1];
      if (
        depth < MOST_NESTED &&
        script !== undefined &&
        (name === "eval" || args.some((arg) => /^-\w*c$/.test(arg)))
      )
        written.push(...shellWrites(script, from, depth + 1));
    } else for (const path of changedBy(basename(name), args)) written.push({ path, from });
  };
  for (const piece of shellPieces(command)) {
    if (piece.kind === "end") end();
    else if (piece.kind !== "word") next = piece.kind;
    else {
      if (next === "into") written.push({ path: piece.text, from });
      else if (next === "word") words.push(piece.text);
      next = "word";
    }
  }
  end();
  return written;
}

function withoutPrefixes(words: readonly string[]): readonly string[] {
  const first = words.findIndex((word) => !PREFIXES.test(basename(word)) && !/^[A-Za-z_]\w*=/.test(word));
  return first === -1 ? [] : words.slice(first);
}

/** What a command changes of the files that are named for it. */
function changedBy(name: string, args: readonly string[]): readonly string[] {
  const named = args.filter((arg) => !arg.startsWith("-"));
  if (CHANGES_ALL.test(name)) return [...named, ...targetsOf(args)];
  if (CHANGES_LAST.test(name)) {
    const targets = targetsOf(args);
    return targets.length > 0 ? targets : named.slice(-1);
  }
  if (name === "sed" || name === "perl") return args.some((arg) => IN_PLACE.test(arg)) ? named : [];
  if (name === "dd") return args.flatMap((arg) => (arg.startsWith("of=") ? [arg.slice(3)] : []));
  if (name === "git") return GIT_CHANGES.test(named[0] ?? "") ? named.slice(1) : [];
  return [];
}

function targetsOf(args: readonly string[]): readonly string[] {
  return args.flatMap((arg, place) => {
    if (arg === "-t" || arg === "--target-directory") return args[place + 1] ?? [];
    return arg.startsWith("--target-directory=") ? arg.slice("--target-directory=".length) : [];
  });
}
