import { createStore } from "zustand/vanilla";
import type { Disposable } from "../../shared/base/disposable.ts";
import type { AgentId } from "../../shared/contract/agents.ts";
import type { HubClient } from "../../shared/contract/contract.ts";
import { HubError } from "../../shared/contract/errors.ts";
import type { FramePipe } from "../../shared/terminal/pipe.ts";
import { HubUnreachable, TokenRefused, type ContractChannel, type Transport } from "./transport.ts";

export type ConnectionStatus =
  | { readonly kind: "connecting" }
  | { readonly kind: "connected" }
  | { readonly kind: "reconnecting" }
  /** The hub is there but does not take this page's token. */
  | { readonly kind: "refused" };

export interface HubConnectionDependencies {
  readonly transport: Transport;
  /** Feeds the stores from the client until the signal aborts. */
  readonly follow: (client: HubClient, signal: AbortSignal) => Promise<void>;
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** A restarted hub must be found again within a second; a missing one must not cost the machine anything. */
const RETRY_DELAYS_MS = [100, 200, 400, 800] as const;
const LAST_RETRY_DELAY_MS = 1000;
/** A browser cannot tell a refused token from a hub that comes up just then: only a second refusal in a row counts. */
const REFUSALS_THAT_COUNT = 2;
const REFUSED_RETRY_DELAY_MS = 1000;

/** Keeps one channel to the hub up, and says where it stands. */
export class HubConnection implements Disposable {
  readonly status = createStore<ConnectionStatus>(() => ({ kind: "connecting" }));
  readonly #dependencies: HubConnectionDependencies;
  readonly #end = new AbortController();
  #channel: ContractChannel | undefined;

  constructor(dependencies: HubConnectionDependencies) {
    this.#dependencies = dependencies;
  }

  /** The client of the channel that is up now. */
  get client(): HubClient {
    if (this.#channel === undefined) {
      throw new HubError("unavailable", "Quorum is not connected. It is trying to connect again.");
    }
    return this.#channel.client;
  }

  openTerminal(agent: AgentId): FramePipe {
    return this.#dependencies.transport.openTerminal(agent);
  }

  openShell(agent: AgentId): FramePipe {
    return this.#dependencies.transport.openShell(agent);
  }

  /** Connects, and connects again whenever the channel is lost; ends when it is disposed or refused. */
  async run(): Promise<void> {
    const { signal } = this.#end;
    let failures = 0;
    let refusals = 0;
    while (!signal.aborted) {
      const channel = await this.#connect(signal);
      if (channel === "refused") {
        refusals += 1;
        if (refusals >= REFUSALS_THAT_COUNT) {
          this.status.setState({ kind: "refused" }, true);
          return;
        }
        await this.#dependencies.wait(REFUSED_RETRY_DELAY_MS, signal);
        continue;
      }
      refusals = 0;
      if (channel === "unreachable") {
        await this.#dependencies.wait(RETRY_DELAYS_MS[failures] ?? LAST_RETRY_DELAY_MS, signal);
        failures += 1;
        continue;
      }
      failures = 0;
      await this.#use(channel);
      this.status.setState({ kind: "reconnecting" }, true);
    }
  }

  dispose(): void {
    this.#end.abort();
    this.#channel?.close();
  }

  async #connect(signal: AbortSignal): Promise<ContractChannel | "refused" | "unreachable"> {
    try {
      return await this.#dependencies.transport.connect(signal);
    } catch (error) {
      if (error instanceof TokenRefused) return "refused";
      if (error instanceof HubUnreachable) return "unreachable";
      throw error;
    }
  }

  async #use(channel: ContractChannel): Promise<void> {
    const lost = new AbortController();
    this.#channel = channel;
    this.status.setState({ kind: "connected" }, true);
    const following = this.#dependencies.follow(channel.client, lost.signal);
    await channel.closed;
    this.#channel = undefined;
    lost.abort();
    await following;
  }
}
