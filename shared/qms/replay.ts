import { detailOf, type AuditEvent } from "./audit-event.ts";
import { isStatus, taskKindOf, workflowOf, WORKFLOWS, type Status, type Workflow } from "./status.ts";

/** How a round of review or approval ended. */
export const ROUND_ENDS = ["open", "passed", "sent-back", "withdrawn"] as const;
export type RoundEnd = (typeof ROUND_ENDS)[number];

/** What somebody who was asked has said. */
export type RoundAnswer = "RECOMMEND" | "UPDATES_REQUIRED" | "APPROVED" | "REJECTED";

export interface AnswerGiven {
  readonly user: string;
  readonly at: number;
  readonly answer: RoundAnswer;
}

/** A round of review or approval, as a history tells it. Times are milliseconds. */
export interface Round {
  readonly workflow: Workflow;
  readonly version: string | undefined;
  readonly since: number;
  until: number | undefined;
  end: RoundEnd;
  readonly routedBy: string | undefined;
  readonly assigned: string[];
  readonly answers: AnswerGiven[];
}

/** A time for which a document had one status. */
export interface Stretch {
  readonly status: Status;
  readonly since: number;
  /** Absent while it lasts. */
  until: number | undefined;
}

/** What a document went through. */
export interface Replay {
  readonly stretches: readonly Stretch[];
  readonly rounds: readonly Round[];
}

/** When an event happened, in milliseconds; a history that names no time zone means UTC. */
export function timeOfEvent({ at }: Pick<AuditEvent, "at">): number | undefined {
  const isZoned = /(?:Z|[+-]\d\d:?\d\d)$/i.test(at);
  const time = Date.parse(isZoned || !at.includes("T") ? at : `${at}Z`);
  return Number.isFinite(time) ? time : undefined;
}

/**
 * Goes through a history and says which statuses and rounds it tells of. Some changes of status are told by an event of
 * their own, others follow from what was done; an event without a time is left out.
 */
export function replay(events: readonly AuditEvent[]): Replay {
  const course = new Course();
  for (const event of events) {
    const at = timeOfEvent(event);
    if (at !== undefined) course.take(event, at);
  }
  return course;
}

class Course implements Replay {
  readonly stretches: Stretch[] = [];
  readonly rounds: Round[] = [];

  take(event: AuditEvent, at: number): void {
    switch (event.event) {
      case "ROUTE_REVIEW":
        return this.#route(event, at, "review_type", "REVIEW");
      case "ROUTE_APPROVAL":
        return this.#route(event, at, "approval_type", "APPROVAL");
      case "ASSIGN":
        return addNew(this.#openRound?.assigned, assigneesIn(event));
      case "REVIEW":
        return this.#answer(
          event,
          at,
          detailOf(event, "outcome") === "UPDATES_REQUIRED" ? "UPDATES_REQUIRED" : "RECOMMEND",
        );
      case "APPROVE":
        return this.#answer(event, at, "APPROVED");
      case "REJECT":
        this.#answer(event, at, "REJECTED");
        return this.#endRound(at, "sent-back");
      case "WITHDRAW":
        this.#endRound(at, "withdrawn");
    }
    const status = statusAfter(event, this.#status);
    if (status !== undefined) this.#enter(status, at);
  }

  get #status(): Status | undefined {
    return this.stretches.at(-1)?.status;
  }

  get #openRound(): Round | undefined {
    const round = this.rounds.at(-1);
    return round?.end === "open" ? round : undefined;
  }

  #enter(status: Status, at: number): void {
    const last = this.stretches.at(-1);
    if (last?.status === status) return;
    if (last !== undefined) last.until = at;
    this.stretches.push({ status, since: at, until: undefined });
    const round = this.#openRound;
    if (round !== undefined && workflowOf(status) !== round.workflow)
      this.#endRound(at, endOf(round, status));
  }

  #route(event: AuditEvent, at: number, key: string, fallback: Workflow): void {
    const said = detailOf(event, key);
    const workflow =
      WORKFLOWS.find((one) => one === said) ??
      (this.#status === undefined ? undefined : workflowOf(this.#status)) ??
      fallback;
    const { user: routedBy, version } = event;
    this.#endRound(at, "withdrawn");
    this.#enter(`IN_${workflow}`, at);
    const assigned = [...new Set(assigneesIn(event))];
    this.rounds.push({
      workflow,
      version,
      since: at,
      until: undefined,
      end: "open",
      routedBy,
      assigned,
      answers: [],
    });
  }

  #answer({ user }: AuditEvent, at: number, answer: RoundAnswer): void {
    const round = this.#openRound;
    if (round === undefined || user === undefined) return;
    addNew(round.assigned, [user]);
    round.answers.push({ user, at, answer });
  }

  #endRound(at: number, end: RoundEnd): void {
    const round = this.#openRound;
    if (round === undefined) return;
    round.end = end;
    round.until = at;
  }
}

function addNew(known: string[] | undefined, names: readonly string[]): void {
  for (const name of names) if (known?.includes(name) === false) known.push(name);
}

function assigneesIn({ details }: AuditEvent): string[] {
  const { assignees } = details;
  return Array.isArray(assignees) ? assignees.filter((name) => typeof name === "string") : [];
}

/** Which status an event leads to from another; nothing where it leads nowhere. */
function statusAfter(event: AuditEvent, status: Status | undefined): Status | undefined {
  switch (event.event) {
    case "CREATE":
      // Attachments are born in execution, and with a version of their own.
      return event.version === "1.0" ? "IN_EXECUTION" : "DRAFT";
    case "CHECKOUT":
      if (detailOf(event, "from_version") !== undefined || status === "PRE_APPROVED") return "DRAFT";
      return status === "POST_REVIEWED" ? "IN_EXECUTION" : undefined;
    case "CHECKIN":
      return status === "REVIEWED" || status === "PRE_REVIEWED" ? "DRAFT" : undefined;
    case "RELEASE":
    case "REVERT":
      return "IN_EXECUTION";
    case "EFFECTIVE":
      return "EFFECTIVE";
    case "CLOSE":
      return "CLOSED";
    case "RETIRE":
      return "RETIRED";
    case "WITHDRAW":
    case "STATUS_CHANGE":
      return statusIn(detailOf(event, "to_status"));
    case "SEED":
      return statusIn(seededStatus(event.details["details"]));
    default:
      return undefined;
  }
}

function statusIn(text: string | undefined): Status | undefined {
  return text !== undefined && isStatus(text) ? text : undefined;
}

function seededStatus(details: unknown): string | undefined {
  const isNamed = typeof details === "object" && details !== null && "status" in details;
  return isNamed && typeof details.status === "string" ? details.status : undefined;
}

const AFTER_REVIEW: readonly Status[] = ["REVIEWED", "PRE_REVIEWED", "POST_REVIEWED"];
const AFTER_APPROVAL: readonly Status[] = [
  "APPROVED",
  "PRE_APPROVED",
  "POST_APPROVED",
  "EFFECTIVE",
  "RETIRED",
];

/** How a round ended that gave way to a status. */
function endOf({ workflow, answers }: Round, status: Status): RoundEnd {
  const isReview = taskKindOf(workflow) === "REVIEW";
  if (!(isReview ? AFTER_REVIEW : AFTER_APPROVAL).includes(status)) return "withdrawn";
  return answers.some(({ answer }) => answer === "UPDATES_REQUIRED") ? "sent-back" : "passed";
}
