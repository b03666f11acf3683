import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { parseAudit } from "../../../shared/qms/audit-event.ts";
import type { QmsRequest } from "../../../shared/qms/request.ts";
import { TestProject } from "./testing/test-project.test-support.ts";

const ACT = fileURLToPath(new URL("./testing/act.test-support.ts", import.meta.url));
const REVIEWERS = Array.from({ length: 8 }, (_none, index) => `reviewer_${index}`);
const ID = "CR-001";

/** One user at work in a process of its own. */
interface Worker {
  readonly process: ChildProcess;
  /** What it said at its end; rejects with its complaint where it failed. */
  readonly done: Promise<string>;
}

function act(project: TestProject, user: string, request: QmsRequest, times = "1"): Worker {
  const child = spawn(process.execPath, [ACT, project.root, user, JSON.stringify(request), times], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let said = "";
  let complaint = "";
  child.stdout.on("data", (data: Buffer) => (said += data.toString()));
  child.stderr.on("data", (data: Buffer) => (complaint += data.toString()));
  const done = once(child, "close").then(([code, signal]) => {
    if (code === 0 || signal === "SIGKILL") return said;
    throw new Error(`${user} failed: ${complaint}`);
  });
  return { process: child, done };
}

function projectOfReviewers(): TestProject {
  const project = new TestProject();
  for (const name of REVIEWERS)
    project.write(`.claude/agents/${name}.md`, `---\nname: ${name}\ngroup: quality\n---\n`);
  project.as("claude", { kind: "create", type: "CR", title: "Everybody at once" });
  project.as("claude", { kind: "checkin", id: ID });
  return project;
}

describe("many users at one document", () => {
  it("lose nothing of what each of them says, and a reader never sees half of it", async () => {
    const project = projectOfReviewers();
    const readers = [
      act(project, "qa", { kind: "status", id: ID }, "until-killed"),
      act(project, "qa", { kind: "history", id: ID }, "until-killed"),
      act(project, "qa", { kind: "read", id: ID }, "until-killed"),
      act(project, "qa", { kind: "inbox", peek: true }, "until-killed"),
    ];
    const rounds = 3;
    for (let round = 1; round <= rounds; round += 1) {
      project.as("claude", { kind: "route", id: ID, review: true, assign: REVIEWERS });
      const review = { kind: "review", id: ID, outcome: "RECOMMEND", comment: `Round ${round}.` } as const;
      await Promise.all(REVIEWERS.map((name) => act(project, name, review).done));
      expect(project.meta(ID)).toMatchObject({
        status: "PRE_REVIEWED",
        pending_assignees: [],
        review_outcomes: Object.fromEntries(REVIEWERS.map((name) => [name, "RECOMMEND"])),
      });
      project.as("claude", { kind: "checkout", id: ID });
      project.edit("claude", ID, `What round ${round} wanted.`);
      project.as("claude", { kind: "checkin", id: ID });
    }
    for (const reader of readers) reader.process.kill("SIGKILL");
    await Promise.all(readers.map((reader) => reader.done));
    const { events, badLines } = parseAudit(project.read(`QMS/.audit/CR/${ID}.jsonl`));
    expect(badLines).toEqual([]);
    const reviews = events.filter(({ event }) => event === "REVIEW").map(({ user }) => user);
    expect(reviews.toSorted()).toEqual(REVIEWERS.flatMap((name) => Array(rounds).fill(name)).toSorted());
    for (const name of REVIEWERS) {
      expect(project.inbox(name).filter((file) => file.startsWith("task-"))).toEqual([]);
      expect(project.archived(name).filter((file) => file.startsWith("task-"))).toHaveLength(rounds);
    }
  }, 60_000);

  it("create documents at once, each with a number of its own", async () => {
    const project = new TestProject();
    const create = { kind: "create", type: "CR", title: "One of many" } as const;
    const said = await Promise.all(Array.from({ length: 8 }, () => act(project, "claude", create, "4").done));
    const created = said.flatMap((text) => [...text.matchAll(/Created: (CR-\d+)/g)].map((match) => match[1]));
    expect(new Set(created).size).toBe(32);
    expect(project.list("QMS/CR")).toHaveLength(32);
  }, 60_000);
});
