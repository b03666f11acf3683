import { DisposableStore, type Disposable } from "../../../../shared/base/disposable.ts";
import type { Event } from "../../../../shared/base/emitter.ts";
import type { Agent, AgentId } from "../../../../shared/contract/agents.ts";
import type { LineEntry } from "../sources/line-source.ts";
import { agentEntries, type GivenAnswer } from "./agent-entries.ts";
import { afterRecorded, NO_MEMORY, type AgentMemory } from "./agent-memory.ts";

/** An agent, as far as what it does is recorded. */
export interface RecordedAgent {
  readonly onChanged: Event<Agent>;
}

export interface FollowAgentsOptions {
  readonly agents: readonly RecordedAgent[];
  readonly record: (entries: readonly LineEntry[]) => void;
  readonly now: () => number;
}

/** Records what agents do, each thing once, also over a restart of the hub. */
export class FollowedAgents implements Disposable {
  readonly #options: FollowAgentsOptions;
  readonly #store = new DisposableStore();
  readonly #memories = new Map<string, AgentMemory>();
  readonly #answers = new Map<AgentId, GivenAnswer>();

  constructor(options: FollowAgentsOptions) {
    this.#options = options;
  }

  /** Takes note of what an earlier run has recorded. */
  recall(entry: LineEntry): void {
    if (entry.agent === undefined) return;
    this.#memories.set(entry.agent, afterRecorded(this.#memories.get(entry.agent) ?? NO_MEMORY, entry));
  }

  begin(): void {
    for (const agent of this.#options.agents)
      this.#store.add(agent.onChanged((view) => this.#onChanged(view)));
  }

  /** A person has answered from the list what an agent asks; it shows a moment later that it goes on. */
  answered(agent: AgentId, answer: GivenAnswer): void {
    this.#answers.set(agent, answer);
  }

  dispose(): void {
    this.#store.dispose();
  }

  #onChanged(view: Agent): void {
    const before = this.#memories.get(view.id) ?? NO_MEMORY;
    const { memory, entries } = agentEntries(before, view, this.#options.now(), this.#answers.get(view.id));
    this.#memories.set(view.id, memory);
    if (memory.asked === undefined) this.#answers.delete(view.id);
    this.#options.record(entries);
  }
}
