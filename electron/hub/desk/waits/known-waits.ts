import type { Waits } from "../../../../shared/contract/desk.ts";
import type { InboxItem } from "../../../../shared/contract/inbox.ts";
import type { DocumentView } from "../../../../shared/contract/qms.ts";
import { longestWait, waitCycles } from "../../../../shared/desk/wait-chains.ts";
import { graphOf } from "../../../../shared/desk/wait-graph.ts";
import {
  isOpenDocument,
  waitsOf,
  type WaitFor,
  type WaitingMessage,
  type WaitingTask,
} from "../../../../shared/desk/waits-of.ts";

const MOST_NODES = 2000;
const MOST_EDGES = 4000;
const MOST_CYCLES = 200;

/** All that decides who waits for whom, kept up to date piece by piece: of everything else nothing is kept. */
export class KnownWaits {
  readonly #documents = new Map<string, DocumentView>();
  readonly #tasks = new Map<string, WaitingTask>();
  readonly #messages = new Map<string, WaitingMessage>();
  /** When each wrote to each last; what was archived since counts as well. */
  readonly #lastMessages = new Map<string, number>();

  /** Answers whether this may change who waits for whom. */
  setDocument(view: DocumentView): boolean {
    const known = this.#documents.get(view.id);
    if (!isOpenDocument(view)) return this.#documents.delete(view.id);
    this.#documents.set(view.id, view);
    return known === undefined || keyOf(known) !== keyOf(view);
  }

  removeDocument(id: string): boolean {
    return this.#documents.delete(id);
  }

  setItem(user: string, { id: item, kind, document, workflow, from, at }: InboxItem): boolean {
    const key = `${user}/${item}`;
    if (kind === "task" && document !== undefined && workflow !== undefined) {
      this.#tasks.set(key, { user, item, document, workflow, at });
      return true;
    }
    if (kind !== "message" || from === undefined) return this.removeItem(user, item);
    this.#messages.set(key, { user, item, from, at });
    this.wrote(from, user, at);
    return true;
  }

  removeItem(user: string, item: string): boolean {
    const key = `${user}/${item}`;
    const isTask = this.#tasks.delete(key);
    return this.#messages.delete(key) || isTask;
  }

  /** Takes note that somebody wrote to somebody. */
  wrote(from: string, to: string, at: number): void {
    const key = `${from} ${to}`;
    this.#lastMessages.set(key, Math.max(at, this.#lastMessages.get(key) ?? -Infinity));
  }

  /** Who waits for whom, with a circle of each group and the longest line. */
  picture(): Waits {
    const all = waitsOf({
      documents: this.#documents,
      tasks: this.#tasks.values(),
      messages: this.#messages.values(),
      lastMessage: (from, to) => this.#lastMessages.get(`${from} ${to}`),
    });
    const keys = new Set<string>();
    const edges: WaitFor[] = [];
    for (const edge of all) {
      const added = Number(!keys.has(edge.from)) + Number(!keys.has(edge.to));
      if (edges.length === MOST_EDGES || keys.size + added > MOST_NODES) continue;
      keys.add(edge.from).add(edge.to);
      edges.push(edge);
    }
    const graph = graphOf(edges);
    return {
      nodes: [...keys].map((key) => this.#node(key)),
      edges,
      cycles: waitCycles(graph)
        .slice(0, MOST_CYCLES)
        .map((cycle) => [...cycle]),
      longest: [...longestWait(graph)],
      isCut: edges.length < all.length,
    };
  }

  #node(key: string): Waits["nodes"][number] {
    if (key.startsWith("user:")) return { kind: "user", key, user: key.slice("user:".length) };
    const id = key.slice("document:".length);
    const { title = "", status } = this.#documents.get(id) ?? {};
    return { kind: "document", key, id, title, ...(status !== undefined && { status }) };
  }
}

/** What of a document tells in the picture. */
function keyOf({ title, status, owner, pending, since, parent, hasDraft }: DocumentView): string {
  return JSON.stringify([title, status, owner, pending, since, parent, hasDraft]);
}
