import { describe, expect, it } from "vitest";
import { parseAudit } from "./audit-event.ts";
import { replay } from "./replay.ts";

/** A history of one line each: the minute, the event, and its details as JSON. */
function replayOf(...lines: readonly (readonly [minute: number, event: string, details?: object])[]) {
  const text = lines.map(([minute, event, details = {}]) =>
    JSON.stringify({
      ts: new Date(Date.UTC(2026, 1, 4) + minute * 60_000).toISOString(),
      event,
      user: "claude",
      version: "0.1",
      ...details,
    }),
  );
  const { stretches, rounds } = replay(parseAudit(text.join("\n")).events);
  const minute = (time: number | undefined): number | string =>
    time === undefined ? "" : (time - Date.UTC(2026, 1, 4)) / 60_000;
  return {
    stretches: stretches.map(({ status, since, until }) => `${status} ${minute(since)}-${minute(until)}`),
    rounds: rounds.map(
      ({ workflow, since, until, end, assigned, answers }) =>
        `${workflow} ${minute(since)}-${minute(until)} ${end} ${assigned.join()}: ${answers.map(({ user, answer }) => `${user} ${answer}`).join()}`,
    ),
  };
}

const status = (from: string, to: string): object => ({ from_status: from, to_status: to });

describe("the replay of a history", () => {
  it("says which statuses a document had, and what its rounds came to", () => {
    const { stretches, rounds } = replayOf(
      [0, "CREATE"],
      [1, "CHECKIN"],
      [2, "STATUS_CHANGE", status("DRAFT", "IN_PRE_REVIEW")],
      [2, "ROUTE_REVIEW", { assignees: ["qa"], review_type: "PRE_REVIEW" }],
      [3, "ASSIGN", { assignees: ["bu"], user: "qa" }],
      [4, "REVIEW", { user: "qa", outcome: "UPDATES_REQUIRED", comment: "no" }],
      [5, "REVIEW", { user: "bu", outcome: "RECOMMEND" }],
      [5, "STATUS_CHANGE", status("IN_PRE_REVIEW", "PRE_REVIEWED")],
      [6, "CHECKOUT"],
      [7, "CHECKIN"],
      [8, "STATUS_CHANGE", status("DRAFT", "IN_PRE_REVIEW")],
      [8, "ROUTE_REVIEW", { assignees: ["qa"], review_type: "PRE_REVIEW" }],
      [9, "WITHDRAW", status("IN_PRE_REVIEW", "DRAFT")],
      [10, "STATUS_CHANGE", status("DRAFT", "IN_PRE_REVIEW")],
      [10, "ROUTE_REVIEW", { assignees: ["qa"], review_type: "PRE_REVIEW" }],
    );
    expect(stretches).toEqual([
      "DRAFT 0-2",
      "IN_PRE_REVIEW 2-5",
      "PRE_REVIEWED 5-7",
      "DRAFT 7-8",
      "IN_PRE_REVIEW 8-9",
      "DRAFT 9-10",
      "IN_PRE_REVIEW 10-",
    ]);
    expect(rounds).toEqual([
      "PRE_REVIEW 2-5 sent-back qa,bu: qa UPDATES_REQUIRED,bu RECOMMEND",
      "PRE_REVIEW 8-9 withdrawn qa: ",
      "PRE_REVIEW 10- open qa: ",
    ]);
  });

  it("knows approvals, rejections, and the statuses that no event names", () => {
    const { stretches, rounds } = replayOf(
      [0, "STATUS_CHANGE", status("PRE_REVIEWED", "IN_PRE_APPROVAL")],
      [0, "ROUTE_APPROVAL", { assignees: ["qa"], approval_type: "PRE_APPROVAL" }],
      [1, "REJECT", { user: "qa", comment: "no" }],
      [1, "STATUS_CHANGE", status("IN_PRE_APPROVAL", "PRE_REVIEWED")],
      [2, "STATUS_CHANGE", status("PRE_REVIEWED", "IN_PRE_APPROVAL")],
      [2, "ROUTE_APPROVAL", { assignees: ["qa"], approval_type: "PRE_APPROVAL" }],
      [3, "APPROVE", { user: "qa" }],
      [3, "STATUS_CHANGE", status("IN_PRE_APPROVAL", "PRE_APPROVED")],
      [4, "RELEASE"],
      [4, "STATUS_CHANGE", status("PRE_APPROVED", "IN_EXECUTION")],
      [5, "STATUS_CHANGE", status("IN_EXECUTION", "IN_POST_REVIEW")],
      [5, "ROUTE_REVIEW", { assignees: ["qa"], review_type: "POST_REVIEW" }],
      [6, "REVIEW", { user: "qa", outcome: "RECOMMEND" }],
      [6, "STATUS_CHANGE", status("IN_POST_REVIEW", "POST_REVIEWED")],
      [7, "CHECKOUT"],
    );
    expect(rounds.map((round) => round.split(" ").slice(0, 3).join(" "))).toEqual([
      "PRE_APPROVAL 0-1 sent-back",
      "PRE_APPROVAL 2-3 passed",
      "POST_REVIEW 5-6 passed",
    ]);
    expect(stretches.slice(-3)).toEqual(["IN_POST_REVIEW 5-6", "POST_REVIEWED 6-7", "IN_EXECUTION 7-"]);
  });

  it("takes a time without a zone for UTC, and leaves out what has none", () => {
    const { events } = parseAudit(
      '{"ts": "2026-02-04T00:00:00.123456", "event": "CREATE"}\n{"ts": "soon", "event": "RELEASE"}\n' +
        '{"timestamp": "2026-02-04T00:01:00+00:00", "action": "seed", "details": {"status": "EFFECTIVE"}}',
    );
    expect(replay(events).stretches).toEqual([
      { status: "DRAFT", since: Date.UTC(2026, 1, 4) + 123, until: Date.UTC(2026, 1, 4, 0, 1) },
      { status: "EFFECTIVE", since: Date.UTC(2026, 1, 4, 0, 1), until: undefined },
    ]);
  });
});
