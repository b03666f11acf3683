import type { Flow, FlowEvent } from "../../../shared/contract/desk.ts";
import type { DocumentView } from "../../../shared/contract/qms.ts";

/** Events after which nothing is left to be done with a document. */
const FINISHING: Readonly<Record<string, string>> = {
  EFFECTIVE: "effective",
  CLOSE: "closed",
  RETIRE: "retired",
};

/** A document that was finished today. */
export interface Finished {
  readonly document: DocumentView;
  readonly how: string;
  readonly at: number;
}

/** What came into force, was closed or retired today, the latest first; each once. */
export function finishedToday(
  latest: readonly FlowEvent[],
  documents: ReadonlyMap<string, DocumentView>,
): readonly Finished[] {
  const found = new Map<string, Finished>();
  for (const { id, event, at } of latest) {
    const how = Object.hasOwn(FINISHING, event) ? FINISHING[event] : undefined;
    const document = documents.get(id);
    if (how !== undefined && document !== undefined && !found.has(id)) found.set(id, { document, how, at });
  }
  return [...found.values()];
}

/** How many were finished today, also those that are not among the latest events. */
export function finishedCount({ byEvent }: Flow["today"]): number {
  return Object.keys(FINISHING).reduce((sum, event) => sum + (byEvent[event] ?? 0), 0);
}

/** Events that go with another one, which says more. */
const UNTOLD: ReadonlySet<string> = new Set(["STATUS_CHANGE"]);

const WORDS: Readonly<Record<string, string>> = {
  CREATE: "created",
  CHECKOUT: "checked out",
  CHECKIN: "checked in",
  ROUTE_REVIEW: "routed for review",
  ROUTE_APPROVAL: "routed for approval",
  ASSIGN: "asked more people about",
  REVIEW: "reviewed",
  APPROVE: "approved",
  REJECT: "rejected",
  WITHDRAW: "withdrew",
  RELEASE: "released",
  REVERT: "took back to execution",
  CLOSE: "closed",
  CANCEL: "cancelled",
  RETIRE: "retired",
  FIX: "mended the fields of",
};

/** What tells an event of today from all others. */
export function eventKey({ id, event, at, user, outcome }: FlowEvent): string {
  return [id, event, at, user, outcome].join(" ");
}

/** The events that are told to a person; what happened twice within a second is told once. */
export function toldEvents(latest: readonly FlowEvent[]): readonly FlowEvent[] {
  const told = latest.filter(({ event }) => !UNTOLD.has(event));
  return [...new Map(told.map((event) => [eventKey(event), event])).values()];
}

/** What somebody did, between their name and the document: "asked for changes to". */
export function eventWords({ event, outcome }: Pick<FlowEvent, "event" | "outcome">): string {
  if (event === "EFFECTIVE") return "put into force";
  if (event === "REVIEW") return outcome === "UPDATES_REQUIRED" ? "asked for changes to" : "recommended";
  const known = Object.hasOwn(WORDS, event) ? WORDS[event] : undefined;
  return known ?? event.toLowerCase().replaceAll("_", " ");
}
