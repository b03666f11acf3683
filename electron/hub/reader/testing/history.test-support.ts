import type { SeededRandom } from "../../../../shared/base/seeded-random.test-support.ts";
import { DOCUMENT_PATH, EXECUTABLE_PATH, type Status } from "../../../../shared/qms/status.ts";
import { auditLine } from "./project-files.test-support.ts";

export interface HistoryPlan {
  readonly status: Status;
  readonly isExecutable: boolean;
  /** How many lines there are. */
  readonly count: number;
  /** When the last thing happened. */
  readonly until: number;
  readonly random: SeededRandom;
  readonly words: (count: number) => string;
}

type Event = readonly [name: string, details?: Readonly<Record<string, unknown>>];

const MINUTE_MS = 60_000;

/**
 * The lines of a history that leads to a status: rounds with comments, some of which send the document back, and the
 * statuses in between. Of a long way only the end is there, as where a project was taken over from elsewhere.
 */
export function historyLines(plan: HistoryPlan): string[] {
  const events = eventsTo(plan);
  while (events.length < plan.count) events.splice(1, 0, ["CHECKOUT"], ["CHECKIN"]);
  const last = events.slice(-plan.count);
  const { random, until } = plan;
  let at = until;
  const times = last.map(() => {
    const time = at;
    at -= MINUTE_MS * (1 + random.below(random.below(4) === 0 ? 5000 : 300));
    return time;
  });
  return last.map(([event, details], index) =>
    auditLine(event, { ts: timeText(times[last.length - 1 - index] ?? until), ...details }),
  );
}

function timeText(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}+00:00`;
}

function eventsTo({ status, isExecutable, random, words }: HistoryPlan): Event[] {
  const path = isExecutable ? EXECUTABLE_PATH : DOCUMENT_PATH;
  const events: Event[] = [["CREATE", { title: words(4) }], ["CHECKIN"]];
  const end = path.indexOf(status);
  if (end === -1) return [...events, ["STATUS_CHANGE", { from_status: "DRAFT", to_status: status }]];
  for (let place = 1; place <= end; place += 1) {
    const [from = "DRAFT", to = "DRAFT"] = [path[place - 1], path[place]];
    const change: Event = ["STATUS_CHANGE", { from_status: from, to_status: to }];
    const comment = words(12);
    if (to.startsWith("IN_") && to !== "IN_EXECUTION") {
      const workflow = to.slice(3);
      const isReview = workflow.endsWith("REVIEW");
      const route: Event = [
        isReview ? "ROUTE_REVIEW" : "ROUTE_APPROVAL",
        { assignees: ["qa"], [isReview ? "review_type" : "approval_type"]: workflow },
      ];
      events.push(change, route);
      const isSentBack = place < end && random.below(5) === 0;
      if (isSentBack && !isReview) {
        events.push(["REJECT", { user: "qa", comment }]);
        events.push(["STATUS_CHANGE", { from_status: to, to_status: from }], change, route);
      } else if (isSentBack && workflow !== "POST_REVIEW") {
        events.push(["REVIEW", { user: "qa", outcome: "UPDATES_REQUIRED", comment }]);
        const reviewed = path[place + 1] ?? to;
        events.push(["STATUS_CHANGE", { from_status: to, to_status: reviewed }]);
        events.push(["CHECKOUT"], ["CHECKIN"], change, route);
      }
    } else if (to.endsWith("REVIEWED")) {
      events.push(["REVIEW", { user: "qa", outcome: "RECOMMEND", comment }], change);
    } else if (to === "EFFECTIVE") {
      events.push(["APPROVE", { user: "qa" }], ["EFFECTIVE", { from_version: "0.1" }], change);
    } else if (to.endsWith("APPROVED")) {
      events.push(["APPROVE", { user: "qa" }], change);
    } else if (to === "IN_EXECUTION") events.push(["RELEASE"], change);
    else events.push(["CLOSE"], change);
  }
  return events;
}
