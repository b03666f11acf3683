import { flags, NUMBER, option, type OptionRules, type ReadArguments } from "./read-arguments.ts";
import {
  isCommitFormat,
  isCount,
  isDateFormat,
  isLineRange,
  isOneOf,
  isPathInside,
  isPlain,
  isRevisionOrPath,
} from "./values.ts";
import { END_OF_OPTIONS, type Verb } from "./verb.ts";
import { refused, type GitVerdict } from "./verdict.ts";

/** No program of the repository's choice makes the differences, and no submodule is looked into: it may be a stranger's. */
const PLAIN_DIFF = ["--no-ext-diff", "--no-textconv", "--ignore-submodules=dirty", "--submodule=short"];
const PLAIN_LOG = [...PLAIN_DIFF, "--no-show-signature"];

const DIFF_OPTIONS: OptionRules = new Map([
  ...flags("--stat", "--numstat", "--shortstat", "--summary", "--name-only", "--name-status", "--raw"),
  ...flags("--no-patch", "--patch-with-stat", "--compact-summary", "--minimal", "--patience", "--histogram"),
  ...flags("--ignore-all-space", "--ignore-space-change", "--ignore-blank-lines", "--ignore-space-at-eol"),
  ...flags("--no-renames", "--full-index", "--binary", "--function-context", "--no-prefix", "--text"),
  ...option(["-p", "-u", "--patch"]),
  ...option(["-s", "--no-patch"]),
  ...option(["-w", "--ignore-all-space"]),
  ...option(["-b", "--ignore-space-change"]),
  ...option(["-W", "--function-context"]),
  ...option(["-R"]),
  ...option(["-M", "--find-renames"]),
  ...option(["-U", "--unified"], { accepts: isCount }),
  ...option(["--word-diff"], { accepts: isOneOf("plain", "porcelain", "none"), isOptional: true }),
  ...option(["--diff-filter"], { accepts: (value) => /^[A-Za-z*]{1,20}$/.test(value) }),
  ...option(["--diff-algorithm"], { accepts: isOneOf("patience", "minimal", "histogram", "myers") }),
  ...option(["-S"], { accepts: isPlain }),
  ...option(["-G"], { accepts: isPlain }),
]);

const COMMIT_OPTIONS: OptionRules = new Map([
  ...flags("--oneline", "--abbrev-commit", "--no-abbrev-commit", "--no-decorate", "--no-notes"),
  ...option(["--format", "--pretty"], { accepts: isCommitFormat }),
  ...option(["--date"], { accepts: isDateFormat }),
  ...option(["--decorate"], { accepts: isOneOf("short", "full", "auto", "no"), isOptional: true }),
]);

const LOG_OPTIONS: OptionRules = new Map([
  ...DIFF_OPTIONS,
  ...COMMIT_OPTIONS,
  ...flags(
    "--graph",
    "--all",
    "--branches",
    "--tags",
    "--remotes",
    "--reverse",
    "--follow",
    "--full-history",
  ),
  ...flags(
    "--merges",
    "--no-merges",
    "--first-parent",
    "--topo-order",
    "--date-order",
    "--author-date-order",
  ),
  ...flags("--left-right", "--cherry-pick", "--boundary", "--all-match", "--invert-grep", "--no-walk"),
  ...option(["-i", "--regexp-ignore-case"]),
  ...option(["-E", "--extended-regexp"]),
  ...option(["-F", "--fixed-strings"]),
  ...option(["-n", NUMBER, "--max-count"], { accepts: isCount }),
  ...option(["--skip"], { accepts: isCount }),
  ...option(["--after", "--since"], { accepts: isPlain }),
  ...option(["--before", "--until"], { accepts: isPlain }),
  ...option(["--author"], { accepts: isPlain }),
  ...option(["--committer"], { accepts: isPlain }),
  ...option(["--grep"], { accepts: isPlain }),
]);

const STATUS: Verb = {
  options: new Map([
    ...flags("--long", "--ahead-behind", "--no-ahead-behind", "--show-stash", "--no-renames", "--renames"),
    ...option(["-s", "--short"]),
    ...option(["-b", "--branch"]),
    ...option(["--porcelain"], { accepts: isOneOf("v1", "v2", "1", "2"), isOptional: true }),
    ...option(["--untracked-files"], { accepts: isOneOf("no", "normal", "all"), isOptional: true }),
    ...option(["--ignored"], { accepts: isOneOf("traditional", "no", "matching"), isOptional: true }),
  ]),
  arrange: ({ options, values, paths = [] }) => {
    const all = [...values, ...paths];
    if (!all.every(isPathInside)) return refused(PATHS);
    return read(["status", "--ignore-submodules=dirty", ...options, "--", ...all]);
  },
};

const BLAME: Verb = {
  options: new Map([
    ...flags("--porcelain", "--line-porcelain", "--root", "--show-stats"),
    ...option(["-l"]),
    ...option(["-s"]),
    ...option(["-w"]),
    ...option(["-f", "--show-name"]),
    ...option(["-n", "--show-number"]),
    ...option(["-e", "--show-email"]),
    ...option(["--date"], { accepts: isDateFormat }),
    ...option(["-L"], { accepts: isLineRange }),
  ]),
  arrange: ({ options, values, paths }) => {
    const revisions = paths === undefined ? values.slice(0, -1) : values;
    const files = paths ?? values.slice(-1);
    const [file] = files;
    if (file === undefined || files.length > 1 || revisions.length > 1)
      return refused("git blame takes one file, and at most one revision before it.");
    if (!isPathInside(file)) return refused(PATHS);
    if (!revisions.every(isRevisionOrPath)) return refused(REVISIONS);
    // Of what ends the options git makes a revision here; a value never begins with a dash anyway.
    return read(["blame", "--no-textconv", ...options, ...revisions, "--", file]);
  },
};

const BRANCH: Verb = {
  options: new Map([
    ...flags("--list", "--show-current"),
    ...option(["-l", "--list"]),
    ...option(["-a", "--all"]),
    ...option(["-r", "--remotes"]),
    ...option(["-v"]),
    ...option(["-vv"]),
    ...option(["-i", "--ignore-case"]),
    ...option(["--contains"], { accepts: isRevisionOrPath }),
    ...option(["--no-contains"], { accepts: isRevisionOrPath }),
    // Without a value git would take whatever comes next for one.
    ...option(["--merged"], { accepts: isRevisionOrPath }),
    ...option(["--no-merged"], { accepts: isRevisionOrPath }),
    ...option(["--points-at"], { accepts: isRevisionOrPath }),
    ...option(["--sort"], { accepts: (value) => /^-?(refname|committerdate|authordate)$/.test(value) }),
  ]),
  arrange: ({ options, values, paths = [] }) => {
    const patterns = [...values, ...paths];
    if (options.includes("--show-current"))
      return options.length === 1 && patterns.length === 0
        ? read(["branch", "--show-current"])
        : refused("git branch --show-current stands alone.");
    // A name alone would make a branch.
    if (patterns.length > 0 && !options.includes("--list"))
      return refused("git branch only lists branches here; put --list before a pattern.");
    if (!patterns.every(isRevisionOrPath)) return refused(REVISIONS);
    const rest = options.filter((name) => name !== "--list");
    return read(["branch", "--list", "--no-column", ...rest, END_OF_OPTIONS, ...patterns]);
  },
};

/** What readers and writers may use. */
export const READING_VERBS: ReadonlyMap<string, Verb> = new Map([
  ["status", STATUS],
  ["log", historyVerb("log", LOG_OPTIONS, PLAIN_LOG)],
  ["show", historyVerb("show", new Map([...DIFF_OPTIONS, ...COMMIT_OPTIONS]), PLAIN_LOG)],
  [
    "diff",
    historyVerb(
      "diff",
      new Map([
        ...DIFF_OPTIONS,
        ...flags("--cached", "--exit-code", "--check", "--merge-base"),
        ...option(["--staged", "--cached"]),
        ...option(["-q", "--quiet"]),
      ]),
      PLAIN_DIFF,
    ),
  ],
  ["blame", BLAME],
  ["branch", BRANCH],
]);

export const PATHS =
  "A path has to stay in the project: relative to its root, with /, without .. and without a : first.";
const REVISIONS = "That is not a revision that can be asked for here.";

function historyVerb(name: string, options: OptionRules, fixed: readonly string[]): Verb {
  const arrange = ({ options: asked, values, paths }: ReadArguments): GitVerdict => {
    if (!values.every(isRevisionOrPath)) return refused(`${REVISIONS} ${PATHS}`);
    if (paths?.every(isPathInside) === false) return refused(PATHS);
    // Without --, git finds out by itself which of them are paths.
    const rest = paths === undefined ? [] : ["--", ...paths];
    return read([name, ...fixed, ...asked, END_OF_OPTIONS, ...values, ...rest]);
  };
  return { options, arrange };
}

function read(argv: readonly string[]): GitVerdict {
  return { kind: "run", argv, changes: false };
}
