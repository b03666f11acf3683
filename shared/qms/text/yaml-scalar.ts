/** What YAML cannot hold as it is, or what no reader of a file would see: it is written as an escape. */
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/u;
const UNSEEN_QUOTE_OR_BACKSLASH = new RegExp(`["\\\\]|${UNSEEN.source}`, "gu");

const INDICATOR_FIRST = /^[!&*|>@%[\]{},#'"`]|^[-?:](?: |$)|^\.\.\./;
const KEY_OR_COMMENT = /: | #|:$/;
/** What YAML 1.1 reads as a truth value, as nothing, as a merge or as a value. */
const WORD = /^(?:y|n|yes|no|on|off|true|false|null|~|=|<<|[-+]?\.inf|\.nan)$/i;
/** Numbers, times and dates in any spelling, and some more: a pair of quotes too many does no harm. */
const NUMBER_LIKE = /^[-+]?\.?\d[\da-fox_.:+\- tz]*$/i;

/**
 * A text as a YAML value on one line. It is read back as the same string by readers of YAML 1.1 and 1.2, and has no
 * `---` in it, at which some readers of documents would end the frontmatter. Half a surrogate pair, which no file can
 * hold, becomes U+FFFD.
 */
export function yamlScalar(text: string): string {
  if (text.includes("---") || UNSEEN.test(text) || !text.isWellFormed()) return quotedYaml(text);
  return isPlain(text) ? text : `'${text.replaceAll("'", "''")}'`;
}

/** A text as a YAML value that always stands between double quotes. */
export function quotedYaml(text: string): string {
  const escaped = text.toWellFormed().replace(UNSEEN_QUOTE_OR_BACKSLASH, escapeOf);
  return `"${escaped.replaceAll("---", "--\\x2d")}"`;
}

function isPlain(text: string): boolean {
  if (text === "" || text !== text.trim()) return false;
  return !(
    INDICATOR_FIRST.test(text) ||
    KEY_OR_COMMENT.test(text) ||
    WORD.test(text) ||
    NUMBER_LIKE.test(text)
  );
}

function escapeOf(character: string): string {
  switch (character) {
    case '"':
    case "\\":
      return `\\${character}`;
    case "\n":
      return "\\n";
    case "\t":
      return "\\t";
    case "\r":
      return "\\r";
    default: {
      const code = character.charCodeAt(0);
      return code < 0x100
        ? `\\x${code.toString(16).padStart(2, "0")}`
        : `\\u${code.toString(16).padStart(4, "0")}`;
    }
  }
}
