import type { HubClient } from "../../../shared/contract/contract.ts";
import type { DocumentBody, DocumentPage } from "../../../shared/contract/qms-document.ts";
import type { SearchResult } from "../../../shared/contract/qms-search.ts";
import { Request, type HistoryEvent } from "../../../shared/contract/qms.ts";
import type { FileProblem } from "../../../shared/contract/inbox.ts";
import { PERSON } from "../../../shared/qms/group.ts";
import type { QmsRequest } from "../../../shared/qms/request.ts";
import { sentenceFor } from "../../connection/call-failure.ts";

/** A text of a document: what is in force or the draft, or one of what is archived. */
export interface TextChoice {
  readonly source: "effective" | "draft" | "archived";
  readonly version: string;
}

export interface History {
  readonly events: readonly HistoryEvent[];
  readonly problems: readonly FileProblem[];
}

/** What came of a request. */
export type Performed =
  | { readonly kind: "done"; readonly text: string; readonly warnings: readonly string[] }
  | { readonly kind: "refused"; readonly sentence: string };

/** What the window asks of the hub about documents; the person acts under their own name. */
export interface DocumentCommands {
  readonly page: (id: string) => Promise<DocumentPage>;
  readonly text: (id: string, choice: TextChoice | undefined) => Promise<DocumentBody>;
  readonly history: (id: string) => Promise<History>;
  readonly search: (query: string, signal: AbortSignal) => Promise<SearchResult>;
  readonly perform: (request: QmsRequest) => Promise<Performed>;
}

/** The latest events are what a person looks for; the command shows all. */
const EVENTS = 1000;
const HITS = 100;

export function documentCommands(client: () => HubClient): DocumentCommands {
  return {
    page: (id) => client().qms.document({ id, user: PERSON }),
    text: (id, choice) => client().qms.text({ id, ...askedText(choice) }),
    history: (id) => client().qms.history({ id, limit: EVENTS }),
    search: (query, signal) => client().qms.search({ query, limit: HITS }, { signal }),
    perform: async (asked) => {
      const request = Request.safeParse(asked);
      if (!request.success) return { kind: "refused", sentence: "Something here is too long, or missing." };
      try {
        const { text, warnings } = await client().qms.perform({ user: PERSON, request: request.data });
        return { kind: "done", text, warnings };
      } catch (error) {
        return { kind: "refused", sentence: sentenceFor(error) };
      }
    },
  };
}

function askedText(choice: TextChoice | undefined): { readonly draft?: boolean; readonly version?: string } {
  if (choice === undefined) return {};
  return choice.source === "draft" ? { draft: true } : { version: choice.version };
}
