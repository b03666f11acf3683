import type { ReactNode } from "react";
import type { StoreApi } from "zustand/vanilla";
import type { DocumentView } from "../../../shared/contract/qms.ts";
import type { Board, OpenLane } from "./board.ts";
import type { FlowStore } from "./flow-store.ts";

/** What the dashboard has to know of the documents. */
export interface ListedDocuments {
  readonly isKnown: boolean;
  /** Whether those that are open are known, which may come before the others. */
  readonly areOpenKnown: boolean;
  readonly byId: ReadonlyMap<string, DocumentView>;
  readonly total: number;
}

/** What the dashboard has to know of what else waits for the person. */
export interface ListedAttention {
  readonly isKnown: boolean;
  readonly entries: readonly unknown[];
}

/** Where the dashboard leads. */
export interface DashboardWays {
  readonly onDocument: (id: string) => void;
  readonly onDocuments: (lane: OpenLane | "finished") => void;
  readonly onWaits: () => void;
  readonly onActivity: () => void;
}

/** What all parts of the dashboard are given. */
export interface DashboardParts {
  readonly documents: StoreApi<ListedDocuments>;
  /** Reads the board once for all parts. */
  readonly board: (documents: ReadonlyMap<string, DocumentView>) => Board;
  readonly flow: FlowStore;
  /** The agents' places in their list, which give them their colours. */
  readonly colours: ReadonlyMap<string, number>;
  readonly ways: DashboardWays;
}

export interface DashboardProps extends DashboardParts {
  readonly attention: StoreApi<ListedAttention>;
  /** What agents wait for, with the answers. */
  readonly renderAttention: () => ReactNode;
  /** What the person can do next with a document that waits for them. */
  readonly renderNext: (document: DocumentView) => ReactNode;
  /** What stands in the inboxes, in a few words. */
  readonly inboxes: ReactNode;
  /** What stands before all else for whoever has just begun; mostly nothing. */
  readonly beginning?: ReactNode;
}
