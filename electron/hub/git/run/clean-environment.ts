import { delimiter } from "node:path";

/** A file that is always empty, and a folder in which nothing can be. */
export const NOWHERE = process.platform === "win32" ? "NUL" : "/dev/null";

/** What git's helpers need of the machine: where the user's keys are, the way out, and what Windows cannot do without. */
const INHERITED = [
  "HOME",
  "USERPROFILE",
  "HOMEDRIVE",
  "HOMEPATH",
  "APPDATA",
  "LOCALAPPDATA",
  "PROGRAMDATA",
  "SYSTEMROOT",
  "SYSTEMDRIVE",
  "COMSPEC",
  "TEMP",
  "TMP",
  "TMPDIR",
  "TZ",
  "SSH_AUTH_SOCK",
  "HTTPS_PROXY",
  "HTTP_PROXY",
  "NO_PROXY",
];

/** Who is the author and the committer. */
export interface GitIdentity {
  readonly name: string;
  readonly email: string;
}

/** The identity of an agent: an address that can never be anybody's. */
export function agentIdentity(agent: string, project: string): GitIdentity {
  const label = project
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 63)
    .replace(/^-+|-+$/g, "");
  const local = agent.replace(/[^A-Za-z0-9_.-]+/g, "-");
  return { name: agent, email: `${local}@${label === "" ? "project" : label}.quorum.invalid` };
}

/** What one call of git is told by its environment. */
export interface CallEnvironment {
  readonly identity: GitIdentity;
  /** Git's own folder of the project: named, so that no other is looked for. */
  readonly gitFolder: string;
  readonly workFolder: string;
  /** The folders of the search path. */
  readonly path: readonly string[];
  /** How it may reach a remote; empty for what has to do with none. */
  readonly protocols: readonly string[];
  /** Whether it only reads: it then does not even refresh the index. */
  readonly isReading: boolean;
}

/** An environment in which nothing but what is given here steers git. */
export function cleanEnvironment(
  { identity, gitFolder, workFolder, path, protocols, isReading }: CallEnvironment,
  inherited: Readonly<Record<string, string | undefined>> = process.env,
): Record<string, string> {
  const kept = Object.entries(inherited).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && INHERITED.includes(entry[0].toUpperCase()),
  );
  return {
    ...Object.fromEntries(kept),
    PATH: path.join(delimiter),
    LC_ALL: "C.UTF-8",
    GIT_DIR: gitFolder,
    GIT_WORK_TREE: workFolder,
    GIT_CONFIG_GLOBAL: NOWHERE,
    GIT_CONFIG_SYSTEM: NOWHERE,
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_ATTR_NOSYSTEM: "1",
    GIT_ALLOW_PROTOCOL: protocols.length === 0 ? "none" : protocols.join(":"),
    GIT_PROTOCOL_FROM_USER: "0",
    GIT_NO_LAZY_FETCH: "1",
    GIT_OPTIONAL_LOCKS: isReading ? "0" : "1",
    GIT_TERMINAL_PROMPT: "0",
    GIT_ASKPASS: "",
    SSH_ASKPASS_REQUIRE: "never",
    GCM_INTERACTIVE: "never",
    // No question that nobody could answer, and no way through this machine into another.
    GIT_SSH_COMMAND: "ssh -oBatchMode=yes -oForwardAgent=no -oPermitLocalCommand=no",
    GIT_SSH_VARIANT: "ssh",
    GIT_PAGER: "cat",
    PAGER: "cat",
    TERM: "dumb",
    GIT_EDITOR: ":",
    GIT_SEQUENCE_EDITOR: ":",
    GIT_MERGE_AUTOEDIT: "no",
    GIT_AUTHOR_NAME: identity.name,
    GIT_AUTHOR_EMAIL: identity.email,
    GIT_COMMITTER_NAME: identity.name,
    GIT_COMMITTER_EMAIL: identity.email,
  };
}
