import { appendFileSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { encodeTerminalFrame } from "../../shared/terminal/frames.ts";
import { CALLS_VARIABLE } from "../../shared/link/agent-calls.ts";
import { LINK_PROTOCOL } from "../../shared/link/link-frames.ts";
import {
  ARENAS_VARIABLE,
  Launch,
  LAUNCH_FILE,
  LOG_FILE,
  SESSION_VARIABLE,
  STATUS_FILE,
  type SessionStatus,
} from "../../shared/link/session-files.ts";
import type { ServerCheck } from "../../shared/link/tool-checks.ts";
import { CallRelay } from "./call-relay.ts";
import { CallServer } from "./call-server.ts";
import { earlierConversation } from "./conversation-file.ts";
import type { StopRequest } from "./graceful-stop.ts";
import { hookCommand } from "./hook-command.ts";
import { HookReceiver } from "./hook-receiver.ts";
import { LinkServer } from "./link-server.ts";
import { NetworkDoor } from "./network/network-door.ts";
import { mcpServers, resourceServers } from "./mcp-servers.ts";
import type { ConversationBefore } from "./notices/notice-book.ts";
import type { AgentProgram, PreparedStart } from "./programs/agent-program.ts";
import { programOf } from "./programs/program-of.ts";
import { lastLines, replay } from "./replay.ts";
import { Session, type SessionOptions } from "./session.ts";
import { StandardStreams } from "./standard-streams.ts";
import { stopProgram } from "./stop-program.ts";
import { checkServers, type CheckServersOptions } from "./tool-check/check-servers.ts";

/** What is shown beside the reason when a program failed. */
const LAST_LINES = 20;

/**
 * `agentd serve FOLDER` runs a session. `agentd replay OUTPUT [OFFSET]` writes the terminal of a session's output folder
 * to standard output, and `agentd lines OUTPUT` its last lines as plain text.
 */
export async function runAgentd(args: readonly string[]): Promise<void> {
  const [, folder] = args;
  process.on("uncaughtException", (error) => {
    // One viewer's or one file's misfortune must not end the agent.
    if (folder !== undefined) note(folder, error);
  });
  try {
    await carryOut(args);
  } catch (error) {
    // Nobody could ever reach this session: better none, and a reason.
    if (folder !== undefined) note(folder, error);
    process.exit(1);
  }
}

async function carryOut([command, folder, offset]: readonly string[]): Promise<void> {
  if (command === "serve" && folder !== undefined) return serve(folder);
  if (command === "replay" && folder !== undefined) {
    const { header, content } = replay(folder, offset === undefined ? undefined : Number(offset));
    process.stdout.write(encodeTerminalFrame({ kind: "snapshot", header, content: Buffer.from(content) }));
    return;
  }
  if (command === "lines" && folder !== undefined) {
    process.stdout.write(lastLines(folder, LAST_LINES).join("\n"));
    return;
  }
  process.stderr.write("usage: agentd serve FOLDER | agentd replay OUTPUT [OFFSET] | agentd lines OUTPUT\n");
  process.exitCode = 2;
}

async function serve(folder: string): Promise<void> {
  const launch = Launch.parse(JSON.parse(readFileSync(join(folder, LAUNCH_FILE), "utf8")));
  const startedAt = Date.now();
  const state: { server?: LinkServer; problem?: string | undefined; isRequested: boolean } = {
    isRequested: false,
  };
  const calls = new CallRelay();
  const hooks = new HookReceiver({ onReport: (...report) => session?.watch.onReport(...report) });
  const callServer = await listenForCalls(folder, launch, calls, hooks);
  const program = programOf(launch.program ?? "other");
  const preparing = prepare(folder, launch, program, callServer !== undefined);
  const [ready] = await Promise.all([preparing, openNetwork(folder, launch)]);
  const session = startSession(folder, ready, {
    program,
    startedAt,
    onProblem: (problem) => {
      state.problem = problem;
      state.server?.setProblem(problem);
    },
    endProgram: (force) => {
      if (session !== undefined) void stopProgram(session.programPid, force);
    },
    onEnded: (code, signal) => {
      callServer?.close();
      const { isRequested } = state;
      const end = { kind: "ended", code, ...(signal === undefined ? {} : { signal }), isRequested } as const;
      writeStatus(folder, { ...end, startedAt, at: Date.now() });
      const said = state.server?.end(end) ?? Promise.resolve();
      void said.then(() => process.exit(0));
    },
  });
  if (session === undefined) return callServer?.close();
  const stop = (request: StopRequest): void => {
    state.isRequested = true;
    session.watch.stop(request);
  };
  writeStatus(folder, { kind: "running", hostPid: process.pid, programPid: session.programPid, startedAt });
  // A hub that goes away, a terminal that closes: neither is a reason to end.
  for (const signal of ["SIGHUP", "SIGINT", "SIGPIPE"] as const) process.on(signal, () => undefined);
  // A hub that was killed while it waited for the word is nobody to say it to.
  process.stdout.on("error", () => undefined);
  process.on("SIGTERM", () => stop({ force: false }));
  state.server = await LinkServer.listen({
    socket: launch.socket,
    key: launch.key,
    session,
    calls,
    welcome: () => ({
      kind: "welcome",
      protocol: LINK_PROTOCOL,
      session: launch.session,
      programPid: session.programPid,
      startedAt,
      takesNotices: true,
      checksTools: true,
      takesDeclines: true,
    }),
    checkTools: () => tryServers(folder, ready),
    onStop: stop,
  });
  state.server.setProblem(state.problem);
  // What is said there is either the link, or that there is one now.
  if (launch.startsLinked === true) state.server.accept(StandardStreams.open());
  else process.stdout.write("ready\n");
}

/** Listens for calls before there is anyone to make them; an agent whose calls cannot be taken runs without. */
async function listenForCalls(
  folder: string,
  { callSocket }: Launch,
  calls: CallRelay,
  hooks: HookReceiver,
): Promise<CallServer | undefined> {
  if (callSocket === undefined) return undefined;
  try {
    return await CallServer.listen(callSocket, calls, hooks);
  } catch (error) {
    note(folder, error);
    return undefined;
  }
}

/** The program finds its way out when it looks for it first; without one it runs all the same. */
async function openNetwork(folder: string, { network }: Launch): Promise<void> {
  if (network !== undefined) await NetworkDoor.open(network).catch((error: unknown) => note(folder, error));
}

/** A launch with all that its sort of program needs, and the environment that it is started in. */
interface ReadyLaunch {
  readonly launch: Launch;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly before: ConversationBefore | undefined;
  /** The servers of tools, as the program gets them. */
  readonly servers: CheckServersOptions["servers"];
}

async function tryServers(
  folder: string,
  { launch, environment, servers }: ReadyLaunch,
): Promise<ServerCheck[]> {
  try {
    return await checkServers({ servers, environment, folder: launch.folder });
  } catch (error) {
    note(folder, error);
    return [];
  }
}

async function prepare(
  folder: string,
  launch: Launch,
  program: AgentProgram,
  takesCalls: boolean,
): Promise<ReadyLaunch> {
  const { [ARENAS_VARIABLE]: _ours, ...inherited } = process.env;
  const environment = {
    ...inherited,
    ...launch.environment,
    QUORUM_AGENT: launch.agent,
    QMS_USER: launch.agent,
    [SESSION_VARIABLE]: launch.session,
    ...(takesCalls ? { [CALLS_VARIABLE]: launch.callSocket } : {}),
  };
  const earlier = launch.resumes === true ? earlierConversation(folder) : undefined;
  const agentdFile = process.argv[1] ?? "";
  const tools = { node: process.execPath, agentdFile, environment };
  const servers = mcpServers(tools);
  const start = {
    launch,
    folder,
    hookCommand: hookCommand(process.execPath, agentdFile),
    mcpServers: servers,
    resourceServers: resourceServers(tools),
    environment,
    earlier,
  };
  const prepared: PreparedStart = await program.prepare(start).catch((error: unknown) => {
    // It runs all the same, and less is known of it.
    note(folder, error);
    return { args: [], environment: {} };
  });
  return {
    launch: { ...launch, args: [...launch.args, ...prepared.args] },
    environment: { ...environment, ...prepared.environment },
    before: earlier && { transcript: earlier.transcript, isForgotten: prepared.isForgotten === true },
    servers,
  };
}

/** Starts the program; where it cannot be started the reason is left in the status, and said to whoever started us. */
function startSession(
  folder: string,
  ready: ReadyLaunch,
  options: Pick<SessionOptions, "program" | "startedAt" | "onProblem" | "endProgram" | "onEnded">,
): Session | undefined {
  const agentdFile = process.argv[1] ?? "";
  try {
    return new Session({
      ...ready,
      folder,
      agentdFile,
      onFailed: (error) => note(folder, error),
      ...options,
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : "The program could not be started.";
    writeStatus(folder, { kind: "failed", reason, at: Date.now() });
    if (ready.launch.startsLinked !== true) process.stdout.write("failed\n");
    return undefined;
  }
}

function writeStatus(folder: string, status: SessionStatus): void {
  const file = join(folder, STATUS_FILE);
  try {
    writeFileSync(`${file}.new`, JSON.stringify(status), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  } catch (error) {
    // A full disk: the link still tells the hub, and the hub finds out by itself that we are gone.
    note(folder, error);
  }
}

function note(folder: string, error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  try {
    appendFileSync(join(folder, LOG_FILE), `${new Date().toISOString()} ${text}\n`, { mode: 0o600 });
  } catch {
    // Nowhere left to say it.
  }
}
