import { writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { GUARD_VARIABLE } from "../../hook/guard/write-guard.ts";
import type { AgentProgram, ProgramStart } from "../agent-program.ts";
import { USUAL_TYPING } from "../typed-text.ts";
import { readClaudeScreen } from "./claude-screen.ts";
import { settingsFor } from "./claude-settings.ts";
import { findInTranscript, hasAnswer } from "./claude-transcript.ts";
import { claudeVersion } from "./claude-version.ts";
import { permissionModeArgs } from "./permission-mode.ts";

const SETTINGS_FILE = "claude-settings.json";
const SERVERS_FILE = "claude-servers.json";
const IDLE_TITLE = /^✳/;
/** A spinner, whose signs change with the versions. */
const BUSY_TITLE = /^[^\p{L}\p{N}\s✳] /u;

/** Arguments by which whoever launches it chooses the conversation. */
const CHOOSES_CONVERSATION = /^(?:--(?:continue|resume|session-id|from-pr)(?:=|$)|-[cr]$)/;
const ENVIRONMENT = {
  // An arrow key at its empty prompt would move the session into a process that is not ours to follow.
  CLAUDE_CODE_DISABLE_AGENT_VIEW: "1",
  MCP_CONNECTION_NONBLOCKING: "false",
  // By itself it goes on without its tools after five seconds, which a busy machine may need.
  MCP_CONNECT_TIMEOUT_MS: "60000",
  // What scrolls off is kept, as of any other program.
  CLAUDE_CODE_DISABLE_ALTERNATE_SCREEN: "1",
};

/** Claude Code. Its settings lie in the session's folder and are laid over the user's, which stay as they are. */
export const claudeProgram: AgentProgram = {
  kind: "claude",
  prepare: async (start) => {
    const settings = join(start.folder, SETTINGS_FILE);
    const version = await claudeVersion(start);
    writeFileSync(settings, JSON.stringify(settingsFor(version, start.hookCommand)), { mode: 0o600 });
    const mode = permissionModeArgs(start.launch, configFolder(start.environment));
    const isChosen = start.launch.args.some((arg) => CHOOSES_CONVERSATION.test(arg));
    const resume = isChosen ? [] : await resumeArgs(start);
    const isForgotten = !isChosen && start.earlier !== undefined && resume.length === 0;
    const tools = mcpArgs(start);
    return {
      args: [...tools, "--settings", settings, ...mode, ...resume],
      environment: { ...ENVIRONMENT, ...guardFor(start) },
      isForgotten,
    };
  },
  signals: {
    startsServers: true,
    typing: USUAL_TYPING,
    readTitle: (title) => (IDLE_TITLE.test(title) ? "idle" : BUSY_TITLE.test(title) ? "busy" : undefined),
    readScreen: readClaudeScreen,
    statusFile: (pid, environment) => join(configFolder(environment), "sessions", `${pid}.json`),
    find: findInTranscript,
  },
};

/** Its hooks find there whose documents they guard. */
function guardFor({ launch }: ProgramStart): Readonly<Record<string, string>> {
  return launch.guardsQms === true ? { [GUARD_VARIABLE]: launch.folder } : {};
}

/** Gives it the servers of its tools, before those of the same names that the project or the user has. */
function mcpArgs({ folder, mcpServers, resourceServers = {} }: ProgramStart): readonly string[] {
  if (Object.keys(mcpServers).length === 0) return [];
  const file = join(folder, SERVERS_FILE);
  // Its first request waits for these, and has their tools themselves: no search has to find them.
  const servers = Object.entries(mcpServers).map(([name, server]) => [name, { ...server, alwaysLoad: true }]);
  const all = { ...Object.fromEntries(servers), ...resourceServers };
  writeFileSync(file, JSON.stringify({ mcpServers: all }), { mode: 0o600 });
  return ["--mcp-config", file];
}

/**
 * Takes up this agent's own conversation by its name: all agents work in one folder, and the latest conversation there is
 * anybody's.
 */
async function resumeArgs({ earlier }: ProgramStart): Promise<readonly string[]> {
  return earlier !== undefined && (await hasAnswer(earlier.transcript)) ? ["--resume", earlier.id] : [];
}

function configFolder(environment: ProgramStart["environment"]): string {
  const { CLAUDE_CONFIG_DIR, HOME, USERPROFILE } = environment;
  if (CLAUDE_CONFIG_DIR !== undefined && CLAUDE_CONFIG_DIR !== "") return CLAUDE_CONFIG_DIR;
  return join(HOME ?? USERPROFILE ?? homedir(), ".claude");
}
