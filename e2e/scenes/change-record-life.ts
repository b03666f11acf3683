import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { runCli } from "../../electron/cli/run-cli.test-support.ts";
import type { AgentId } from "../../shared/contract/agents.ts";
import type { Delivery } from "../../shared/contract/deliveries.ts";
import type { MessagesApi } from "../rigs/messages-api/messages-api.ts";
import type { ScriptedModel } from "../rigs/messages-api/scripted-model.ts";
import { author, reviewer } from "./change-record.ts";
import type { Gate } from "./gate.ts";
import { fatesIn } from "./ledger-entries.ts";
import { Role } from "./role.ts";
import { CLAUDE, QA, type Scene } from "./scene.ts";

/** Some thirty turns and six starts of programs: minutes only where the machine has a lot else to do. */
export const LIFE_TIMEOUT_MS = 180_000;
const MINUTE = 60_000;

const RECORD = "CR-001: Write down where the numbers come from";
const REVIEWED =
  "New notification: Review of CR-001 is complete (1 recommend, 0 request updates). Run qms inbox.";
const APPROVED = "New notification: CR-001 has been approved by qa. Run qms inbox.";
const task = (what: string): string => `New task from claude: ${what} of ${RECORD}. Run qms inbox.`;
const moved = (from: string, to: string): string =>
  `New notification: CR-001 moved from ${from} to ${to}. Run qms inbox.`;

/** Who is still at the end of a turn when something comes is told by the hook that asks whether it may end. */
const noticeIn = (told: string): string => told.replace(/^Stop hook feedback:\n/, "");

const about =
  (name: string, kind: Delivery["notice"]["kind"]) =>
  ({ item, notice }: Delivery): boolean =>
    item.startsWith(name) && notice.kind === kind;

/** Where a change record is led from a message to its end, wherever its agents run. */
export interface LifeStage {
  readonly scene: Scene;
  readonly api: MessagesApi;
  readonly gate: Gate;
  /** The file that the author's work results in. */
  readonly result?: string;
  model(agent: AgentId): ScriptedModel;
}

/** Lets the author and the reviewer of a change record live through all of it, and looks at what comes of it. */
export async function leadThroughLife(stage: LifeStage): Promise<void> {
  const { scene, api, gate, model, ...ways } = stage;
  const release = Promise.withResolvers<void>();
  const claude = Role.play(model(CLAUDE), author({ ...ways, work: gate.command, release: release.promise }));
  const qa = Role.play(model(QA), reviewer());
  await scene.setPolicy(CLAUDE, { launch: "always" });
  await scene.setPolicy(QA, { launch: "on-task", stop: { kind: "inbox-empty" } });
  await scene.message(CLAUDE, "Where do the numbers come from?", "Please write it down.");

  // It works on while its record is reviewed, and is told at the end of its turn.
  await gate.entered;
  const held = await scene.untilDelivery(
    CLAUDE,
    ({ item, notice }) =>
      item.startsWith("notif-CR-001-pre_reviewed") &&
      notice.kind === "announcing" &&
      notice.heldFor !== undefined,
  );
  expect(held.notice).toMatchObject({ heldFor: "It works. It is told at the end of its turn." });
  expect(scene.agent(CLAUDE).activity).toMatchObject({ kind: "busy", tool: "Bash" });
  await gate.open("The work is done.");

  // The one who has nothing to do any more is stopped, and launched again for the next task.
  await scene.untilDelivery(CLAUDE, about("notif-CR-001-approved", "announced"));
  await scene.untilOutlook(QA, "stops");
  scene.clock.pass(MINUTE);
  await scene.untilAgent(QA, ({ state }) => state.kind === "stopped");
  release.resolve();

  await scene.untilDelivery(QA, about("notif-CR-001-closed", "announced"));
  await scene.untilAllArchived(QA);
  await scene.untilAllArchived(CLAUDE);
  await scene.untilAgent(CLAUDE, ({ activity }) => activity?.kind === "idle");

  expectTold(claude, qa);
  expect(api.problems).toEqual([]);
  const record = JSON.parse(readFileSync(join(scene.project, "QMS/.meta/CR/CR-001.json"), "utf8")) as unknown;
  expect(record).toMatchObject({ status: "CLOSED", version: "2.0" });
  expect(scene.policyActions()).toEqual(["launch claude", "launch qa", "stop qa", "launch qa"]);
  expect(await scene.untilAttention(() => true)).toEqual([]);
  await expectLedger(scene.project);
}

/** Each turn was begun by a notice, and by nothing else. */
function expectTold(claude: Role, qa: Role): void {
  expect(claude.told.map(noticeIn)).toEqual([
    'New message from lead: "Where do the numbers come from?". Run qms inbox.',
    REVIEWED,
    APPROVED,
    REVIEWED,
    APPROVED,
  ]);
  expect(claude.told[1]).toBe(`Stop hook feedback:\n${REVIEWED}`);
  expect(qa.told.map(noticeIn)).toEqual([
    task("Pre-review"),
    task("Pre-approval"),
    `${moved("PRE_APPROVED", "IN_EXECUTION")}\n${task("Post-review")}`,
    task("Post-approval"),
    moved("POST_APPROVED", "CLOSED"),
  ]);
}

async function expectLedger(project: string): Promise<void> {
  const either: unknown = expect.stringMatching(/^(?:paste|stop-hook)$/);
  const read = { doubts: [], progress: ["seen", "archived"] };
  const done = { doubts: [], progress: ["seen", "acted", "archived"] };
  expect(fatesIn(project)).toEqual([
    { item: "claude msg-lead", announced: ["paste"], ...read },
    { item: "qa task-CR-001-pre_review-v0-1", announced: ["paste"], ...done },
    { item: "claude notif-CR-001-pre_reviewed", announced: ["stop-hook"], ...read },
    { item: "qa task-CR-001-pre_approval-v0-1", announced: [either], ...done },
    { item: "claude notif-CR-001-approved", announced: [either], ...read },
    { item: "qa notif-CR-001-in_execution", announced: ["paste"], ...read },
    { item: "qa task-CR-001-post_review-v1-1", announced: ["paste"], ...done },
    { item: "claude notif-CR-001-post_reviewed", announced: [either], ...read },
    { item: "qa task-CR-001-post_approval-v1-1", announced: [either], ...done },
    { item: "claude notif-CR-001-approved", announced: [either], ...read },
    { item: "qa notif-CR-001-closed", announced: [either], ...read },
  ]);
  const { code, stdout } = await runCli(["ledger", "verify", "--project", project]);
  expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringMatching(/^intact$/m) });
}
