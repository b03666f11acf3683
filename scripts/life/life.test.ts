import { cp, mkdtemp, readdir, readFile, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FakeQms } from "../../assets/scripted-agent/fake-qms.test-support.ts";
import { startProcessTeam } from "./process-team.ts";
import { runLife } from "./run-life.ts";
import type { Team } from "./team.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const QMS = join(ROOT, "electron", "cli", "qms", "main.ts");
const LIFE_TIMEOUT_MS = 120_000;

describe("the life of a change record", () => {
  let folder: string;
  let project: string;
  let team: Team | undefined;

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), "quorum-life-")));
    project = join(folder, "project");
    await cp(join(ROOT, "assets", "sample"), project, { recursive: true });
  });
  afterEach(async () => {
    await team?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function start(qms: string): Promise<Team> {
    team = await startProcessTeam({
      agents: ["claude", "qa", "tu_ui"],
      project,
      commands: join(folder, "bin"),
      qms,
    });
    return team;
  }

  it(
    "is led from its creation to its end by three agents and nobody else",
    async () => {
      const life = await runLife(await start(QMS), project);
      expect(life).toMatchObject({ kind: "lived", id: "CR-006" });
      expect(life.steps.at(-1)?.state).toBe("CLOSED 2.0");

      expect(await readdir(join(project, "QMS/CR/CR-006"))).toEqual(["CR-006.md"]);
      expect(await readdir(join(project, "QMS/.archive/CR/CR-006"))).toEqual([
        "CR-006-v0.1.md",
        "CR-006-v1.0.md",
        "CR-006-v1.1.md",
      ]);
      const audit = await readFile(join(project, "QMS/.audit/CR/CR-006.jsonl"), "utf8");
      const events = Array.from(audit.matchAll(/"event": "(\w+)", "user": "(\w+)"/g), ([, event, user]) =>
        [user, event].join(" "),
      ).filter((event) => !event.endsWith("STATUS_CHANGE"));
      expect(events).toEqual([
        "claude CREATE",
        "claude CHECKIN",
        "claude ROUTE_REVIEW",
        "tu_ui REVIEW",
        "qa REVIEW",
        "claude ROUTE_APPROVAL",
        "qa APPROVE",
        "claude RELEASE",
        "claude CHECKOUT",
        "claude CHECKIN",
        "claude ROUTE_REVIEW",
        "tu_ui REVIEW",
        "qa REVIEW",
        "claude ROUTE_APPROVAL",
        "qa APPROVE",
        "claude CLOSE",
      ]);
      expect(await readFile(join(project, "src/README.md"), "utf8")).toContain(
        "half a lunar day: 12 h 25 min",
      );
      const items = await readdir(join(project, ".claude/users"), { recursive: true });
      const tasks = items.filter((path) => path.includes("task-CR-006-"));
      expect(tasks).toHaveLength(6);
      for (const path of tasks) expect(path).toContain("inbox-archive");
    },
    LIFE_TIMEOUT_MS,
  );

  it("stops where a step is refused, and says which and how the agent's terminal looks", async () => {
    const text = "Permission Denied: 'create' command";
    const { folder: bin } = await FakeQms.create(join(folder, "fake"), [{ to: ["create"], text, code: 1 }]);
    const life = await runLife(await start(join(bin, "qms.mjs")), project);
    expect(life).toMatchObject({ kind: "failed", steps: [] });
    if (life.kind === "failed") {
      expect(life.reason).toContain('claude, create: "Document is checked out');
      expect(life.reason).toContain("Permission Denied");
    }
  });
});
