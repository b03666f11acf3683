import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { record, TITLE } from "./change-record.ts";
import { fatesIn } from "./ledger-entries.ts";
import { CLAUDE, QA, Scene } from "./scene.ts";

const LIFE_TIMEOUT_MS = 120_000;
const COPY = ".claude/users/claude/workspace/CR-001.md";

/** What the scripted agents do when they are told something. */
const REACTIONS = {
  claude: [
    {
      to: "message from lead",
      do: [
        "inbox",
        "archive msg-lead",
        `qms create CR --title "${TITLE}"`,
        `write ${COPY}\n${record("CR-001", "planned")}`,
        "qms checkin CR-001",
        "qms route CR-001 --review --assign qa",
      ],
    },
    { to: "Review of CR-001 is complete", do: ["inbox", "qms route CR-001 --approval"] },
    {
      to: "CR-001 has been approved",
      isOnce: true,
      do: [
        "inbox",
        "qms release CR-001",
        "qms checkout CR-001",
        "write NUMBERS.md\nby hand",
        `write ${COPY}\n${record("CR-001", "as expected")}`,
        "qms checkin CR-001",
        "qms route CR-001 --review --assign qa",
      ],
    },
    { to: "CR-001 has been approved", do: ["inbox", "qms close CR-001"] },
  ],
  qa: [
    { to: "New task from claude", do: ["work"] },
    { to: "New notification", do: ["inbox"] },
  ],
};

let root: string;
let scene: Scene;

beforeEach(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "quorum-scene-")));
  writeFileSync(join(root, "reactions.json"), JSON.stringify(REACTIONS));
  vi.stubEnv("SCRIPTED_REACTIONS", join(root, "reactions.json"));
  scene = await Scene.open({ root, project: join(root, "project"), program: () => "scripted" });
});

afterEach(async () => {
  await scene.close();
  rmSync(root, { recursive: true, force: true, maxRetries: 5 });
});

it(
  "a change record is led from a message to its end by two scripted agents who are told what to do, and nobody types",
  async () => {
    await scene.setPolicy(CLAUDE, { launch: "always" });
    await scene.setPolicy(QA, { launch: "on-task", stop: { kind: "inbox-empty" } });
    await scene.message(CLAUDE, "Where do the numbers come from?", "Please write it down.");
    await scene.untilDelivery(
      QA,
      ({ item, notice }) => item.startsWith("notif-CR-001-closed") && notice.kind === "announced",
    );
    await scene.untilOutlook(QA, "stops");
    scene.clock.pass(60_000);
    await scene.untilAgent(QA, ({ state }) => state.kind === "stopped");

    await scene.untilAllArchived(QA);
    await scene.untilAllArchived(CLAUDE);
    const meta = JSON.parse(readFileSync(join(scene.project, "QMS/.meta/CR/CR-001.json"), "utf8")) as unknown;
    expect(meta).toMatchObject({ status: "CLOSED", version: "2.0" });
    expect(scene.policyActions()).toEqual(["launch claude", "launch qa", "stop qa"]);
    const either: unknown = expect.stringMatching(/^(?:paste|stop-hook)$/);
    const read = { announced: [either], doubts: [], progress: ["seen", "archived"] };
    const done = { announced: [either], doubts: [], progress: ["seen", "acted", "archived"] };
    expect(fatesIn(scene.project)).toEqual([
      { item: "claude msg-lead", ...read },
      { item: "qa task-CR-001-pre_review-v0-1", ...done },
      { item: "claude notif-CR-001-pre_reviewed", ...read },
      { item: "qa task-CR-001-pre_approval-v0-1", ...done },
      { item: "claude notif-CR-001-approved", ...read },
      { item: "qa notif-CR-001-in_execution", ...read },
      { item: "qa task-CR-001-post_review-v1-1", ...done },
      { item: "claude notif-CR-001-post_reviewed", ...read },
      { item: "qa task-CR-001-post_approval-v1-1", ...done },
      { item: "claude notif-CR-001-approved", ...read },
      { item: "qa notif-CR-001-closed", ...read },
    ]);
  },
  LIFE_TIMEOUT_MS,
);
