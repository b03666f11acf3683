import type { DocumentView } from "../../../shared/contract/qms.ts";
import { isOpenDocument } from "../../../shared/desk/waits-of.ts";
import { PERSON } from "../../../shared/qms/group.ts";
import { mustAct, type MustAct } from "../../../shared/qms/must-act.ts";
import { STATUSES, type Status } from "../../../shared/qms/status.ts";
import { perGroup } from "../../ui/grouped-map.ts";

/** The lanes that open documents stand in, in the order in which they go through them. */
export const OPEN_LANES = ["draft", "review", "approval", "execution"] as const;
export type OpenLane = (typeof OPEN_LANES)[number];

/** A document that somebody has to do something with, and who. */
export interface Owed {
  readonly document: DocumentView;
  readonly what: MustAct["what"];
  readonly users: readonly string[];
  readonly since: number;
}

/** What the dashboard shows of the documents. */
export interface Board {
  readonly open: number;
  /** The latest first. */
  readonly lanes: Readonly<Record<OpenLane, readonly DocumentView[]>>;
  /** Whose next step is the person's, the oldest first. */
  readonly forPerson: readonly Owed[];
  /** What others were asked for, or have to pass on, the oldest first. */
  readonly forAgents: readonly Owed[];
}

const LANES: Readonly<Record<Status, OpenLane | undefined>> = {
  DRAFT: "draft",
  IN_REVIEW: "review",
  REVIEWED: "review",
  IN_APPROVAL: "approval",
  APPROVED: "approval",
  // In force, and being revised.
  EFFECTIVE: "draft",
  IN_PRE_REVIEW: "review",
  PRE_REVIEWED: "review",
  IN_PRE_APPROVAL: "approval",
  PRE_APPROVED: "approval",
  IN_EXECUTION: "execution",
  IN_POST_REVIEW: "review",
  POST_REVIEWED: "review",
  IN_POST_APPROVAL: "approval",
  POST_APPROVED: "approval",
  CLOSED: undefined,
  RETIRED: undefined,
};

/** The statuses of the documents in a lane. */
export function statusesOf(lane: OpenLane | "finished"): readonly Status[] {
  if (lane === "finished") return ["EFFECTIVE", "CLOSED", "RETIRED"];
  // What is in force is in the lane of drafts only while it is revised.
  return STATUSES.filter((status) => LANES[status] === lane && status !== "EFFECTIVE");
}

/** Since when a document is as it is; by its files where its history does not say. */
export function sinceOf({ since, changedAt }: Pick<DocumentView, "since" | "changedAt">): number {
  return since ?? changedAt;
}

/** An open document, with its lane and what has to be done with it. */
interface Placed {
  readonly lane: OpenLane;
  readonly owed: Owed;
}

const placedIn = perGroup((group: ReadonlyMap<string, DocumentView>): readonly Placed[] => {
  const placed: Placed[] = [];
  for (const document of group.values()) {
    const { status } = document;
    const lane = status === undefined ? undefined : LANES[status];
    if (status === undefined || lane === undefined || !isOpenDocument(document)) continue;
    const { users, what } = mustAct(
      { status, owner: document.owner, pending: document.pending },
      document.hasDraft,
    );
    placed.push({ lane, owed: { document, what, users, since: sinceOf(document) } });
  }
  return placed;
});

/** Reads from all documents what the dashboard shows. */
export function boardOf(documents: ReadonlyMap<string, DocumentView>): Board {
  const lanes: Record<OpenLane, DocumentView[]> = { draft: [], review: [], approval: [], execution: [] };
  const forPerson: Owed[] = [];
  const forAgents: Owed[] = [];
  let open = 0;
  for (const { lane, owed } of placedIn(documents).flat()) {
    open += 1;
    lanes[lane].push(owed.document);
    if (owed.users.includes(PERSON)) forPerson.push(owed);
    if (isOwedByAgents(owed, lane)) forAgents.push(owed);
  }
  return {
    open,
    lanes: {
      draft: latestFirst(lanes.draft),
      review: latestFirst(lanes.review),
      approval: latestFirst(lanes.approval),
      execution: latestFirst(lanes.execution),
    },
    forPerson: oldestFirst(forPerson),
    forAgents: oldestFirst(forAgents),
  };
}

/** Drafts and what is carried out are somebody's work; what others have been asked for, and what lies between, is owed. */
function isOwedByAgents({ users, what }: Owed, lane: OpenLane): boolean {
  if (what === "nobody" || what === "checkout") return false;
  if (what === "owner" && (lane === "draft" || lane === "execution")) return false;
  return what === "assign" || users.some((user) => user !== PERSON);
}

function latestFirst(documents: readonly DocumentView[]): readonly DocumentView[] {
  return documents.toSorted((one, other) => sinceOf(other) - sinceOf(one) || (one.id < other.id ? -1 : 1));
}

function oldestFirst(owed: readonly Owed[]): readonly Owed[] {
  return owed.toSorted(
    (one, other) => one.since - other.since || (one.document.id < other.document.id ? -1 : 1),
  );
}

/** Reads the board once for each list of documents, whoever asks. */
export function boardReader(): (documents: ReadonlyMap<string, DocumentView>) => Board {
  let last: { readonly documents: ReadonlyMap<string, DocumentView>; readonly board: Board } | undefined;
  return (documents) => {
    if (last?.documents !== documents) last = { documents, board: boardOf(documents) };
    return last.board;
  };
}
