import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { isUp } from "../../shared/contract/agent-actions.ts";
import { AgentId } from "../../shared/contract/agents.ts";
import type { HubClient } from "../../shared/contract/contract.ts";
import { pipeOverSocket } from "../../electron/hub/api/socket-pipe.ts";
import { clientOver } from "../../electron/hub/client/hub-client.ts";
import { openHubSocket } from "../../electron/hub/client/hub-socket.ts";
import type { FramePipe } from "../../shared/terminal/pipe.ts";
import { serverCommand } from "../../scripts/server-command.ts";

export const ROOT = resolve(import.meta.dirname, "../..");

/** What an agent runs: a shell script, or the scripted agent. */
export type BenchProgram = string | { readonly isScripted: true };

export interface BenchServerOptions {
  /** Makes what lies in the project before it is opened. */
  readonly prepare?: (project: string) => void;
  /** What the server, and with it each agent, finds in its environment. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Further agents, as `quorum.json` has them. */
  readonly agents?: Readonly<Record<string, object>>;
}

/** The built server on a project of its own. */
export class BenchServer {
  readonly folder: string;
  readonly project: string;
  #child: ChildProcess | undefined;
  #address = { url: "", token: "" };
  client!: HubClient;

  readonly #environment: Readonly<Record<string, string>>;

  private constructor(folder: string, environment: Readonly<Record<string, string>>) {
    this.folder = folder;
    this.#environment = environment;
    this.project = join(folder, "project");
  }

  static async create(
    programs: Readonly<Record<string, BenchProgram>>,
    { prepare, environment = {}, agents: further = {} }: BenchServerOptions = {},
  ): Promise<BenchServer> {
    const server = new BenchServer(await mkdtemp(join(tmpdir(), "quorum-bench-")), environment);
    await mkdir(server.project);
    prepare?.(server.project);
    const agents = Object.entries(programs).map(([name, program]) => [
      name,
      { program: typeof program === "string" ? { command: "bash", args: ["-c", program] } : "scripted" },
    ]);
    await writeFile(
      join(server.project, "quorum.json"),
      JSON.stringify({ agents: { ...Object.fromEntries(agents), ...further } }),
    );
    await server.boot();
    return server;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** The window's address, with the token that lets it in. */
  get windowUrl(): string {
    return `${this.#address.url}/#token=${this.#address.token}`;
  }

  /** Starts the server; resolves when it serves. */
  async boot(): Promise<void> {
    const env = { ...process.env, ...this.#environment, QUORUM_USER_FOLDER: join(this.folder, "user") };
    const child = spawn(process.execPath, [...serverCommand(ROOT), this.project], {
      env,
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.#child = child;
    let output = "";
    while (!output.includes("\n")) output += String((await once(child.stdout, "data"))[0]);
    const [, url = "", token = ""] = /(http:\S+)\/#token=(\S+)/.exec(output) ?? [];
    this.#address = { url, token };
    this.client = clientOver(await openHubSocket(this.#address, "/rpc"));
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  }

  async start(agent: string): Promise<void> {
    const { state } = await this.client.agents.start({ agent: AgentId.parse(agent) });
    if (state.kind === "failed") throw new Error(`${agent}: ${state.reason} ${state.lastLines.join("\n")}`);
  }

  /** Resolves when an agent runs and is linked, as it is some time after the hub was started again. */
  async untilRunning(agent: string): Promise<void> {
    for await (const change of await this.client.agents.changes()) {
      const agents = change.kind === "snapshot" ? change.agents : [change.agent];
      if (agents.some(({ id, state }) => id === agent && state.kind === "running")) return;
    }
  }

  async openTerminal(agent: string): Promise<FramePipe> {
    const socket = await openHubSocket(this.#address, `/terminal?agent=${agent}`);
    socket.binaryType = "nodebuffer";
    return pipeOverSocket(socket);
  }

  /** The session folder of an agent's latest session. */
  async sessionFolder(agent: string): Promise<string> {
    const folder = join(this.project, ".quorum", "agents", agent);
    return join(folder, (await readdir(folder)).toSorted().at(-1) ?? "");
  }

  async hostPid(agent: string): Promise<number> {
    const status = JSON.parse(await readFile(join(await this.sessionFolder(agent), "status.json"), "utf8"));
    return status.hostPid;
  }

  async dispose(): Promise<void> {
    await this.stopAgents();
    const child = this.#child;
    if (child !== undefined) {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    }
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Ends all agents at once; resolves when they are down. */
  async stopAgents(): Promise<void> {
    const left = new Set<AgentId>();
    for await (const change of await this.client.agents.changes()) {
      for (const agent of change.kind === "snapshot" ? change.agents : [change.agent]) {
        if (!isUp(agent.state)) left.delete(agent.id);
        else if (!left.has(agent.id)) {
          left.add(agent.id);
          await this.client.agents.stop({ agent: agent.id, force: true });
        }
      }
      if (left.size === 0) return;
    }
  }
}
