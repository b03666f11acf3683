import type { AgentId } from "../../shared/contract/agents.ts";
import type { ContainersView, ContainerStats, MachineLoad } from "../../shared/contract/containers.ts";
import type { FramePipe } from "../../shared/terminal/pipe.ts";

/** The containers of a project, with the engine and the image that they come from. */
export interface HubContainers {
  /** All that is known, and again all of it with every change; ends with the signal. */
  changes(signal: AbortSignal): AsyncIterable<ContainersView>;
  /** What an agent's container uses, for as long as somebody reads; ends with the signal. */
  stats(agent: AgentId, signal: AbortSignal): AsyncIterable<ContainerStats>;
  /** What the machine uses, every few seconds for as long as somebody reads; ends with the signal. */
  machine(signal: AbortSignal): AsyncIterable<MachineLoad>;
  /** Looks for the engine again. */
  look(): Promise<void>;
  build(): Promise<void>;
  cancelBuild(): Promise<void>;
  recreate(agent: AgentId): Promise<void>;
  logs(agent: AgentId): Promise<string[]>;
  allow(agent: AgentId, grants: readonly string[]): Promise<void>;
  addIgnoreRules(): Promise<void>;
  /** Starts a shell in an agent's container, which ends with the pipe. */
  openShell(agent: AgentId, pipe: FramePipe): void;
}
