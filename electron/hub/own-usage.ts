import { join } from "node:path";
import { aborted } from "../../shared/base/aborted.ts";
import { DisposableStore } from "../../shared/base/disposable.ts";
import { Emitter } from "../../shared/base/emitter.ts";
import type { AgentUsage } from "../../shared/contract/usage.ts";
import { localDay } from "../../shared/usage/local-day.ts";
import type { HubUsage } from "./hub-usage.ts";
import { usageStream } from "./lists/contract-streams.ts";
import type { ListDelta } from "./lists/live-list.ts";
import type { Logger } from "./log/logger.ts";
import type { Clock } from "./policies/clock.ts";
import { followUsage, type UsingAgent } from "./usage/follow-usage.ts";
import { UsageReader } from "./usage/usage-reader.ts";

const USAGE_FOLDER = "usage";

export interface OwnUsageOptions {
  readonly dataFolder: string;
  readonly agents: readonly UsingAgent[];
  readonly clock: Clock;
  readonly log: Logger;
}

/** What the agents of the project whose hub runs here use. To be there before the agents that run are taken up. */
export class OwnUsage implements HubUsage {
  readonly #options: OwnUsageOptions;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<ListDelta<AgentUsage> | "all">());
  readonly #readers: UsageReader[] = [];
  /** Resolves when all that was kept has been read. */
  readonly #opened: Promise<void>;

  constructor(options: OwnUsageOptions) {
    this.#options = options;
    let last: Promise<unknown> = Promise.resolve();
    for (const agent of options.agents) {
      // One after another, and nobody waits for it: opening a project does not take longer for it.
      const reader = last.then(() => this.#open(agent));
      last = reader;
      const { clock } = options;
      this.#store.add(followUsage({ agent, reader, clock, log: options.log.child(agent.view.id) }));
    }
    this.#opened = last.then(() => undefined);
  }

  async *changes(signal: AbortSignal): ReturnType<typeof usageStream> {
    await Promise.race([this.#opened, aborted(signal)]);
    const list = {
      idOf: ({ agent }: AgentUsage) => agent,
      all: () => this.#readers.map(({ usage }) => usage),
      onChanged: this.#changed.event,
    };
    yield* usageStream(list, signal);
  }

  /** Keeps what was counted. */
  async close(): Promise<void> {
    this.#store.dispose();
    await this.#opened;
    const results = await Promise.allSettled(this.#readers.map((reader) => reader.close()));
    for (const result of results)
      if (result.status === "rejected")
        this.#options.log.error("what an agent used could not be kept", { error: result.reason });
  }

  async #open({ view }: UsingAgent): Promise<UsageReader | undefined> {
    const { dataFolder, clock, log } = this.#options;
    try {
      const reader = await UsageReader.open({
        agent: view.id,
        folder: join(dataFolder, USAGE_FOLDER),
        now: () => clock.now(),
        dayOf: localDay,
        log,
      });
      this.#readers.push(reader);
      this.#store.add(reader.onChanged((usage) => this.#changed.fire({ items: [usage], removed: [] })));
      return reader;
    } catch (error) {
      log.error("what an agent used could not be read", { agent: view.id, error });
      return undefined;
    }
  }
}
