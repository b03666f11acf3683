import { HubError } from "../../../shared/contract/errors.ts";
import type { HubMessage } from "../../../shared/link/link-frames.ts";
import type { ServerCheck } from "../../../shared/link/tool-checks.ts";

interface Waiting {
  readonly resolve: (checks: readonly ServerCheck[]) => void;
  readonly reject: (error: HubError) => void;
}

/** What a session was asked to try, until it has answered or its link is lost. */
export class AskedChecks {
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  ask(say: (message: HubMessage) => void): Promise<readonly ServerCheck[]> {
    const id = (this.#lastId += 1);
    const { promise, resolve, reject } = Promise.withResolvers<readonly ServerCheck[]>();
    this.#waiting.set(id, { resolve, reject });
    say({ kind: "check-tools", id });
    return promise;
  }

  answered(id: number, checks: readonly ServerCheck[]): void {
    this.#waiting.get(id)?.resolve(checks);
    this.#waiting.delete(id);
  }

  /** Nobody answers any more. */
  lost(): void {
    for (const { reject } of this.#waiting.values())
      reject(new HubError("unavailable", "The agent's session went away before it had tried its tools."));
    this.#waiting.clear();
  }
}
