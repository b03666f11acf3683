import { DisposableStore, type Disposable } from "../../../shared/base/disposable.ts";
import type { AgentId } from "../../../shared/contract/agents.ts";
import type { Attention } from "../../../shared/contract/attention.ts";
import type { HubNews } from "../hub-news.ts";
import { newsStream } from "../lists/contract-streams.ts";
import type { ProjectView } from "../lists/project-view.ts";
import type { Whole } from "../lists/whole.ts";
import type { Logger } from "../log/logger.ts";
import { followAttention } from "./follow-attention.ts";
import { followNewItems } from "./new-items.ts";
import { NewsBook } from "./news-book.ts";
import { NewsFile } from "./news-file.ts";
import { itemNews } from "./news-words.ts";

export interface NewsOptions {
  readonly view: Pick<ProjectView, "isKnown" | "inboxOf">;
  readonly agents: readonly AgentId[];
  readonly attention: Whole<readonly Attention[]>;
  /** Whether the person wants to hear of this agent's items; asked anew for each. */
  readonly isFacing: (agent: AgentId) => boolean;
  /** The folder of Quorum's data in the project. */
  readonly dataFolder: string;
  readonly now: () => number;
  readonly log: Logger;
}

/** The news of a project whose hub runs here. */
export interface OpenNews extends HubNews, Disposable {
  /** Resolves when what was told until now is on disk. */
  drain(): Promise<void>;
}

/**
 * Makes news of what comes from now on: of new items in the inboxes of agents that face the person, and of all that
 * begins to wait for them. What was there when the project was opened is none, nor what was told before.
 */
export async function openNews(options: NewsOptions): Promise<OpenNews> {
  const { dataFolder, now, log } = options;
  const { file, news: earlier } = await NewsFile.open(dataFolder, log);
  const store = new DisposableStore();
  const book = store.add(new NewsBook({ file, earlier, now }));
  store.add(followAttention(options.attention, book));
  void options.view.isKnown.then(() => followInboxes(options, book, store));
  return {
    changes: (signal) => newsStream(book, signal),
    claim: (ids) => Promise.resolve(book.claim(ids)),
    toasted: (ids, outcome) => {
      book.toasted(ids, outcome);
      return Promise.resolve();
    },
    drain: () => file.drain(),
    dispose: () => store.dispose(),
  };
}

function followInboxes(
  { agents, view, isFacing }: NewsOptions,
  book: NewsBook,
  store: DisposableStore,
): void {
  if (store.isDisposed) return;
  for (const agent of agents) {
    const onNew = (items: Parameters<typeof itemNews>[1][]): void => {
      if (isFacing(agent)) book.add(items.map((item) => itemNews(agent, item)));
    };
    store.add(followNewItems(view.inboxOf(agent), (items) => onNew([...items])));
  }
}
