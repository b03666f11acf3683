const CONTROLS = /[\u0000-\u001f\u007f]/;
const CONTROLS_BUT_LINES_AND_TABS = /[\u0000-\u0008\u000b-\u001f\u007f]/;
/** Some file systems leave them out of a name, so that another name than the one that is read is meant. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/;
/** Also as Windows would read it: with dots, spaces or a stream's name behind it, or in its short form. */
const GIT_FOLDER = /^(\.git([ .:].*)?|git~\d.*)$/i;

const MOST_VALUE_LENGTH = 4096;

/** Whether a value is a path, or a pattern of paths, that stays in the project and out of git's own folder. */
export function isPathInside(value: string): boolean {
  if (!isPlain(value) || value.includes("\\") || INVISIBLE.test(value)) return false;
  if (value.startsWith("/") || value.startsWith(":") || /^[A-Za-z]:/.test(value)) return false;
  return value.split("/").every((part) => part !== ".." && !GIT_FOLDER.test(part));
}

/**
 * Whether a value is harmless wherever git takes a revision or a path: what it finds for it lies in the project or in its
 * history, and it is no option.
 */
export function isRevisionOrPath(value: string): boolean {
  return isPathInside(value);
}

/** Whether a value says where a branch begins: a branch, a tag, a hash, and steps back from it. */
export function isStartingPoint(value: string): boolean {
  return /^[A-Za-z0-9_@][A-Za-z0-9_./@{}~^-]{0,199}$/.test(value) && !value.includes("..");
}

/** Whether git would make a branch of this name, and nobody could take it for something else. */
export function isBranchName(value: string): boolean {
  if (!/^[A-Za-z0-9_][A-Za-z0-9_./#%+=,-]{0,199}$/.test(value)) return false;
  if (value === "HEAD" || value.startsWith("refs/")) return false;
  return value
    .split("/")
    .every((part) => !/^\.|\.$|\.lock$/i.test(part) && part !== "" && !part.includes(".."));
}

/** Whether a branch is one that a pattern stands for. */
export function isOfPattern(branch: string, pattern: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".+")}$`).test(branch);
}

/** Whether a value is a text to look for, or a date: anything in one line that is no option. */
export function isPlain(value: string): boolean {
  return value !== "" && value.length <= MOST_VALUE_LENGTH && !value.startsWith("-") && !CONTROLS.test(value);
}

/** Whether a value is a message: it may have lines and begin with a dash as a list does, but not be taken for an option. */
export function isMessage(value: string): boolean {
  return value.trim() !== "" && !/^-(?! )/.test(value) && !CONTROLS_BUT_LINES_AND_TABS.test(value);
}

export function isCount(value: string): boolean {
  return /^\d{1,6}$/.test(value);
}

/** Lines of a file: `10,20`, `10,+5`, `10,`. */
export function isLineRange(value: string): boolean {
  return /^\d{1,7}(,[+]?\d{0,7})?$/.test(value);
}

/**
 * Whether a value is a format for commits. Not among them: those that run a program to check signatures, those that pad
 * without limit, and names that the repository's configuration may have given a meaning.
 */
export function isCommitFormat(value: string): boolean {
  if (/^(oneline|short|medium|full|fuller|reference|raw|email)$/.test(value)) return true;
  return isPlain(value) && /^(t?format:|[^:]*%)/.test(value) && !/%[-+ ]?(G|[<>]|w\()/.test(value);
}

export function isDateFormat(value: string): boolean {
  return /^((iso|iso-strict|short|relative|local|rfc|raw|unix|human|default)(-local)?|format:[%A-Za-z0-9 :./,_-]{1,80})$/.test(
    value,
  );
}

/** A check for a value of which there are only a few. */
export function isOneOf(...values: readonly string[]): (value: string) => boolean {
  return (value) => values.includes(value);
}
