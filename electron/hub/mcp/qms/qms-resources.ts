import { randomBytes } from "node:crypto";
import type { Disposable } from "../../../../shared/base/disposable.ts";
import type { Event } from "../../../../shared/base/emitter.ts";
import { AgentId } from "../../../../shared/contract/agents.ts";
import type { Resource, ResourceNews } from "../../../../shared/mcp/mcp-calls.ts";
import type { QmsRequest } from "../../../../shared/qms/request.ts";
import type { ListDelta, LiveList } from "../../lists/live-list.ts";
import type { ProjectView } from "../../lists/project-view.ts";
import type { DeskResources } from "../tool-desk.ts";
import type { QmsCalls } from "./qms-desk.ts";

/** How many a list has at a time. */
const PAGE_SIZE = 500;

type Known = Pick<ProjectView, "isKnown" | "documents" | "inboxOf">;
type Sort = "documents" | "inbox";

/** The project's documents, and each user's own inbox, to be read at addresses such as `qms://documents/CR-001`. */
export function qmsResources(view: Known, calls: Pick<QmsCalls, "call">): DeskResources {
  const inboxOf = (user: string): ReturnType<ProjectView["inboxOf"]> => view.inboxOf(AgentId.parse(user));

  function allOf(user: string): Resource[] {
    const documents = view.documents.all().map(({ id, title }) => resource("documents", id, title));
    const items = inboxOf(user)
      .all()
      .map(({ id, title }) => resource("inbox", id, title));
    return [...documents, ...items].toSorted((a, b) => (a.uri < b.uri ? -1 : 1));
  }

  return {
    list: async (user, cursor) => {
      await view.isKnown;
      // The cursor is the last address before the page: what comes and goes meanwhile moves nothing.
      const rest = allOf(user).filter(({ uri }) => cursor === undefined || uri > cursor);
      const resources = rest.slice(0, PAGE_SIZE);
      const last = resources.at(-1)?.uri;
      return rest.length > PAGE_SIZE && last !== undefined ? { resources, nextCursor: last } : { resources };
    },
    read: async (user, uri) => {
      const request = requestFor(uri);
      if (request === undefined) return undefined;
      const { exitCode, stdout } = await calls.call(user, randomBytes(16).toString("hex"), request);
      return exitCode === 0 ? { contents: [{ uri, mimeType: "text/markdown", text: stdout }] } : undefined;
    },
    onChanged: (user) => (listener) => {
      const subscriptions = [
        follow("documents", view.documents, listener),
        follow("inbox", inboxOf(user), listener),
      ];
      return { dispose: () => subscriptions.forEach((subscription) => subscription.dispose()) };
    },
  };
}

/** Tells of what changes in a list, and whether something came or went. */
function follow<T extends { readonly id: string }>(
  sort: Sort,
  { all, onChanged }: LiveList<T>,
  listener: (news: ResourceNews) => void,
): Disposable {
  let known = new Set(all().map(({ id }) => id));
  const changes: Event<ListDelta<T> | "all"> = onChanged;
  return changes((change) => {
    if (change === "all") {
      known = new Set(all().map(({ id }) => id));
      return listener({ news: "resources", changed: [], isListChanged: true });
    }
    const isListChanged = change.removed.length > 0 || change.items.some(({ id }) => !known.has(id));
    for (const { id } of change.items) known.add(id);
    for (const id of change.removed) known.delete(id);
    const changed = change.items.map(({ id }) => uriOf(sort, id));
    if (changed.length > 0 || isListChanged) listener({ news: "resources", changed, isListChanged });
  });
}

function resource(sort: Sort, id: string, title: string): Resource {
  return { uri: uriOf(sort, id), name: id, title, mimeType: "text/markdown" };
}

function uriOf(sort: Sort, id: string): string {
  return `qms://${sort}/${encodeURIComponent(id)}`;
}

function requestFor(uri: string): QmsRequest | undefined {
  const [, sort, name] = /^qms:\/\/(documents|inbox)\/([A-Za-z0-9_.%-]+)$/.exec(uri) ?? [];
  if (name === undefined) return undefined;
  try {
    const id = decodeURIComponent(name);
    return sort === "inbox" ? { kind: "inbox-show", item: id } : { kind: "read", id };
  } catch {
    // Not what an address can be made of.
    return undefined;
  }
}
