import type { GitAccess } from "../../config/git-settings.ts";
import { READING_VERBS } from "../../git/rules/reading-verbs.ts";
import type { Verb } from "../../git/rules/verb.ts";
import { WRITING_VERBS } from "../../git/rules/writing-verbs.ts";

/** Says that a worktree would be of no use to whom, and what a person can do about it. */
export function noWorktrees(user: string): string {
  return (
    `${user} works in a container, which does not show the folder of its worktrees. A person can name one in the project as ` +
    `"worktrees" under "git" in quorum.json, such as "trees", and mount "trees/${user}" with "writable": true.`
  );
}

/** What a user may do with git here, for an agent to read; with a sub-command, only its options. */
export function gitHelp({ role, context, usesWorktrees }: GitAccess, command: string | undefined): string {
  if (role === "none") return "The project lets you do nothing with git.";
  const verbs = [...READING_VERBS, ...(role === "writer" ? WRITING_VERBS : [])];
  const asked = command === undefined ? verbs : verbs.filter(([name]) => name === command);
  if (command !== undefined)
    return asked.length === 0
      ? `That can not be used. Of git you may use ${verbs.map(([name]) => name).join(", ")}.`
      : asked.map(optionsOf).join("\n");
  const { branches, remotes, worktrees } = context;
  const writer = [
    `You are a writer: you may push to ${remotes.join(", ") || "no remote"}, to branches like ${branches.join(", ") || "none"}.`,
    usesWorktrees
      ? `Worktrees of yours are made in ${worktrees}: ["worktree", "add", "-b", BRANCH, "${worktrees}/NAME"]; then name NAME as worktree with each call.`
      : "You cannot have worktrees: your container does not show their folder.",
    "In the project itself git does not change QMS/, .claude/, CLAUDE.md and Quorum's settings: a switch, pull or stash pop that would is refused. They can be added and committed.",
  ];
  const reader = [
    "You are a reader: you may look, and change nothing. A person can make you a writer in quorum.json.",
  ];
  return [
    ...(role === "writer" ? writer : reader),
    "Files that hold secrets by custom (.env) are left out of what is added and shown.",
    "",
    "Options, each written out singly behind its sub-command:",
    ...asked.map(optionsOf),
  ].join("\n");
}

function optionsOf([name, { options }]: readonly [string, Verb]): string {
  const spellings = [...options].map(([spelling, { accepts, isOptional = false }]) => {
    if (accepts === undefined) return spelling;
    return isOptional ? `${spelling}[=VALUE]` : `${spelling} VALUE`;
  });
  return `${name}: ${spellings.join(", ") || "no options"}`;
}
