import { DisposableStore, type Disposable } from "../../../../shared/base/disposable.ts";
import type { Event } from "../../../../shared/base/emitter.ts";
import type { AgentContainer, EngineState, ImageState } from "../../../../shared/contract/containers.ts";
import type { LineEntry } from "../sources/line-source.ts";
import {
  afterContainerEntry,
  containerEntries,
  NO_CONTAINERS,
  type ContainerMemory,
} from "./container-entries.ts";

/** What is followed of containers. */
export interface RecordedContainers {
  readonly engine: { readonly state: EngineState; readonly onChanged: Event<void> };
  readonly image: { readonly state: ImageState; readonly onChanged: Event<void> };
  readonly watch: { readonly containers: readonly AgentContainer[]; readonly onChanged: Event<void> };
}

export interface FollowContainersOptions {
  readonly containers: RecordedContainers;
  readonly record: (entries: readonly LineEntry[]) => void;
  readonly now: () => number;
}

/** Records what becomes of the engine, the image and the containers of agents. */
export class FollowedContainers implements Disposable {
  readonly #options: FollowContainersOptions;
  readonly #store = new DisposableStore();
  #memory: ContainerMemory = NO_CONTAINERS;

  constructor(options: FollowContainersOptions) {
    this.#options = options;
  }

  /** Takes note of what an earlier run has recorded. */
  recall(entry: LineEntry): void {
    this.#memory = afterContainerEntry(this.#memory, entry);
  }

  begin(): void {
    const { engine, image, watch } = this.#options.containers;
    for (const { onChanged } of [engine, image]) this.#store.add(onChanged(() => this.#onChanged(undefined)));
    this.#store.add(watch.onChanged(() => this.#onChanged(watch.containers)));
  }

  dispose(): void {
    this.#store.dispose();
  }

  #onChanged(listed: readonly AgentContainer[] | undefined): void {
    const { containers, record, now } = this.#options;
    const { engine, image } = containers;
    const known = { engine: engine.state, image: image.state, containers: listed };
    const { memory, entries } = containerEntries(this.#memory, known, now());
    this.#memory = memory;
    record(entries);
  }
}
