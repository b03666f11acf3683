import type { AgentId } from "../../shared/contract/agents.ts";
import type { HubClient } from "../../shared/contract/contract.ts";
import type { FramePipe } from "../../shared/terminal/pipe.ts";

/** A live channel of the contract. */
export interface ContractChannel {
  readonly client: HubClient;
  /** Settles when the channel is gone, whoever closed it. */
  readonly closed: Promise<void>;
  close(): void;
}

/** The ways from this page to its hub. */
export interface Transport {
  /** Rejects with `HubUnreachable` while nobody answers, and with `TokenRefused` where the hub seems not to want us. */
  connect(signal: AbortSignal): Promise<ContractChannel>;
  openTerminal(agent: AgentId): FramePipe;
  /** A shell in an agent's container, which ends with its pipe. */
  openShell(agent: AgentId): FramePipe;
}

/** Nobody answers; trying again makes sense. */
export class HubUnreachable extends Error {
  override readonly name = "HubUnreachable";
}

/** The hub answers, but not to this token. One that keeps doing so will not be helped by trying again. */
export class TokenRefused extends Error {
  override readonly name = "TokenRefused";
}
