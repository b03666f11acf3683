import type { StoreApi } from "zustand/vanilla";
import { toDisposable } from "../../../shared/base/disposable.ts";
import type { HubClient } from "../../../shared/contract/contract.ts";
import type { News, ToastOutcome } from "../../../shared/contract/news.ts";
import type { NotificationSettings } from "../../../shared/contract/notification-settings.ts";
import { arrivalsIn } from "./arrivals.ts";
import { reporter } from "./reporter.ts";
import { createNewsStore, type NewsStore } from "./news-store.ts";
import type { Screen } from "./silence.ts";
import { ToastDesk } from "./toast-desk.ts";
import type { Toaster, ToastPermission } from "./toaster.ts";

/** What the window knows of the news, and whether it may tell of them outside. */
export interface NewsFeature {
  readonly store: NewsStore;
  readonly permission: StoreApi<ToastPermission>;
  /** Has the browser ask the person; only a press of theirs may lead here. */
  readonly allow: () => void;
}

export interface NewsDependencies {
  readonly toaster: Toaster;
  /** Throws while there is no connection. */
  readonly client: () => HubClient;
  readonly settings: () => NotificationSettings | undefined;
  readonly screen: () => Screen;
  /** What waits for the person. */
  readonly attention: AttentionSource;
  readonly open: (news: News) => void;
}

/** The list of what waits, as far as toasts need to know of it. */
export interface AttentionSource {
  getState(): { readonly isKnown: boolean; readonly entries: readonly { readonly id: string }[] };
  subscribe(listener: () => void): () => void;
}

/** Keeps the news, and tells of those that come while the window is there. */
export function createNews(dependencies: NewsDependencies): NewsFeature {
  const { toaster, client, settings, screen, attention, open } = dependencies;
  const store = createNewsStore();
  const report = reporter({
    tell: (ids, outcome) => {
      // Over a connection that is lost, the history does not hear of it; the person has all the same.
      tell(client, ids, outcome).catch(() => undefined);
    },
    after: (ms, work) => void setTimeout(work, ms),
  });
  const desk = new ToastDesk({
    toaster,
    settings,
    screen,
    claim: async (ids) => (await client().news.claim({ ids: [...ids] })).ids,
    report,
    isOver: (piece) => {
      // It may have got another name since.
      const { kind, about } = store.getState().byId.get(piece.id) ?? piece;
      const { isKnown, entries } = attention.getState();
      return kind !== "item" && isKnown && !entries.some(({ id }) => id === about);
    },
    open,
    timer: {
      now: () => Date.now(),
      after: (ms, work) => {
        const timer = setTimeout(work, ms);
        return toDisposable(() => clearTimeout(timer));
      },
    },
  });
  store.subscribe((state, before) => {
    const { fresh, missed } = arrivalsIn(before, state);
    desk.take(fresh);
    if (missed.length === 0) return;
    const reason = "No window was open when it came.";
    report(
      missed.map(({ id }) => id),
      { kind: "silent", at: Date.now(), reason },
    );
  });
  attention.subscribe(() => desk.settle());
  return {
    store,
    permission: toaster.permission,
    allow: () => void toaster.ask().catch(() => undefined),
  };
}

async function tell(client: () => HubClient, ids: readonly string[], outcome: ToastOutcome): Promise<void> {
  await client().news.toasted({ ids: [...ids], outcome });
}
