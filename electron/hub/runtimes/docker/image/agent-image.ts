import { DisposableStore, type Disposable } from "../../../../../shared/base/disposable.ts";
import { Emitter } from "../../../../../shared/base/emitter.ts";
import type { ImageState } from "../../../../../shared/contract/containers.ts";
import { HubError } from "../../../../../shared/contract/errors.ts";
import type { ImageBuilder } from "../../../containers/container-parts.ts";
import type { HostAssets } from "../../../host/host-assets.ts";
import type { Logger } from "../../../log/logger.ts";
import type { Clock } from "../../../policies/clock.ts";
import { BuildError, buildImage, type BuildEngine } from "./build-image.ts";
import { BUILD_BEGINS, type BuildProgress } from "./build-progress.ts";
import { failedState } from "./failed-state.ts";
import { findImage, type FoundImage, type ImageEngine } from "./find-image.ts";
import { imageName, type ImageRequest } from "./image-request.ts";
import { requestFor } from "./request-for.ts";

/** A person reads no faster, and each telling goes to every window. */
const TELL_EVERY_MS = 200;

export interface AgentImageDependencies {
  /** The engine as it can be reached now; rejects with what is to be told where there is none. */
  readonly connect: () => Promise<ImageEngine & BuildEngine>;
  readonly assets: HostAssets;
  /** The image that ours is built upon; without it, the one that the Dockerfile names. */
  readonly base?: string | undefined;
  readonly clock: Clock;
  readonly log: Logger;
}

interface Building {
  readonly controller: AbortController;
  readonly done: Promise<void>;
}

/** The image of this version of Quorum: looks whether an engine has it, and builds it. */
export class AgentImage implements ImageBuilder, Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<void>());
  readonly onChanged = this.#changed.event;
  readonly #parts: AgentImageDependencies;
  #state: ImageState = { kind: "unknown" };
  #found: FoundImage | undefined;
  #building: Building | undefined;
  #telling: Disposable | undefined;

  constructor(parts: AgentImageDependencies) {
    this.#parts = parts;
    this.#store.onDispose(() => {
      this.#telling?.dispose();
      this.cancel();
    });
  }

  get state(): ImageState {
    return this.#state;
  }

  /** What a container can be made from: the image of this version, or an older one where there is only that. */
  get found(): FoundImage | undefined {
    return this.#found;
  }

  /** Looks again what the engine has; a build that goes on is not disturbed. */
  async look(): Promise<void> {
    const state = await this.#look();
    if (this.#building !== undefined || JSON.stringify(state) === JSON.stringify(this.#state)) return;
    this.#become(state);
  }

  build(): void {
    this.#building ??= this.#begin();
  }

  cancel(): void {
    this.#building?.controller.abort();
  }

  /** Resolves when nothing is being built. */
  async settled(): Promise<void> {
    await this.#building?.done;
  }

  dispose(): void {
    this.#store.dispose();
  }

  #begin(): Building {
    const controller = new AbortController();
    const since = this.#parts.clock.now();
    this.#become(buildingState(since, BUILD_BEGINS));
    const done = this.#build(since, controller.signal).then((state) => {
      this.#building = undefined;
      this.#become(state);
    });
    return { controller, done };
  }

  async #build(since: number, signal: AbortSignal): Promise<ImageState> {
    const { connect, log } = this.#parts;
    try {
      const engine = await connect();
      const request = await this.#request(engine);
      const onProgress = (progress: BuildProgress): void => this.#show(buildingState(since, progress));
      const id = await buildImage(engine, request, { onProgress, signal });
      log.info("image built", { id, name: imageName(request.hash), ms: this.#parts.clock.now() - since });
      return await this.#look();
    } catch (error) {
      if (signal.aborted) return this.#look();
      if (!(error instanceof BuildError || error instanceof HubError))
        log.error("image build failed", { error });
      return failedState(error, this.#state);
    }
  }

  async #look(): Promise<ImageState> {
    const { connect, log } = this.#parts;
    try {
      const engine = await connect();
      const { hash } = await this.#request(engine);
      this.#found = await findImage(engine, hash);
      return stateOf(this.#found);
    } catch (error) {
      this.#found = undefined;
      if (!(error instanceof HubError)) log.warn("the image could not be looked for", { error });
      return { kind: "unknown" };
    }
  }

  #request(engine: ImageEngine): Promise<ImageRequest> {
    return requestFor(engine, this.#parts.assets, this.#parts.base);
  }

  /** Tells each step at once, and what comes between them now and then. */
  #show(next: ImageState): void {
    const { clock } = this.#parts;
    const isStep =
      next.kind === "building" && this.#state.kind === "building" && next.step !== this.#state.step;
    if (isStep) return this.#become(next);
    this.#state = next;
    this.#telling ??= clock.after(TELL_EVERY_MS, () => this.#become(this.#state));
  }

  #become(state: ImageState): void {
    this.#telling?.dispose();
    this.#telling = undefined;
    this.#state = state;
    this.#changed.fire();
  }
}

function buildingState(since: number, { step, of, text, lastLines }: BuildProgress): ImageState {
  return { kind: "building", since, step, of, text, lastLines: [...lastLines] };
}

function stateOf(found: FoundImage | undefined): ImageState {
  if (found === undefined) return { kind: "missing" };
  const { id, builtAt, isCurrent } = found;
  return { kind: isCurrent ? "ready" : "stale", id, builtAt };
}
