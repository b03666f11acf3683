import { join } from "node:path";
import { z } from "zod";
import { AgentId } from "../../../shared/contract/agents.ts";
import { AgentMemory, NO_MEMORY } from "../../../shared/policies/policy-memory.ts";
import { isPrivate } from "../files/is-private.ts";
import { readJson } from "../files/read-json.ts";
import { writeAtomically } from "../files/write-atomically.ts";
import type { Logger } from "../log/logger.ts";

const MEMORY_FILE = "policy-memory.json";
const MemoryFile = z.record(AgentId, AgentMemory);

/**
 * What policies remember of each agent, kept so that one whom a person stopped is not launched because the hub was
 * started anew. Nobody edits it; one that cannot be read is forgotten.
 */
export class PolicyMemories {
  readonly #file: string;
  readonly #log: Logger;
  readonly #byAgent: Map<AgentId, AgentMemory>;
  #saving: Promise<void> | undefined;
  #isChanged = false;

  private constructor(file: string, log: Logger, byAgent: Map<AgentId, AgentMemory>) {
    this.#file = file;
    this.#log = log;
    this.#byAgent = byAgent;
  }

  static async open(folder: string, log: Logger): Promise<PolicyMemories> {
    const file = join(folder, MEMORY_FILE);
    const kept = (await isPrivate(file)) ? await readJson(file, MemoryFile) : undefined;
    // The file was checked with the same schema, which says that its keys are agents.
    const entries = Object.entries(kept ?? {}).map(
      ([agent, memory]) => [AgentId.parse(agent), memory] as const,
    );
    return new PolicyMemories(file, log, new Map(entries));
  }

  get all(): ReadonlyMap<AgentId, AgentMemory> {
    return this.#byAgent;
  }

  get(agent: AgentId): AgentMemory {
    return this.#byAgent.get(agent) ?? NO_MEMORY;
  }

  set(agent: AgentId, memory: AgentMemory): void {
    if (memory === this.get(agent)) return;
    if (memory === NO_MEMORY) this.#byAgent.delete(agent);
    else this.#byAgent.set(agent, memory);
    this.#isChanged = true;
    this.#saving ??= this.#save();
  }

  /** Resolves when what was remembered is on disk, or could not be brought there. */
  async drain(): Promise<void> {
    await this.#saving;
  }

  async #save(): Promise<void> {
    while (this.#isChanged) {
      this.#isChanged = false;
      try {
        await writeAtomically(this.#file, JSON.stringify(Object.fromEntries(this.#byAgent)));
      } catch (error) {
        // It is remembered for as long as this hub runs.
        this.#log.error("what policies remember could not be kept", { error });
      }
    }
    this.#saving = undefined;
  }
}
