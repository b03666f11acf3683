import { execFile } from "node:child_process";
import { rm } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import type { AgentId } from "../../../../shared/contract/agents.ts";
import { hasCode } from "../../files/has-code.ts";
import { isAlive } from "../../project/hub-lock.ts";
import type { ResolvedProgram, Runtime, SessionState } from "../runtime.ts";
import { FIRST_SIZE } from "../session/first-size.ts";
import { lastLinesOf, replayOf } from "../session/past-terminal.ts";
import { SessionLink } from "../session/session-link.ts";
import { callSocketBeside, socketsFor } from "../session/session-socket.ts";
import { SessionStore, statusOf, type NewSession, type StoredSession } from "../session/session-store.ts";
import { endLeftovers, signalProcesses } from "./leftover-processes.ts";
import { withFolderFirst } from "./path-variable.ts";
import { startSessionHost } from "./start-session-host.ts";

export interface NativeRuntimeOptions {
  readonly node: string;
  readonly agentd: string;
  readonly projectFolder: string;
  readonly dataFolder: string;
  /** A folder of commands that programs find before all others. */
  readonly commands: string;
  readonly now: () => number;
}

/** Runs agents as detached processes on this machine. */
export function createNativeRuntime(options: NativeRuntimeOptions): Runtime {
  const storeOf = (agent: AgentId): SessionStore =>
    new SessionStore(join(options.dataFolder, "agents", agent));
  const latest = (agent: AgentId): Promise<StoredSession | undefined> => storeOf(agent).latest();
  return {
    find: async (agent) => {
      const session = await latest(agent);
      return session === undefined ? { kind: "none" } : stateOf(session);
    },
    start: async (agent, program) => {
      const session = await storeOf(agent).create(
        launchOf(agent, program, options.projectFolder),
        socketsFor,
        options.now(),
      );
      const { node, agentd, commands } = options;
      const environment = withFolderFirst(commands, program.environment);
      await startSessionHost({ node, agentd, folder: session.folder, environment });
      const state = await stateOf(session);
      if (state.kind !== "dead") return state;
      return { kind: "failed", reason: "The session host could not be started.", at: options.now() };
    },
    kill: async (agent) => {
      const session = await latest(agent);
      if (session !== undefined) await killSession(session);
    },
    replay: async (agent) => {
      const session = await latest(agent);
      return session === undefined ? undefined : replayOf(options, session);
    },
    lastLines: async (agent) => {
      const session = await latest(agent);
      return session === undefined ? [] : lastLinesOf(options, session);
    },
  };
}

function launchOf(agent: AgentId, program: ResolvedProgram, folder: string): NewSession {
  return {
    agent,
    program: program.kind,
    ...(program.isGuarded === true ? { guardsQms: true } : {}),
    resumes: true,
    command: program.command,
    args: [...program.args],
    folder,
    size: FIRST_SIZE,
  };
}

async function stateOf(session: StoredSession): Promise<SessionState> {
  const status = await statusOf(session);
  if (status === undefined) return { kind: "dead" };
  if (status.kind !== "running") return status;
  try {
    const socket = await connected(session.launch.socket);
    const { link, welcome } = await SessionLink.open(socket, session.launch.key);
    return { kind: "running", link, welcome };
  } catch (error) {
    // A named pipe is gone with its process, and a process number on Windows tells nothing more.
    if (process.platform === "win32" && hasCode(error, "ENOENT")) return { kind: "dead" };
    // Whatever kept us from it: what counts is whether it lives.
    const after = await statusOf(session);
    if (after !== undefined && after.kind !== "running") return after;
    return isAlive(status.hostPid) && (await isHostOf(status.hostPid, session))
      ? { kind: "unreachable" }
      : { kind: "dead" };
  }
}

function connected(path: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    socket.once("connect", () => {
      socket.off("error", reject);
      socket.setNoDelay(true);
      resolve(socket);
    });
    socket.once("error", reject);
  });
}

/** A process id is used again one day: only a process with the session's name in its command line is the host. */
function isHostOf(pid: number, session: StoredSession): Promise<boolean> {
  if (process.platform === "win32") return Promise.resolve(true);
  return new Promise((resolve) => {
    execFile("ps", ["-ww", "-o", "args=", "-p", String(pid)], (_error, stdout) => {
      resolve(stdout.includes(session.launch.session));
    });
  });
}

async function killSession(session: StoredSession): Promise<void> {
  const status = await statusOf(session);
  if (status?.kind === "running" && isAlive(status.hostPid) && (await isHostOf(status.hostPid, session))) {
    signalProcesses([status.hostPid], "SIGKILL");
  }
  await endLeftovers(session.launch.session);
  if (process.platform === "win32") return;
  const { socket } = session.launch;
  await rm(socket, { force: true });
  await rm(callSocketBeside(socket), { force: true });
}
