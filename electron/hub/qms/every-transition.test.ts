import { describe, expect, it } from "vitest";
import { auditOf, draftOf, effectiveOf, metaOf, workspaceOf } from "../../../shared/qms/document-path.ts";
import { explain } from "../../../shared/qms/explain.ts";
import type { Group } from "../../../shared/qms/group.ts";
import { judge, type DocumentAction, DOCUMENT_ACTIONS } from "../../../shared/qms/judge.ts";
import { parseMeta } from "../../../shared/qms/meta.ts";
import type { QmsRequest } from "../../../shared/qms/request.ts";
import { STATUSES, type Status } from "../../../shared/qms/status.ts";
import { documentType } from "../../../shared/qms/document-type.ts";
import { openQms } from "./qms.ts";
import { Refusal } from "./refusal.ts";
import { MemoryProject } from "./testing/memory-project.test-support.ts";

/** One situation in which somebody might try anything. */
interface Situation {
  readonly type: "SOP" | "CR" | "VR";
  readonly status: Status;
  readonly user: string;
  readonly owner: string;
  readonly isOut: boolean;
  readonly isAssigned: boolean;
  readonly isReviewed: boolean;
  readonly version: "0.1" | "1.1";
}

const USERS: Readonly<Record<string, Group>> = {
  claude: "administrator",
  ini: "initiator",
  qa: "quality",
  tu: "reviewer",
};
const ID = { SOP: "SOP-001", CR: "CR-001", VR: "CR-001-VR-001" } as const;

/** The rules once more, as the procedure states them in prose: where an action leads, or that it is refused. */
function expected(action: DocumentAction, situation: Situation): Status | "refused" {
  const { type, status, user, owner, isOut, isAssigned, isReviewed, version } = situation;
  const group = USERS[user];
  const isInitiator = group === "administrator" || group === "initiator";
  const isOwner = user === owner;
  const isOver = status === "CLOSED" || status === "RETIRED";
  const isForce = status === "EFFECTIVE" || isOver;
  const isExecutable = type !== "SOP";
  const refusedUnless = (isRight: boolean, to: Status | undefined): Status | "refused" =>
    isRight && to !== undefined ? to : "refused";
  // Routing and checking in see a reviewed draft that is out as a draft again.
  const routed: Status = isOut && (status === "REVIEWED" || status === "PRE_REVIEWED") ? "DRAFT" : status;
  const hasReviews = isReviewed && routed === status;
  const withdrawn: Partial<Record<Status, Status>> = {
    IN_REVIEW: "DRAFT",
    IN_PRE_REVIEW: "DRAFT",
    IN_POST_REVIEW: "IN_EXECUTION",
    IN_APPROVAL: "REVIEWED",
    IN_PRE_APPROVAL: "PRE_REVIEWED",
    IN_POST_APPROVAL: "POST_REVIEWED",
  };
  const approvals: Partial<Record<Status, Status>> = {
    REVIEWED: "IN_APPROVAL",
    PRE_REVIEWED: "IN_PRE_APPROVAL",
    POST_REVIEWED: "IN_POST_APPROVAL",
  };
  switch (action) {
    case "checkout": {
      if (!isInitiator || isOver || isOut) return "refused";
      // What is taken out of its last approval is to be carried out again, as any other that was reviewed.
      if (status === "IN_POST_APPROVAL") return refusedUnless(isOwner, "IN_EXECUTION");
      if (withdrawn[status] !== undefined) return refusedUnless(isOwner, withdrawn[status]);
      if (status === "EFFECTIVE" || status === "PRE_APPROVED") return "DRAFT";
      return status === "POST_REVIEWED" ? "IN_EXECUTION" : status;
    }
    case "checkin":
      return refusedUnless(isInitiator && isOwner && isOut && !isForce, routed);
    case "interact":
      return refusedUnless(isInitiator && type === "VR" && isOut && isOwner && !isForce, status);
    case "route-review": {
      if (!isInitiator || !isOwner || isForce) return "refused";
      if (routed === "IN_EXECUTION") return refusedUnless(isExecutable, "IN_POST_REVIEW");
      if (routed !== "DRAFT") return "refused";
      if (!isExecutable) return "IN_REVIEW";
      return type === "VR" ? "IN_POST_REVIEW" : "IN_PRE_REVIEW";
    }
    case "route-approval":
      return refusedUnless(isInitiator && isOwner && !isForce && hasReviews, approvals[routed]);
    case "route-retirement":
      return refusedUnless(
        isInitiator &&
          isOwner &&
          !isForce &&
          hasReviews &&
          version === "1.1" &&
          (routed === "REVIEWED" || routed === "POST_REVIEWED"),
        approvals[routed],
      );
    case "assign":
      return refusedUnless(group !== "reviewer" && withdrawn[status] !== undefined, status);
    case "review": {
      const to: Partial<Record<Status, Status>> = {
        IN_REVIEW: "REVIEWED",
        IN_PRE_REVIEW: "PRE_REVIEWED",
        IN_POST_REVIEW: "POST_REVIEWED",
      };
      return refusedUnless(isAssigned, to[status]);
    }
    case "approve": {
      const to: Partial<Record<Status, Status>> = {
        IN_APPROVAL: "EFFECTIVE",
        IN_PRE_APPROVAL: "PRE_APPROVED",
        IN_POST_APPROVAL: "POST_APPROVED",
      };
      return refusedUnless(isAssigned, to[status]);
    }
    case "reject":
      return refusedUnless(isAssigned && status.includes("APPROVAL"), withdrawn[status]);
    case "withdraw":
      return refusedUnless(isOwner, withdrawn[status]);
    case "release":
      return refusedUnless(
        isInitiator && isOwner && isExecutable && status === "PRE_APPROVED",
        "IN_EXECUTION",
      );
    case "revert":
      return refusedUnless(isInitiator && isOwner && status === "POST_REVIEWED", "IN_EXECUTION");
    case "close": {
      if (!isInitiator || !isOwner || !isExecutable || isForce) return "refused";
      // What lies in no row of the procedure is not closed either, not even a record.
      const isStrange = ["IN_REVIEW", "REVIEWED", "IN_APPROVAL", "APPROVED"].includes(status);
      return refusedUnless(type === "VR" ? !isStrange : status === "POST_APPROVED", "CLOSED");
    }
    case "cancel":
      return refusedUnless(isInitiator && version === "0.1" && !isOut, status);
    case "fix":
      return refusedUnless(
        group === "administrator" && (status === "EFFECTIVE" || status === "CLOSED"),
        status,
      );
  }
}

/** Everything that can come together. */
function* situations(): Generator<Situation> {
  const both = [true, false];
  for (const type of ["SOP", "CR", "VR"] as const)
    for (const status of STATUSES)
      for (const user of Object.keys(USERS))
        for (const owner of [user, "lead"])
          for (const isOut of both)
            for (const isAssigned of both)
              for (const isReviewed of both)
                for (const version of ["0.1", "1.1"] as const)
                  yield { type, status, user, owner, isOut, isAssigned, isReviewed, version };
}

function metaText(situation: Situation): string {
  const { type, status, owner, isOut, isAssigned, isReviewed, user, version } = situation;
  return JSON.stringify({
    doc_id: ID[type],
    doc_type: type,
    version,
    status,
    executable: type !== "SOP",
    execution_phase: type === "SOP" ? null : type === "VR" ? "post_release" : "pre_release",
    responsible_user: owner,
    checked_out: isOut,
    checked_out_date: null,
    effective_version: type === "SOP" && version === "1.1" ? "1.0" : null,
    pending_assignees: isAssigned ? [user] : [],
    review_outcomes: isReviewed ? { qa: "RECOMMEND" } : {},
  });
}

function projectOf(situation: Situation): MemoryProject {
  const project = new MemoryProject();
  const id = ID[situation.type];
  const text = "---\ntitle: T\nrevision_summary: R\n---\n\n# T\n\n**Version:** 0\n";
  for (const [name, group] of Object.entries(USERS))
    project.set(`.claude/agents/${name}.md`, `---\nname: ${name}\ngroup: ${group}\n---\n`);
  project.set(metaOf(id), metaText(situation));
  project.set(auditOf(id), "");
  if (situation.status === "EFFECTIVE" || situation.status === "CLOSED") project.set(effectiveOf(id), text);
  else if (situation.status !== "RETIRED") project.set(draftOf(id), text);
  if (situation.isOut) project.set(workspaceOf(situation.owner, id), text);
  return project;
}

function requestOf(action: DocumentAction, id: string, user: string): QmsRequest {
  switch (action) {
    case "route-review":
      return { kind: "route", id, review: true };
    case "route-approval":
      return { kind: "route", id, approval: true };
    case "route-retirement":
      return { kind: "route", id, approval: true, retire: true };
    case "assign":
      return { kind: "assign", id, assignees: [user === "qa" ? "tu" : "qa"] };
    case "review":
      return { kind: "review", id, outcome: "RECOMMEND", comment: "Good." };
    case "reject":
      return { kind: "reject", id, comment: "Bad." };
    case "revert":
      return { kind: "revert", id, reason: "Why not." };
    case "cancel":
      return { kind: "cancel", id, confirm: true };
    default:
      return { kind: action, id };
  }
}

/** Where the engine leaves the document, or that it refused and left every file as it was. */
function attempt(action: DocumentAction, situation: Situation): Status | "refused" | "gone" {
  const project = projectOf(situation);
  const before = [...project.tree];
  const id = ID[situation.type];
  const qms = openQms({ root: "/", store: project, now: () => Date.UTC(2026, 1, 4) });
  try {
    qms.perform(situation.user, requestOf(action, id, situation.user));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    expect([...project.tree]).toEqual(before);
    return "refused";
  }
  const text = project.read(metaOf(id));
  if (text === undefined) return "gone";
  const parsed = parseMeta(text);
  if (parsed.kind === "problem") throw new Error(parsed.problem);
  return parsed.meta.status;
}

describe.each(DOCUMENT_ACTIONS)("%s", (action) => {
  // A record that is written by answering prompts needs them: its own tests go through checking it out and in.
  const needsPrompts = (type: Situation["type"]): boolean =>
    type === "VR" && ["checkout", "checkin", "interact", "route-review", "route-approval"].includes(action);

  it("is allowed exactly where the procedure says, and refused without a trace elsewhere", () => {
    let allowed = 0;
    for (const situation of situations()) {
      const wanted = expected(action, situation);
      if (wanted !== "refused") allowed += 1;
      if (needsPrompts(situation.type) && wanted !== "refused") continue;
      const got = attempt(action, situation);
      if (got !== (wanted !== "refused" && action === "cancel" ? "gone" : wanted))
        throw new Error(`${action} in ${JSON.stringify(situation)}: ${got} instead of ${wanted}`);
    }
    expect(allowed).toBeGreaterThan(0);
  });

  it("is judged for the window as it is for the command, and a refusal has a reason to show", () => {
    for (const situation of situations()) {
      const type = documentType(situation.type, new Map());
      const parsed = parseMeta(metaText(situation));
      if (type === undefined || parsed.kind === "problem") throw new Error("a situation that is none");
      const isForce = situation.status === "EFFECTIVE" || situation.status === "CLOSED";
      const verdict = judge(
        action,
        { name: situation.user, group: USERS[situation.user] ?? "reviewer" },
        {
          type,
          meta: parsed.meta,
          hasDraft: !isForce && situation.status !== "RETIRED",
          hasEffective: isForce,
        },
        { groupOf: (name) => (name === "lead" ? "administrator" : USERS[name]), hasChildren: false },
      );
      const wanted = expected(action, situation);
      const got = verdict.kind === "allowed" ? verdict.to : "refused";
      if (got !== wanted)
        throw new Error(`${action} in ${JSON.stringify(situation)}: ${got} instead of ${wanted}`);
      if (verdict.kind === "refused") expect(explain(action, verdict.reason)).toMatch(/^[A-Z].+\.$/);
    }
  });
});
