import { join } from "node:path";
import type { Check } from "../../../shared/contract/checks.ts";
import type { EngineState } from "../../../shared/contract/containers.ts";
import type { Machine } from "./machine.ts";

/** Any of these lets Claude Code work without a login of its own. Their values are nobody's business here. */
const LOGIN_VARIABLES = [
  "ANTHROPIC_API_KEY",
  "ANTHROPIC_AUTH_TOKEN",
  "CLAUDE_CODE_OAUTH_TOKEN",
  "CLAUDE_CODE_USE_BEDROCK",
  "CLAUDE_CODE_USE_VERTEX",
];

export interface ProgramNeed {
  readonly project: string | undefined;
  /** The agents that need it. */
  readonly agents: readonly string[];
}

/** Whether Claude Code is there, which, and whether it has a login, as far as that can be known without reading one. */
export async function checkClaudeCode(machine: Machine, { project, agents }: ProgramNeed): Promise<Check> {
  const check = { id: "claude-code", title: "Claude Code" } as const;
  const file = machine.find("claude", project);
  if (file === undefined)
    return {
      ...check,
      state: agents.length > 0 ? "problem" : "note",
      sentence:
        agents.length > 0
          ? `Claude Code was not found on this machine, and ${listed(agents)} cannot be started without it.`
          : "Claude Code was not found on this machine. Nothing here needs it yet.",
      mend: {
        kind: "page",
        label: "How to install Claude Code",
        address: "https://code.claude.com/docs/en/setup",
      },
    };
  const version = await machine.versionOf(file);
  const found = `Claude Code${version === undefined ? "" : ` ${version}`} is at ${file}.`;
  const login = loginOf(machine);
  if (login === "none")
    return {
      ...check,
      state: agents.length > 0 ? "problem" : "note",
      sentence: `${found} Nobody seems to be logged in: start it once in a terminal, and log in.`,
      mend: { kind: "command", command: "claude" },
    };
  const sentence =
    login === "kept"
      ? `${found} Somebody is logged in.`
      : `${found} Whether it has a login shows when it starts.`;
  return { ...check, state: "ok", sentence };
}

/** On a Mac the login is in the keychain, which is not asked. */
function loginOf({ environment, home, platform, isFile }: Machine): "kept" | "unknown" | "none" {
  if (LOGIN_VARIABLES.some((name) => (environment[name] ?? "") !== "")) return "kept";
  const folder = environment["CLAUDE_CONFIG_DIR"] ?? join(home, ".claude");
  if (isFile(join(folder, ".credentials.json"))) return "kept";
  return platform === "darwin" ? "unknown" : "none";
}

/** Whether there is a git, and a repository for the project. */
export async function checkGit(
  machine: Machine,
  { project, isInRepository }: { readonly project: string | undefined; readonly isInRepository: boolean },
): Promise<Check> {
  const check = { id: "git", title: "Git" } as const;
  const file = machine.find("git", project);
  if (file === undefined)
    return {
      ...check,
      state: "problem",
      sentence: "Git was not found on this machine: agents cannot keep what they change.",
      mend: { kind: "page", label: "How to install git", address: "https://git-scm.com/downloads" },
    };
  const version = await machine.versionOf(file);
  const found = `Git${version === undefined ? "" : ` ${version}`} is at ${file}.`;
  if (project === undefined || isInRepository) return { ...check, state: "ok", sentence: found };
  return {
    ...check,
    state: "note",
    sentence: `${found} This project is in no repository: what agents change cannot be taken back.`,
    mend: { kind: "command", command: `git init ${quoted(project)}` },
  };
}

/** Whether there is a container engine that can be used. */
export function checkDocker(engine: EngineState, { agents }: ProgramNeed): Check {
  const check = { id: "docker", title: "Docker" } as const;
  switch (engine.kind) {
    case "ok":
      return { ...check, state: "ok", sentence: `Docker ${engine.version} answers.` };
    case "looking":
      return { ...check, state: "note", sentence: "Docker is being looked for." };
    default: {
      const isNeeded = agents.length > 0;
      const needless = isNeeded ? "" : " No agent here runs in a container.";
      const sentence = engine.sentence.replace(" Agents that run natively need none.", "");
      return {
        ...check,
        state: isNeeded ? "problem" : "note",
        sentence: `${sentence}${needless}`,
        ...(engine.command === undefined ? {} : { mend: { kind: "command", command: engine.command } }),
      };
    }
  }
}

function quoted(path: string): string {
  return /^[\w./:\\-]+$/.test(path) ? path : `"${path}"`;
}

/** Names as a sentence has them: `a`, `a and b`, `a, b and c`, and no more than a person reads. */
export function listed(names: readonly string[]): string {
  const most = 4;
  const shown =
    names.length > most ? [...names.slice(0, most - 1), `${String(names.length - most + 1)} more`] : names;
  if (shown.length < 2) return shown.join("");
  return `${shown.slice(0, -1).join(", ")} and ${shown.at(-1) ?? ""}`;
}
