import type { ContainerEvent } from "../engine/engine-events.ts";

/** A first process that was killed: only the engine knows whether the want of memory did it, unless it has told. */
const KILLED = 137;

/**
 * How containers ended, as far as the engine's events tell it. They come first: what is asked of a container is answered
 * only once the engine has cleared away behind it.
 */
export class ContainerEnds {
  readonly #exitCodes = new Map<string, number>();
  readonly #starved = new Set<string>();

  onEvent({ action, container, exitCode }: ContainerEvent): void {
    if (action === "oom") this.#starved.add(container);
    else if (action === "die" && exitCode !== undefined) this.#exitCodes.set(container, exitCode);
    else if (action === "start" || action === "destroy") {
      this.#exitCodes.delete(container);
      this.#starved.delete(container);
    }
  }

  /** What a container ended with, where that is all there is to know; undefined where the engine has to be asked. */
  exitCodeOf(container: string, engine: { readonly tellsOutOfMemory: boolean }): number | undefined {
    const exitCode = this.#exitCodes.get(container);
    if (this.#starved.has(container) || (exitCode === KILLED && !engine.tellsOutOfMemory)) return undefined;
    return exitCode;
  }
}
