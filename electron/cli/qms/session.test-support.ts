import { execFile } from "node:child_process";
import { mkdir, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { AgentId } from "../../../shared/contract/agents.ts";
import type { AgentCall } from "../../../shared/link/agent-calls.ts";
import { AgentRoom } from "../../hub/agents/agent.ts";
import type { CallAnswerer } from "../../hub/agents/call-answerer.ts";
import { createJsonLog } from "../../hub/log/json-log.ts";
import { writeCommands } from "../../hub/project/command-files.ts";
import { createNativeRuntime } from "../../hub/runtimes/native/native-runtime.ts";
import { SessionStore } from "../../hub/runtimes/session/session-store.ts";
import type { Runtime } from "../../hub/runtimes/runtime.ts";

const ROOT = resolve(import.meta.dirname, "../../..");
const QA = AgentId.parse("qa");

export interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The part of a hub that answers calls, as the test wants. */
export class FakeAnswerer implements CallAnswerer {
  readonly asked: AgentCall[] = [];
  readonly taken: (agent: AgentId, key: string) => void;
  readonly takenKeys: string[] = [];
  readonly #result: (call: AgentCall) => unknown;
  #onAsked: (() => void)[] = [];

  constructor(result: (call: AgentCall) => unknown) {
    this.#result = result;
    this.taken = (_agent, key) => {
      this.takenKeys.push(key);
      this.#wake();
    };
  }

  async answer(agent: AgentId, call: AgentCall): Promise<unknown> {
    if (agent !== QA) throw new Error(`${agent} has no session here.`);
    this.asked.push(call);
    this.#wake();
    return this.#result(call);
  }

  /** Resolves once a claim about it holds. */
  async until(claim: (answerer: FakeAnswerer) => boolean): Promise<void> {
    while (!claim(this)) await new Promise<void>((done) => this.#onAsked.push(done));
  }

  #wake(): void {
    for (const done of this.#onAsked.splice(0)) done();
  }
}

/** A real session of the agent `qa`, with the hub's end of its link in this process. */
export class TestSession {
  readonly folder: string;
  readonly #runtime: Runtime;
  readonly #dataFolder: string;
  #room: AgentRoom;

  private constructor(folder: string, dataFolder: string, runtime: Runtime, room: AgentRoom) {
    this.folder = folder;
    this.#dataFolder = dataFolder;
    this.#runtime = runtime;
    this.#room = room;
  }

  static async start(calls: CallAnswerer, program = "echo ready; cat"): Promise<TestSession> {
    const folder = await realpath(await mkdtemp(join(tmpdir(), "qms-session-")));
    const dataFolder = join(folder, ".quorum");
    await mkdir(dataFolder);
    const programs = {
      node: process.execPath,
      agentd: join(ROOT, "electron", "agentd", "main.ts"),
      qms: join(ROOT, "electron", "cli", "qms", "main.ts"),
    };
    const commands = await writeCommands(dataFolder, programs);
    const options = { ...programs, projectFolder: folder, dataFolder, commands, now: Date.now };
    const runtime = createNativeRuntime(options);
    const room = roomOf(runtime, calls, program);
    const session = new TestSession(folder, dataFolder, runtime, room);
    const { state } = await room.start();
    if (state.kind !== "running") throw new Error(`the session is ${JSON.stringify(state)}`);
    return session;
  }

  /** The hub goes away; the session runs on. */
  hubLeaves(): void {
    this.#room.dispose();
  }

  /** Another hub takes the session up. */
  async hubComes(calls: CallAnswerer): Promise<void> {
    this.#room = roomOf(this.#runtime, calls, "");
    await this.#room.adopt();
  }

  async socket(): Promise<string> {
    const latest = await new SessionStore(join(this.#dataFolder, "agents", "qa")).latest();
    return latest?.launch.callSocket ?? "";
  }

  /** Runs the command as a program of the session does. */
  async qms(argv: readonly string[], input?: string): Promise<Finished> {
    const env = {
      PATH: `${join(this.#dataFolder, "bin")}:${process.env["PATH"]}`,
      XDG_CACHE_HOME: join(this.folder, "cache"),
      QUORUM_AGENTD: await this.socket(),
      QMS_USER: "qa",
    };
    return new Promise((done, failed) => {
      const child = execFile("qms", [...argv], { env, cwd: this.folder }, (error, stdout, stderr) => {
        if (error !== null && child.exitCode === null) failed(error);
        else done({ code: child.exitCode ?? 0, stdout, stderr });
      });
      child.stdin?.end(input);
    });
  }

  async dispose(): Promise<void> {
    await this.#room.stopAndWait("now");
    this.#room.dispose();
    await rm(this.folder, { recursive: true, force: true });
  }
}

function roomOf(runtime: Runtime, calls: CallAnswerer, program: string): AgentRoom {
  return new AgentRoom({
    definition: { id: QA, program: "claude" },
    programName: "test",
    program: { kind: "other", command: "bash", args: ["-c", program], environment: {} },
    runtime,
    calls,
    now: Date.now,
    log: createJsonLog(() => undefined, Date.now),
  });
}
