import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AgentId, type Agent } from "../../../shared/contract/agents.ts";
import type { OpenRequest } from "../../../shared/terminal/frames.ts";
import { createHost, type Host } from "../host/host.ts";
import { createJsonLog } from "../log/json-log.ts";
import { systemClock, type Clock } from "../policies/clock.ts";
import { createMemoryPipe } from "./memory-pipe.test-support.ts";
import { SOURCE_ASSETS } from "./source-assets.test-support.ts";
import { TestViewer } from "./test-viewer.test-support.ts";

export const QA = AgentId.parse("qa");

/** A host in temporary folders with a project whose agent `qa` runs what the test wants. */
export class TestHost {
  readonly folder: string;
  readonly project: string;
  readonly logLines: string[] = [];
  readonly #clock: Clock;
  host!: Host;

  private constructor(folder: string, clock: Clock) {
    this.folder = folder;
    this.#clock = clock;
    this.project = join(folder, "project");
  }

  /** Makes the project and opens it; `program` is the shell script that the agent runs. */
  static async create(
    program: string,
    more: Readonly<Record<string, unknown>> = {},
    clock: Clock = systemClock,
  ): Promise<TestHost> {
    const test = new TestHost(await realpath(await mkdtemp(join(tmpdir(), "quorum-test-"))), clock);
    await mkdir(test.project);
    const agents = { qa: { program: { command: "bash", args: ["-c", program] } }, ...more };
    await writeFile(join(test.project, "quorum.json"), JSON.stringify({ version: 1, agents }));
    await test.boot();
    await test.host.openProject(test.project);
    return test;
  }

  /** Starts a host, as a program does that was started again. */
  async boot(): Promise<void> {
    this.host = await createHost({
      version: "0.0.0",
      userFolder: join(this.folder, "user"),
      assets: SOURCE_ASSETS,
      clock: this.#clock,
      log: createJsonLog((line) => this.logLines.push(line), Date.now),
    });
  }

  agent(id: AgentId = QA): Agent {
    const agent = this.host.agents.find((candidate) => candidate.id === id);
    if (agent === undefined) throw new Error(`no agent ${id}`);
    return agent;
  }

  /** Resolves with the agent once it is in this state. */
  becomes(kind: Agent["state"]["kind"], id: AgentId = QA): Promise<Agent> {
    return this.until(({ state }) => state.kind === kind, id);
  }

  /** Resolves with the agent once the claim holds for it. */
  async until(claim: (agent: Agent) => boolean, id: AgentId = QA): Promise<Agent> {
    if (claim(this.agent(id))) return this.agent(id);
    return new Promise((done) => {
      const subscription = this.host.onAgentChanged((agent) => {
        if (agent.id !== id || !claim(agent)) return;
        subscription.dispose();
        done(agent);
      });
    });
  }

  view(request?: Partial<OpenRequest>, id: AgentId = QA): TestViewer {
    const [near, far] = createMemoryPipe();
    this.host.openTerminal(id, far);
    return new TestViewer(near, request);
  }

  async dispose(): Promise<void> {
    if (this.host.project === undefined) {
      await this.boot();
      await this.host.openProject(this.project);
    }
    // Nothing here has anything to save.
    await Promise.all(this.host.agents.map((agent) => this.host.hub.stop(agent.id, "by-force")));
    await this.host.stopAgents();
    await this.host.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}
