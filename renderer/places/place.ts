import { z } from "zod";
import { AgentId } from "../../shared/contract/agents.ts";

/** A place that the sidebar leads to. */
const View = z.object({
  kind: z.enum(["dashboard", "documents", "waits", "inboxes", "activity", "agents"]),
});
/** A document's page, under the id of the document. */
const DocumentPlace = z.object({ kind: z.literal("document"), id: z.string().min(1).max(64) });
/** What there is of one agent: its page, its terminal, its inbox, or a shell in its container. */
const AgentPlace = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("agent"), agent: AgentId }),
  z.object({ kind: z.literal("terminal"), agent: AgentId }),
  z.object({ kind: z.literal("inbox"), agent: AgentId }),
  z.object({ kind: z.literal("shell"), agent: AgentId }),
]);

/** What the window's main area shows. */
export const Place = z.union([View, DocumentPlace, AgentPlace]);
export type Place = z.infer<typeof Place>;

/** A place that has a tab as long as it is open. */
export const TabPlace = z.union([DocumentPlace, AgentPlace]);
export type TabPlace = z.infer<typeof TabPlace>;

/** A place that has no tab. */
export type ViewPlace = z.infer<typeof View>;
export type ViewKind = ViewPlace["kind"];

/** Where the window begins. */
export const HOME: Place = { kind: "dashboard" };

export function hasTab(place: Place): place is TabPlace {
  return "id" in place || "agent" in place;
}

/** The agent whose place it is; nothing where it is nobody's. */
export function agentOf(place: Place): AgentId | undefined {
  return "agent" in place ? place.agent : undefined;
}

/** What tells a place from all others. */
export function keyOfPlace(place: Place): string {
  if ("id" in place) return `${place.kind} ${place.id}`;
  return "agent" in place ? `${place.kind} ${place.agent}` : place.kind;
}

export function isSamePlace(one: Place | undefined, other: Place | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return keyOfPlace(one) === keyOfPlace(other);
}

const VIEW_TITLES: Readonly<Record<ViewKind, string>> = {
  dashboard: "Dashboard",
  documents: "Documents",
  waits: "Who waits for whom",
  inboxes: "Inboxes",
  activity: "Activity",
  agents: "All agents",
};

/** What a place is called: in its tab, in the sidebar, and for those who hear the window. */
export function titleOfPlace(place: Place): string {
  if ("id" in place) return place.id;
  if (!("agent" in place)) return VIEW_TITLES[place.kind];
  switch (place.kind) {
    case "terminal":
      return place.agent;
    case "agent":
      return `${place.agent} page`;
    case "inbox":
    case "shell":
      return `${place.agent} ${place.kind}`;
  }
}
