import { DisposableStore, type Disposable } from "../../../../../shared/base/disposable.ts";
import { Emitter } from "../../../../../shared/base/emitter.ts";
import type { EngineState } from "../../../../../shared/contract/containers.ts";
import { HubError } from "../../../../../shared/contract/errors.ts";
import type { EngineWatch } from "../../../containers/container-parts.ts";
import type { Logger } from "../../../log/logger.ts";
import { findEndpoints, type Surroundings } from "./find-endpoints.ts";
import { probeEngines, type FoundEngine, type Probe } from "./probe-engine.ts";

/** The engine that containers run in: looked for when it is needed, and again when it was lost. */
export class DockerEngine implements EngineWatch, Disposable {
  readonly #surroundings: () => Surroundings;
  readonly #log: Logger | undefined;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<void>());
  #state: EngineState = { kind: "looking" };
  #engine: FoundEngine | undefined;
  #looking: Promise<void> | undefined;

  readonly onChanged = this.#changed.event;

  constructor(surroundings: () => Surroundings, log?: Logger) {
    this.#surroundings = surroundings;
    this.#log = log;
  }

  get state(): EngineState {
    return this.#state;
  }

  /** The engine as it was found last; looked for where it is not known. Rejects with a sentence where there is none. */
  async use(): Promise<FoundEngine> {
    if (this.#engine === undefined) await this.look();
    if (this.#engine !== undefined) return this.#engine;
    const sentence = "sentence" in this.#state ? this.#state.sentence : "Docker is not there.";
    throw new HubError(this.#state.kind === "no-permission" ? "denied" : "unavailable", sentence);
  }

  look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  /** It did not answer any more: it is looked for anew when it is needed. */
  lost(): void {
    this.#engine = undefined;
  }

  dispose(): void {
    this.#store.dispose();
  }

  async #probe(): Promise<Probe> {
    try {
      const surroundings = this.#surroundings();
      return await probeEngines(findEndpoints(surroundings), surroundings);
    } catch (error) {
      this.#log?.error("the container engine could not be looked for", { error });
      return {
        state: { kind: "not-running", sentence: "Docker could not be looked for. The log says why." },
      };
    }
  }

  async #look(): Promise<void> {
    const { state, engine } = await this.#probe();
    this.#engine = engine;
    if (JSON.stringify(state) === JSON.stringify(this.#state)) return;
    this.#state = state;
    if (!this.#store.isDisposed) this.#changed.fire();
  }
}
