import type { Event } from "../../../shared/base/emitter.ts";
import type { AgentId } from "../../../shared/contract/agents.ts";
import type {
  AgentContainer,
  ContainerStats,
  EngineState,
  ImageState,
} from "../../../shared/contract/containers.ts";
import type { TerminalSize } from "../../../shared/terminal/frames.ts";

/** Knows whether there is a container engine. */
export interface EngineWatch {
  readonly state: EngineState;
  readonly onChanged: Event<void>;
  /** Looks again, now. */
  look(): Promise<void>;
}

/** Knows how the image stands, and builds it. */
export interface ImageBuilder {
  readonly state: ImageState;
  readonly onChanged: Event<void>;
  /** Begins to build; what comes of it is the state. One that builds already goes on. */
  build(): void;
  cancel(): void;
}

/** Knows the containers that agents run in, and reaches into them. */
export interface ContainerWatch {
  readonly containers: readonly AgentContainer[];
  readonly onChanged: Event<void>;
  /** What a container uses, for as long as somebody reads and the container runs. */
  stats(agent: AgentId, signal: AbortSignal): AsyncIterable<ContainerStats>;
  logs(agent: AgentId): Promise<readonly string[]>;
  /** Starts a shell in the agent's container, as the agent's user. Rejects where there is no container. */
  openShell(agent: AgentId, size: TerminalSize): Promise<ContainerShell>;
  /** Removes the container of an agent that is down, so that the next start makes another. */
  remove(agent: AgentId): Promise<void>;
}

/** A shell that runs in a container. */
export interface ContainerShell {
  readonly onOutput: Event<Uint8Array>;
  /** Fires once, when the shell has ended or its container is gone. */
  readonly onEnded: Event<{ readonly code: number }>;
  write(bytes: Uint8Array): void;
  resize(size: TerminalSize): void;
  /** Holds its output back, while whoever reads it cannot keep up. */
  setPaused(isPaused: boolean): void;
  /** Ends the shell. */
  close(): void;
}
