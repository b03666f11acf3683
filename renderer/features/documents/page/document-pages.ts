import { createStore, type StoreApi } from "zustand/vanilla";
import type { DocumentBody, DocumentPage } from "../../../../shared/contract/qms-document.ts";
import type { ActionForm } from "../../../../shared/qms/action-form.ts";
import type { DocumentAction } from "../../../../shared/qms/judge.ts";
import { isAnswered, sentenceFor } from "../../../connection/call-failure.ts";
import type { DocumentCommands, History, TextChoice } from "../document-commands.ts";
import type { DocumentsStore } from "../documents-store.ts";
import { scrollMemory, type ScrollMemory } from "../scroll-memory.ts";

/** Something that is asked of the hub. What is known stays while it is asked for again. */
export type Asked<T> =
  | { readonly kind: "loading" }
  | { readonly kind: "known"; readonly value: T }
  | { readonly kind: "failed"; readonly sentence: string };

/** What a page shows below its header. */
export type PagePart = "text" | "record" | "compare" | "history";

/** A document's page as a person left it, with what was known of the document then. */
export interface PageState {
  readonly page: Asked<DocumentPage>;
  readonly text: Asked<DocumentBody>;
  readonly history: Asked<History>;
  /** The text that was chosen; what is in force or else the draft where none was. */
  readonly choice: TextChoice | undefined;
  readonly part: PagePart;
}

/** The page of one document. */
export interface OpenPage {
  readonly store: StoreApi<PageState>;
  /** How far it is scrolled, for when it is come back to. */
  readonly scroll: ScrollMemory;
  /** Asks for all of it now and whenever the document has changed, until the function that it returns is called. */
  readonly follow: () => () => void;
  readonly choose: (choice: TextChoice) => void;
  readonly show: (part: PagePart) => void;
  /** Asks again for what the documents' list says nothing of. */
  readonly refresh: () => void;
  /** What was filled in for actions that were not taken yet: closing a form by mistake loses nothing. */
  readonly forms: Map<DocumentAction, ActionForm>;
}

export interface DocumentPages {
  readonly of: (id: string) => OpenPage;
}

/** As many as a person goes back and forth between. */
const KEPT_PAGES = 30;

export function createDocumentPages(dependencies: {
  readonly store: DocumentsStore;
  readonly commands: DocumentCommands;
}): DocumentPages {
  const pages = new Map<string, OpenPage>();
  return {
    of: (id) => {
      const page = pages.get(id) ?? openPage(id, dependencies);
      pages.delete(id);
      pages.set(id, page);
      const [oldest] = pages.keys();
      if (pages.size > KEPT_PAGES && oldest !== undefined) pages.delete(oldest);
      return page;
    },
  };
}

function openPage(
  id: string,
  { store: documents, commands }: { readonly store: DocumentsStore; readonly commands: DocumentCommands },
): OpenPage {
  const loading = { kind: "loading" } as const;
  const store = createStore<PageState>(() => ({
    page: loading,
    text: loading,
    history: loading,
    choice: undefined,
    part: "text",
  }));
  const askPage = latestOnly(
    () => commands.page(id),
    (page) => store.setState({ page }),
  );
  const askText = latestOnly(
    () => commands.text(id, store.getState().choice),
    (text) => store.setState({ text }),
  );
  const askHistory = latestOnly(
    () => commands.history(id),
    (history) => store.setState({ history }),
  );
  const askAll = (): void => {
    askPage();
    askText();
    askHistory();
  };
  return {
    store,
    scroll: scrollMemory(),
    follow: () => {
      askAll();
      let seen = documents.getState().byId.get(id);
      return documents.subscribe(({ isKnown, byId }) => {
        const current = byId.get(id);
        // While a list is on its way it says nothing of what is missing in it.
        if (current === seen || (!isKnown && current === undefined)) return;
        seen = current;
        askAll();
      });
    },
    choose: (choice) => {
      store.setState({ choice });
      askText();
    },
    show: (part) => store.setState({ part }),
    refresh: askAll,
    forms: new Map(),
  };
}

/** Asks, and takes only the answer to the latest question; a broken connection leaves what is known. */
function latestOnly<T>(ask: () => Promise<T>, tell: (asked: Asked<T>) => void): () => void {
  let latest = 0;
  const run = async (own: number): Promise<void> => {
    try {
      const value = await ask();
      if (own === latest) tell({ kind: "known", value });
    } catch (error) {
      if (own === latest && isAnswered(error)) tell({ kind: "failed", sentence: sentenceFor(error) });
    }
  };
  return () => {
    latest += 1;
    void run(latest);
  };
}
