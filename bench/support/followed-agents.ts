import { Emitter } from "../../shared/base/emitter.ts";
import { AgentId, type Agent } from "../../shared/contract/agents.ts";
import type { HubClient } from "../../shared/contract/contract.ts";
import type { Delivery } from "../../shared/contract/deliveries.ts";

/** What agents do, and what has become of the items in their inboxes, as the hub tells. */
export class FollowedAgents {
  readonly #client: HubClient;
  readonly #names: readonly string[];
  readonly #abort = new AbortController();
  readonly #told = new Emitter<void>();
  readonly #agents = new Map<string, Agent>();
  readonly #deliveries = new Map<string, Delivery>();

  constructor(client: HubClient, agents: readonly string[]) {
    this.#client = client;
    this.#names = agents;
    this.#untilStopped(this.#followAgents());
    for (const agent of agents) this.#untilStopped(this.#followDeliveries(AgentId.parse(agent)));
  }

  /** Resolves when all of them have nothing to do. */
  untilAllIdle(): Promise<void> {
    return this.#until(() =>
      this.#names.every((name) => {
        const agent = this.#agents.get(name);
        return agent?.state.kind === "running" && agent.activity?.kind === "idle";
      }),
    );
  }

  /** Resolves when an agent has been told of an item, has read its inbox, and this is on record. */
  untilSeen(agent: string, item: string): Promise<void> {
    return this.#until(() => {
      const delivery = this.#deliveries.get(`${agent}/${item}`);
      return delivery?.notice.kind === "announced" && delivery.progress === "seen";
    });
  }

  stop(): void {
    this.#abort.abort();
  }

  #untilStopped(work: Promise<void>): void {
    work.catch((error: unknown) => {
      if (!this.#abort.signal.aborted) throw error;
    });
  }

  async #followAgents(): Promise<void> {
    const { signal } = this.#abort;
    for await (const change of await this.#client.agents.changes(undefined, { signal })) {
      for (const agent of change.kind === "snapshot" ? change.agents : [change.agent])
        this.#agents.set(agent.id, agent);
      this.#told.fire();
    }
  }

  async #followDeliveries(agent: AgentId): Promise<void> {
    const { signal } = this.#abort;
    for await (const change of await this.#client.inbox.deliveries({ agent }, { signal })) {
      for (const delivery of change.items) this.#deliveries.set(`${agent}/${delivery.item}`, delivery);
      this.#told.fire();
    }
  }

  async #until(claim: () => boolean): Promise<void> {
    if (claim()) return;
    await new Promise<void>((resolve) => {
      const subscription = this.#told.event(() => {
        if (!claim()) return;
        subscription.dispose();
        resolve();
      });
    });
  }
}
