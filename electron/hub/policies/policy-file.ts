import { watch } from "node:fs";
import { access, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { DisposableStore, type Disposable } from "../../../shared/base/disposable.ts";
import { Emitter, type Event } from "../../../shared/base/emitter.ts";
import { SerialQueue } from "../../../shared/base/serial-queue.ts";
import { AgentId } from "../../../shared/contract/agents.ts";
import { AgentPolicy, LaunchLimits } from "../../../shared/contract/policies.ts";
import { hasCode } from "../files/has-code.ts";
import { isPrivate } from "../files/is-private.ts";
import { writeAtomically } from "../files/write-atomically.ts";
import type { Logger } from "../log/logger.ts";

const POLICY_FILE = "policies.json";

const Policies = z.strictObject({
  version: z.literal(1).default(1),
  limits: LaunchLimits.prefault({}),
  agents: z.record(AgentId, AgentPolicy).default({}),
});
export type Policies = z.infer<typeof Policies>;

const NO_POLICY = AgentPolicy.parse({});

type Reading =
  | { readonly kind: "policies"; readonly policies: Policies }
  | { readonly kind: "bad"; readonly problem: string };

/**
 * The policies of a project's agents, in a file of Quorum's own data and not in the project's `quorum.json`: that one
 * comes with the project from whoever wrote it, and opening a project must not start programs because a stranger said so.
 * A person may edit the file; what is wrong with it is reported, and it is never written over.
 */
export class PolicyFile implements Disposable {
  readonly #file: string;
  readonly #log: Logger;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<void>());
  readonly #work = new SerialQueue();
  #policies: Policies = Policies.parse({});
  #problem: string | undefined;

  readonly onChanged: Event<void> = this.#changed.event;

  private constructor(folder: string, log: Logger) {
    this.#file = join(folder, POLICY_FILE);
    this.#log = log;
  }

  /** Reads the policies in the folder of Quorum's data, and follows what becomes of them. */
  static async open(folder: string, log: Logger): Promise<PolicyFile> {
    const file = new PolicyFile(folder, log);
    // Watched before it is read: what changes between the two is read again.
    file.#watch(folder);
    await file.reload();
    return file;
  }

  get policies(): Policies {
    return this.#policies;
  }

  /** What is wrong with the file; the policies are those that were read before. */
  get problem(): string | undefined {
    return this.#problem;
  }

  policyOf(agent: AgentId): AgentPolicy {
    return this.#policies.agents[agent] ?? NO_POLICY;
  }

  /** Reads the file again. */
  reload(): Promise<void> {
    return this.#work.run(() => this.#reload());
  }

  set(agent: AgentId, policy: AgentPolicy): Promise<void> {
    return this.#update((policies) => ({ ...policies, agents: { ...policies.agents, [agent]: policy } }));
  }

  setLimits(limits: LaunchLimits): Promise<void> {
    return this.#update((policies) => ({ ...policies, limits }));
  }

  dispose(): void {
    this.#store.dispose();
  }

  #update(change: (policies: Policies) => Policies): Promise<void> {
    return this.#work.run(async () => {
      // A person may have edited it a moment ago.
      await this.#reload();
      const policies = change(this.#policies);
      if (this.#problem !== undefined) await this.#keepAside();
      await writeAtomically(this.#file, `${JSON.stringify(policies, undefined, 2)}\n`);
      this.#take({ kind: "policies", policies });
    });
  }

  async #reload(): Promise<void> {
    this.#take(await this.#read());
  }

  #take(reading: Reading): void {
    const policies = reading.kind === "policies" ? reading.policies : this.#policies;
    const problem = reading.kind === "bad" ? reading.problem : undefined;
    if (isDeepStrictEqual(policies, this.#policies) && problem === this.#problem) return;
    if (problem !== undefined) this.#log.warn("the policies could not be read", { problem });
    this.#policies = policies;
    this.#problem = problem;
    this.#changed.fire();
  }

  async #read(): Promise<Reading> {
    const text = await readFile(this.#file, "utf8").catch((error: unknown) => {
      if (hasCode(error, "ENOENT")) return undefined;
      if (hasCode(error, "EACCES", "EPERM", "EISDIR", "ELOOP")) return "";
      throw error;
    });
    if (text === undefined) return { kind: "policies", policies: Policies.parse({}) };
    if (!(await isPrivate(this.#file)))
      return bad("others could have written it. Make it a file that only you can read and write (mode 600)");
    try {
      const parsed = Policies.safeParse(JSON.parse(text));
      if (parsed.success) return { kind: "policies", policies: parsed.data };
      const [issue] = parsed.error.issues;
      const place = issue === undefined || issue.path.length === 0 ? "" : ` at ${issue.path.join(".")}`;
      return bad(`it is not right${place}: ${issue?.message ?? "unknown"}. Correct it`);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      return bad("it is not JSON. Correct it");
    }
  }

  /** What a person wrote is kept, also where it cannot be read. */
  async #keepAside(): Promise<void> {
    let aside = `${this.#file}.bad`;
    for (let number = 2; await isThere(aside); number += 1) aside = `${this.#file}.bad-${number}`;
    await rename(this.#file, aside);
    this.#log.warn("policies that could not be read were kept aside", { file: aside });
  }

  #watch(folder: string): void {
    try {
      const watcher = watch(folder, { persistent: false }, (_event, name) => {
        if (name !== null && name !== POLICY_FILE) return;
        this.reload().catch((error: unknown) => {
          this.#log.error("the policies could not be read", { error });
        });
      });
      watcher.on("error", (error) => this.#log.error("the policies are not followed any more", { error }));
      this.#store.onDispose(() => watcher.close());
    } catch (error) {
      // There are no more watches to be had. What is set here counts all the same.
      if (!hasCode(error, "ENOSPC", "EMFILE", "ENFILE")) throw error;
      this.#log.error("the policies are not followed", { error });
    }
  }
}

function bad(what: string): Reading {
  const problem = `${POLICY_FILE} is not used: ${what.slice(0, 500)}; until then what was read before holds.`;
  return { kind: "bad", problem };
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    (error: unknown) => {
      if (hasCode(error, "ENOENT")) return false;
      throw error;
    },
  );
}
