import { join } from "node:path";
import { z } from "zod";
import { Emitter, type Event } from "../../../shared/base/emitter.ts";
import { SerialQueue } from "../../../shared/base/serial-queue.ts";
import { AgentId } from "../../../shared/contract/agents.ts";
import { isPrivate } from "../files/is-private.ts";
import { readJson } from "../files/read-json.ts";
import { writeAtomically } from "../files/write-atomically.ts";

const AllowedFile = z.strictObject({
  version: z.literal(1),
  agents: z.record(AgentId, z.array(z.string())),
});

/**
 * What a person has allowed the containers of a project to get of the machine. `quorum.json` only asks for it: that file
 * comes with the project, from whoever wrote it, and this one does not. Asked for anything else, a person is asked again.
 */
export class AllowedGrants {
  readonly #file: string;
  readonly #changed = new Emitter<void>();
  readonly #writes = new SerialQueue();
  #agents: Readonly<Record<AgentId, readonly string[]>> = {};

  readonly onChanged: Event<void> = this.#changed.event;

  private constructor(file: string) {
    this.#file = file;
  }

  static async open(dataFolder: string): Promise<AllowedGrants> {
    const allowed = new AllowedGrants(join(dataFolder, "allowed.json"));
    // A file that others could have written is none of a person's.
    const isOwn = await isPrivate(allowed.#file);
    const read = isOwn ? await readJson(allowed.#file, AllowedFile) : undefined;
    allowed.#agents = read?.agents ?? {};
    return allowed;
  }

  /** Whether a person has allowed exactly these. */
  has(agent: AgentId, grants: readonly string[]): boolean {
    const known = new Set(this.#agents[agent] ?? []);
    return grants.every((grant) => known.has(grant));
  }

  async allow(agent: AgentId, grants: readonly string[]): Promise<void> {
    await this.#writes.run(async () => {
      const agents = { ...this.#agents, [agent]: [...grants] };
      await writeAtomically(this.#file, `${JSON.stringify({ version: 1, agents }, undefined, 2)}\n`);
      this.#agents = agents;
    });
    this.#changed.fire();
  }
}
