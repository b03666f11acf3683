import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { HostAssets } from "../../electron/hub/host/host-assets.ts";
import { createHost, type Host } from "../../electron/hub/host/host.ts";
import { ListMirror } from "../../electron/hub/lists/list-mirror.ts";
import { createJsonLog } from "../../electron/hub/log/json-log.ts";
import { TestClock } from "../../electron/hub/policies/test-clock.test-support.ts";
import { initialize } from "../../electron/hub/qms/setup/init.ts";
import { createMemoryPipe } from "../../electron/hub/testing/memory-pipe.test-support.ts";
import { SOURCE_ASSETS } from "../../electron/hub/testing/source-assets.test-support.ts";
import { TestViewer } from "../../electron/hub/testing/test-viewer.test-support.ts";
import { AgentId, type Agent } from "../../shared/contract/agents.ts";
import type { Attention } from "../../shared/contract/attention.ts";
import type { Delivery } from "../../shared/contract/deliveries.ts";
import { AgentPolicy, type PoliciesView } from "../../shared/contract/policies.ts";

const SEED = resolve(import.meta.dirname, "../../assets/qms");
const SIZE = { columns: 120, rows: 40 };

export const CLAUDE = AgentId.parse("claude");
export const QA = AgentId.parse("qa");
/** The agents of every scene. */
const TEAM = [CLAUDE, QA] as const;

export interface SceneOptions {
  /** Gets the person's own folder. */
  readonly root: string;
  /** Becomes the project. */
  readonly project: string;
  /** What runs in an agent's terminal, as the project's configuration says it. */
  readonly program: (agent: AgentId) => unknown;
  /** What the project's configuration says of every agent besides. */
  readonly defaults?: object;
  readonly assets?: HostAssets;
}

/** A fresh project of the QMS with its hub, and what a test waits for in it. */
export class Scene {
  readonly project: string;
  /** What policies go by. */
  readonly clock: TestClock;
  readonly host: Host;
  readonly logLines: readonly string[];
  readonly #viewers: TestViewer[] = [];

  private constructor(project: string, clock: TestClock, host: Host, logLines: readonly string[]) {
    this.project = project;
    this.clock = clock;
    this.host = host;
    this.logLines = logLines;
  }

  static async open(options: SceneOptions): Promise<Scene> {
    const { root, project, program, defaults = {}, assets = SOURCE_ASSETS } = options;
    mkdirSync(project, { recursive: true });
    initialize({ folder: project, seed: SEED, now: Date.now });
    const agents = Object.fromEntries(TEAM.map((agent) => [agent, { program: program(agent) }]));
    writeFileSync(join(project, "quorum.json"), JSON.stringify({ version: 1, defaults, agents }));
    const clock = new TestClock();
    const logLines: string[] = [];
    const host = await createHost({
      version: "0.0.0",
      userFolder: join(root, "user"),
      assets,
      clock,
      log: createJsonLog((line) => logLines.push(line), Date.now),
    });
    await host.openProject(project);
    return new Scene(project, clock, host, logLines);
  }

  setPolicy(agent: AgentId, policy: Partial<AgentPolicy>): Promise<PoliciesView> {
    return this.host.hub.policies.set(agent, AgentPolicy.parse(policy));
  }

  /** The person, who is the `lead` of the project, writes to an agent. */
  async message(recipient: AgentId, subject: string, body: string): Promise<void> {
    await this.host.hub.qms.perform("lead", { kind: "message", recipient, subject, body });
  }

  agent(id: AgentId): Agent {
    const agent = this.host.agents.find((one) => one.id === id);
    if (agent === undefined) throw new Error(`there is no agent ${id}`);
    return agent;
  }

  /** Resolves with an agent once it is as wanted. */
  untilAgent(id: AgentId, isWanted: (agent: Agent) => boolean): Promise<Agent> {
    const present = this.agent(id);
    if (isWanted(present)) return Promise.resolve(present);
    return new Promise((done) => {
      const subscription = this.host.onAgentChanged((agent) => {
        if (agent.id !== id || !isWanted(agent)) return;
        subscription.dispose();
        done(agent);
      });
    });
  }

  /** Resolves with what has become of an item, once it is as wanted. */
  untilDelivery(agent: AgentId, isWanted: (delivery: Delivery) => boolean): Promise<Delivery> {
    return found(
      (signal) => this.host.hub.inbox.deliveries(agent, signal),
      ({ items }) => items.find(isWanted),
    );
  }

  /** Resolves once the ledger has no open item of an agent: all were put away. */
  async untilAllArchived(agent: AgentId): Promise<void> {
    const open = new ListMirror<Delivery>(({ item }) => item);
    await found(
      (signal) => this.host.hub.inbox.deliveries(agent, signal),
      (change) => {
        open.apply(change);
        const isWhole = change.kind === "changed" || change.isLast;
        return (isWhole && open.all().length === 0) || undefined;
      },
    );
  }

  /** Resolves with all that waits for a person, once it is as wanted. */
  untilAttention(isWanted: (list: readonly Attention[]) => boolean): Promise<readonly Attention[]> {
    return found(
      (signal) => this.host.hub.attention.changes(signal),
      (list) => (isWanted(list) ? list : undefined),
    );
  }

  /** Resolves once this is what is about to become of an agent. */
  async untilOutlook(agent: AgentId, kind: PoliciesView["outlooks"][AgentId]["kind"]): Promise<void> {
    await found(
      (signal) => this.host.hub.policies.changes(signal),
      ({ outlooks }) => outlooks[agent]?.kind === kind || undefined,
    );
  }

  /** Looks at an agent's terminal, as the window does. */
  view(agent: AgentId): TestViewer {
    const [near, far] = createMemoryPipe();
    this.host.openTerminal(agent, far);
    const viewer = new TestViewer(near, { size: SIZE, follow: "screen" });
    this.#viewers.push(viewer);
    return viewer;
  }

  /** What was launched and stopped by policies, in order. */
  policyActions(): string[] {
    return this.logLines.flatMap((line) => {
      const { message, agent } = JSON.parse(line) as { readonly message: string; readonly agent?: string };
      return message.startsWith("policy: ") ? [`${message.slice("policy: ".length)} ${agent}`] : [];
    });
  }

  /** How everything stands, for telling what went wrong. */
  async describe(): Promise<string> {
    const states = this.host.agents.map((agent) => JSON.stringify(agent));
    const records = ["ledger", "agents"].flatMap((name) => {
      const folder = join(this.project, ".quorum", name);
      if (!existsSync(folder)) return [];
      const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
      return files.filter((file) => file.endsWith(".jsonl")).map((file) => join(folder, file));
    });
    const texts = records.map((file) => `--- ${file}\n${readFileSync(file, "utf8")}`);
    const screens = await Promise.all(
      TEAM.map(async (agent) => `--- ${agent}\n${await this.#screen(agent)}`),
    );
    return [...this.logLines, ...texts, ...states, ...screens].join("\n");
  }

  async #screen(agent: AgentId): Promise<string> {
    if (!this.agent(agent).hasTerminal) return "";
    const viewer = this.view(agent);
    await viewer.until(({ frames }) => frames.length > 0);
    return viewer.text.replaceAll(/\n(?:\s*\n)+/g, "\n");
  }

  /** Ends the agents, and lets go of the project. Agents outlive their hub: nobody else would end them. */
  async close(): Promise<void> {
    for (const viewer of this.#viewers) viewer.close();
    try {
      await Promise.all(TEAM.map((agent) => this.host.hub.stop(agent, "by-force")));
      await this.host.stopAgents();
    } finally {
      await this.host.close();
    }
  }
}

/** Follows a stream until something in it is what is looked for. */
async function found<Change, Found>(
  open: (signal: AbortSignal) => AsyncIterable<Change>,
  find: (change: Change) => Found | undefined,
): Promise<Found> {
  const ended = new AbortController();
  try {
    for await (const change of open(ended.signal)) {
      const result = find(change);
      if (result !== undefined) return result;
    }
  } finally {
    ended.abort();
  }
  throw new Error("the stream ended");
}
