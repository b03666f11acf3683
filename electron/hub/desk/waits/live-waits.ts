import { DisposableStore, type Disposable } from "../../../../shared/base/disposable.ts";
import { Emitter } from "../../../../shared/base/emitter.ts";
import type { AgentId } from "../../../../shared/contract/agents.ts";
import type { Waits } from "../../../../shared/contract/desk.ts";
import type { ProjectView } from "../../lists/project-view.ts";
import type { Logger } from "../../log/logger.ts";
import { KnownWaits } from "./known-waits.ts";

/** The picture is made anew this long after a change, so that many changes make one. */
const DELAY_MS = 150;

/** Who waits for whom, kept up to date for as long as somebody follows it. */
export class LiveWaits implements Disposable {
  readonly #view: ProjectView;
  readonly #log: Logger;
  readonly #changed = new Emitter<void>();
  readonly onChanged = this.#changed.event;
  #store: DisposableStore | undefined;
  #known = new KnownWaits();
  #followed = new Set<AgentId>();
  #picture: Waits | undefined;
  #followers = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(view: ProjectView, log: Logger) {
    this.#view = view;
    this.#log = log;
  }

  /** The picture; nothing while it is made for the first time. */
  get picture(): Waits | undefined {
    return this.#picture;
  }

  /** The picture is kept up to date until the follower leaves. */
  follow(): Disposable {
    this.#followers += 1;
    if (this.#followers === 1) this.#begin();
    let isGone = false;
    return {
      dispose: () => {
        if (isGone) return;
        isGone = true;
        this.#followers -= 1;
        if (this.#followers === 0) this.#end();
      },
    };
  }

  dispose(): void {
    this.#end();
    this.#changed.dispose();
  }

  #begin(): void {
    const store = new DisposableStore();
    this.#store = store;
    const { documents, counts } = this.#view;
    const known = this.#known;
    store.add(
      documents.onChanged((delta) => {
        let isNews = false;
        const views = delta === "all" ? documents.all() : delta.items;
        for (const view of views) isNews = known.setDocument(view) || isNews;
        const removed = delta === "all" ? [] : delta.removed;
        for (const id of removed) isNews = known.removeDocument(id) || isNews;
        if (isNews) this.#plan();
      }),
    );
    store.add(
      counts.onChanged((delta) => this.#followNew(store, delta === "all" ? counts.all() : delta.items)),
    );
    this.#readAll(store).catch((error: unknown) =>
      this.#log.error("who waits for whom is not known", { error }),
    );
  }

  async #readAll(store: DisposableStore): Promise<void> {
    const { documents, counts } = this.#view;
    await this.#view.isKnown;
    if (store.isDisposed) return;
    const archived = await this.#view.archivedMessages().catch((error: unknown) => {
      // Answers that were archived before are not known then: it is still known who was written to.
      this.#log.warn("archived messages could not be looked through", { error });
      return [];
    });
    if (store.isDisposed) return;
    for (const { from, to, at } of archived) this.#known.wrote(from, to, at);
    for (const view of documents.all()) this.#known.setDocument(view);
    await nextTurn();
    if (store.isDisposed) return;
    for (const { agent } of counts.all()) {
      this.#followNew(store, [{ agent }]);
      await nextTurn();
      if (store.isDisposed) return;
    }
    this.#plan();
  }

  #followNew(store: DisposableStore, agents: readonly { readonly agent: AgentId }[]): void {
    for (const { agent } of agents) {
      if (this.#followed.has(agent)) continue;
      this.#followed.add(agent);
      const inbox = this.#view.inboxOf(agent);
      const known = this.#known;
      store.add(
        inbox.onChanged((delta) => {
          let isNews = false;
          const items = delta === "all" ? inbox.all() : delta.items;
          for (const item of items) isNews = known.setItem(agent, item) || isNews;
          for (const id of delta === "all" ? [] : delta.removed)
            isNews = known.removeItem(agent, id) || isNews;
          if (isNews) this.#plan();
        }),
      );
      for (const item of inbox.all()) known.setItem(agent, item);
      this.#plan();
    }
  }

  #plan(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#picture = this.#known.picture();
      this.#changed.fire();
    }, DELAY_MS);
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#store?.dispose();
    this.#store = undefined;
    this.#known = new KnownWaits();
    this.#followed = new Set();
    this.#picture = undefined;
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
