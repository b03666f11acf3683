import { DisposableStore, type Disposable } from "../../../shared/base/disposable.ts";
import type { Event } from "../../../shared/base/emitter.ts";
import type { Agent } from "../../../shared/contract/agents.ts";
import type { Logger } from "../log/logger.ts";
import type { Clock } from "../policies/clock.ts";
import type { UsageReader } from "./usage-reader.ts";

/** So often a transcript is read while its agent works. */
const BUSY_MS = 10_000;
/** Programs write a transcript with a delay: what a turn said last may stand there only then. */
const SETTLE_MS = 2000;

/** An agent, as far as its usage is concerned. */
export interface UsingAgent {
  readonly view: Agent;
  readonly onChanged: Event<Agent>;
  /** The file of the conversation that its program is in, as soon as that is known and whenever it is another. */
  readonly onTranscript: Event<string>;
}

export interface FollowUsageOptions {
  readonly agent: UsingAgent;
  /** Resolves when it is known how far an earlier run has read; with nothing where that cannot be read. */
  readonly reader: Promise<UsageReader | undefined>;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Reads an agent's transcript while it works, and when it has done so; what was read is kept when it rests. */
export function followUsage({ agent, reader, clock, log }: FollowUsageOptions): Disposable {
  const store = new DisposableStore();
  let transcript: string | undefined;
  let isBusy = agent.view.activity?.kind === "busy";
  let timer: Disposable | undefined;
  const readAfter = (ms: number): void => {
    timer?.dispose();
    timer = store.isDisposed ? undefined : clock.after(ms, readNow);
  };
  const read = async (): Promise<void> => {
    if (transcript === undefined) return;
    const open = await reader;
    await open?.read(transcript);
    if (!isBusy) await open?.save();
  };
  const readNow = (): void => {
    const reading = read().catch((error: unknown) => {
      log.error("an agent's usage could not be read", { error });
    });
    void reading.then(() => {
      if (isBusy) readAfter(BUSY_MS);
    });
  };
  store.onDispose(() => timer?.dispose());
  store.add(
    agent.onTranscript((path) => {
      transcript = path;
      readNow();
    }),
  );
  store.add(
    agent.onChanged(({ activity }) => {
      const wasBusy = isBusy;
      isBusy = activity?.kind === "busy";
      if (wasBusy === isBusy) return;
      readNow();
      if (!isBusy) readAfter(SETTLE_MS);
    }),
  );
  return store;
}
