import type { HubClient } from "../../../shared/contract/contract.ts";
import { createAnswerDrafts, type AnswerDrafts } from "./record/answer-drafts.ts";
import { documentCommands, type DocumentCommands } from "./document-commands.ts";
import { createDocumentsStore, type DocumentsStore } from "./documents-store.ts";
import { createListStore, type ListStore } from "./list/list-store.ts";
import { rowGroupsOf } from "./list/document-row.ts";
import { rowSorter, type RowSorter } from "./list/row-order.ts";
import { createTextSearch, type TextSearch } from "./list/text-search.ts";
import { scrollMemory, type ScrollMemory } from "./scroll-memory.ts";
import { createDocumentPages, type DocumentPages } from "./page/document-pages.ts";

/** Some two milliseconds of work where there are ten thousand documents. */
const GROUPS_AT_ONCE = 16;

/** The documents of the project, and what can be done with them. */
export interface Documents {
  readonly store: DocumentsStore;
  readonly commands: DocumentCommands;
  /** How the person looks at all of them. */
  readonly list: ListStore;
  /** The rows of the table; the last order is kept for whoever comes back to it. */
  readonly sorted: RowSorter;
  /** Makes the rows ready little by little, so that the table opens at once when it is first gone to. */
  readonly prepare: () => Promise<void>;
  /** How far the table is scrolled, for when it is come back to. */
  readonly tableScroll: ScrollMemory;
  readonly search: TextSearch;
  /** The pages that were looked at. */
  readonly pages: DocumentPages;
  /** Answers to prompts that are being typed. */
  readonly drafts: AnswerDrafts;
}

export function createDocuments(
  client: () => HubClient,
  storage: Pick<Storage, "getItem" | "setItem" | "removeItem">,
  /** The folder of the project that is open. */
  project: () => string,
): Documents {
  const commands = documentCommands(client);
  const store = createDocumentsStore();
  const list = createListStore(storage);
  const sorted = rowSorter();
  return {
    store,
    commands,
    list,
    sorted,
    prepare: async () => {
      for (const [at, group] of store.getState().byId.groups.entries()) {
        rowGroupsOf(group);
        if (at % GROUPS_AT_ONCE === 0) await new Promise((resolve) => setTimeout(resolve));
      }
      sorted(rowGroupsOf(store.getState().byId), list.getState().sorting);
    },
    tableScroll: scrollMemory(),
    search: createTextSearch(list, commands.search),
    pages: createDocumentPages({ store, commands }),
    drafts: createAnswerDrafts(storage, project),
  };
}
