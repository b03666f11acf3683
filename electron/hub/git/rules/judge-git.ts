import { readArguments } from "./read-arguments.ts";
import { READING_VERBS } from "./reading-verbs.ts";
import { refused, type GitContext, type GitRole, type GitVerdict } from "./verdict.ts";
import { WRITING_VERBS } from "./writing-verbs.ts";

const MOST_ARGUMENTS = 500;
/** The whole command line of a process on Windows ends at 32,767, and what we add to it needs room too. */
const MOST_CHARACTERS = 20_000;

/**
 * Whether an agent may have git do this, and the command line that does it. Nothing that an agent wrote is handed on as it
 * stands: options are looked up in a table, and values are checked and stand where git takes nothing for an option.
 */
export function judgeGit(argv: readonly string[], role: GitRole, context: GitContext): GitVerdict {
  const [name, ...args] = argv[0] === "git" ? argv.slice(1) : argv;
  if (name === undefined) return refused("Say what git shall do: the first argument is its sub-command.");
  if (argv.length > MOST_ARGUMENTS || argv.join(" ").length > MOST_CHARACTERS)
    return refused("That is more than one call can take: fewer paths, or a shorter message.");
  if (argv.some((arg) => arg.includes("\0") || !arg.isWellFormed()))
    return refused("An argument holds what is no text.");
  const reading = READING_VERBS.get(name);
  const writing = WRITING_VERBS.get(name);
  if (reading === undefined && writing === undefined)
    return refused(`That can not be used. ${usable(role)} Options stand behind the sub-command.`);
  if (reading === undefined && role === "reader")
    return refused(`git ${name} is for agents that may write. ${usable(role)}`);
  const verb = reading ?? writing;
  if (verb === undefined) return refused(usable(role));
  const asked = readArguments(args, verb.options);
  if (typeof asked === "string") return refused(`git ${name}: ${asked}`);
  return verb.arrange(asked, context);
}

function usable(role: GitRole): string {
  const names = [...READING_VERBS.keys(), ...(role === "writer" ? WRITING_VERBS.keys() : [])];
  return `Of git, ${names.join(", ")} can be used.`;
}
