import { join } from "node:path";
import type { HostAssets } from "../../electron/hub/host/host-assets.ts";
import { createHost, type Host } from "../../electron/hub/host/host.ts";
import { ListMirror } from "../../electron/hub/lists/list-mirror.ts";
import { openLogFile } from "../../electron/hub/log/log-file.ts";
import { AgentId } from "../../shared/contract/agents.ts";
import type { InboxItem } from "../../shared/contract/inbox.ts";
import { SessionScreen } from "./session-screen.ts";
import type { Team, Teammate } from "./team.ts";

const RECENT_LINES = 12;

export interface HubTeamOptions {
  /** Gets the project, and what a person's own folder would hold. */
  readonly folder: string;
  readonly assets: HostAssets;
  /** Those of the sample project that are started. */
  readonly agents: readonly string[];
}

/** A fresh sample project with its hub in this process, and agents that run in sessions of their own. */
export class HubTeam implements Team {
  readonly project: string;
  readonly host: Host;
  readonly #screens = new Map<string, SessionScreen>();

  private constructor(host: Host, project: string) {
    this.host = host;
    this.project = project;
  }

  static async start({ folder, assets, agents }: HubTeamOptions): Promise<HubTeam> {
    const userFolder = join(folder, "user");
    const log = openLogFile(userFolder, "life");
    const host = await createHost({ version: "0.0.0", userFolder, assets, log });
    const team = new HubTeam(host, join(folder, "project"));
    try {
      await host.createSample(team.project);
      await Promise.all(agents.map((agent) => team.#start(AgentId.parse(agent))));
      return team;
    } catch (error) {
      await team.close();
      throw error;
    }
  }

  async #start(id: AgentId): Promise<void> {
    const running = this.#isRunning(id);
    await this.host.hub.start(id);
    await running;
    this.#screens.set(id, SessionScreen.open(this.host, id));
  }

  /** Agents are launched one after another: one that was asked for may have to wait for its turn. */
  #isRunning(id: AgentId): Promise<void> {
    return new Promise((resolve, reject) => {
      const subscription = this.host.onAgentChanged(({ id: changed, state }) => {
        if (changed !== id || state.kind === "starting") return;
        subscription.dispose();
        if (state.kind === "running") resolve();
        else reject(new Error(`${id} was started and is ${JSON.stringify(state)}`));
      });
    });
  }

  member(name: string): Teammate {
    const screen = this.#screens.get(name);
    if (screen === undefined) throw new Error(`there is no agent ${name}`);
    return {
      ask: (line) => screen.ask(line),
      recentLines: () => screen.lines.filter((line) => line !== "").slice(-RECENT_LINES),
    };
  }

  async inboxOf(
    name: string,
    isAwaited: (items: readonly InboxItem[]) => boolean,
  ): Promise<readonly InboxItem[]> {
    const found = new AbortController();
    const inbox = new ListMirror<InboxItem>(({ id }) => id);
    try {
      for await (const change of this.host.hub.inbox.items(AgentId.parse(name), found.signal)) {
        inbox.apply(change);
        const isWhole = change.kind === "changed" || change.isLast;
        if (isWhole && isAwaited(inbox.all())) break;
      }
      return inbox.all();
    } finally {
      found.abort();
    }
  }

  /** Ends the agents, and lets go of the project. Agents outlive their hub: nobody else would end them. */
  async close(): Promise<void> {
    for (const screen of this.#screens.values()) screen.close();
    try {
      await this.host.stopAgents();
    } finally {
      await this.host.close();
    }
  }
}
