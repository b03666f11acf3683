/**
 * What only its own ways may change in the project itself: the QMS has an engine that knows what it wrote, and the rest
 * steers agents, Quorum and what agents may do. A branch that an agent has written must not get there by a switch.
 */
const GOVERNED: readonly string[] = [
  "qms",
  ".claude",
  ".quorum",
  ".mcp.json",
  "claude.md",
  "qms.config.json",
  "quorum.json",
];

/** Some file systems leave them out of a name, so that another name than the one that is read is meant. */
const IGNORED = /[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g;

/** The short names that Windows gives to those that begin with a dot, or are longer than eight. */
const SHORT_NAME = /^(?:claude|quorum|qms|mcp)[^/]*~\d/;

/** Whether a path of the project is one of these, also as a file system would read it that is not strict about names. */
export function isGovernedPath(path: string): boolean {
  const [first = ""] = path.split("/");
  const name = first
    .normalize("NFKC")
    .replace(IGNORED, "")
    .toLowerCase()
    .replace(/[. ]+$/, "")
    .replace(/:.*$/, "");
  return GOVERNED.includes(name) || SHORT_NAME.test(name);
}

/** Leaves these out of what git is to put aside. */
export const WITHOUT_GOVERNED: readonly string[] = GOVERNED.map((path) => `:(exclude,top,icase)${path}`);
