import { sentenceFor } from "../../../connection/call-failure.ts";
import type { DocumentCommands } from "../document-commands.ts";
import type { ListStore } from "./list-store.ts";

/** While the index of the texts is built, it is asked again after this. */
const AGAIN_MS = 400;

/** Looks for words in texts and comments: the latest question takes the place of those before it. */
export interface TextSearch {
  /** Lets the texts be read before there is a question: the first of all would wait for it. */
  readonly prepare: () => void;
  readonly find: (query: string) => void;
  readonly stop: () => void;
}

export function createTextSearch(list: ListStore, search: DocumentCommands["search"]): TextSearch {
  let current: AbortController | undefined;
  const run = async (query: string, own: AbortController): Promise<void> => {
    while (!own.signal.aborted) {
      try {
        const { hits, total, isWhole, searched, documents } = await search(query, own.signal);
        if (own.signal.aborted) return;
        const progress = isWhole ? undefined : { done: searched, all: documents };
        list.setState({ found: { query, hits, total, searched: progress }, isSearching: !isWhole });
        if (isWhole) return;
      } catch (error) {
        if (own.signal.aborted) return;
        const problem = sentenceFor(error);
        list.setState({
          found: { query, hits: [], total: 0, searched: undefined, problem },
          isSearching: false,
        });
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  };
  const stop = (): void => {
    current?.abort();
    current = undefined;
  };
  return {
    prepare: () => {
      search("", new AbortController().signal).catch(() => undefined);
    },
    find: (query) => {
      stop();
      if (query.trim() === "") {
        list.setState({ found: undefined, isSearching: false });
        return;
      }
      current = new AbortController();
      list.setState({ isSearching: true });
      void run(query, current);
    },
    stop: () => {
      stop();
      list.setState({ isSearching: false });
    },
  };
}
