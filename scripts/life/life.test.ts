import { mkdtemp, readdir, readFile, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isAlive } from "../../electron/hub/project/hub-lock.ts";
import { SessionStore, statusOf } from "../../electron/hub/runtimes/session/session-store.ts";
import { SOURCE_ASSETS } from "../../electron/hub/testing/source-assets.test-support.ts";
import { TEAM } from "./change-record.ts";
import { HubTeam } from "./hub-team.ts";
import { runLife } from "./run-life.ts";

/** Some forty commands, each a process of its own: minutes only where the machine has a lot else to do. */
const LIFE_TIMEOUT_MS = 300_000;
const TEAM_TIMEOUT_MS = 120_000;

let folder: string;
let team: HubTeam;

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "quorum-life-")));
  team = await HubTeam.start({ folder, assets: SOURCE_ASSETS, agents: TEAM });
}, TEAM_TIMEOUT_MS);

afterAll(async () => {
  await team.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}, TEAM_TIMEOUT_MS);

describe("the life of a change record", () => {
  it(
    "is led from its creation to its end by three agents in their sessions and nobody else",
    async () => {
      const life = await runLife(team);
      expect(life.kind === "failed" ? life.reason : "").toBe("");
      expect(life).toMatchObject({ kind: "lived", id: "CR-006" });
      if (life.kind !== "lived") return;
      expect(life.steps.at(-1)?.state).toBe("CLOSED 2.0");

      const { project } = team;
      expect(await readdir(join(project, "QMS/CR/CR-006"))).toEqual(["CR-006.md"]);
      expect(await readdir(join(project, "QMS/.archive/CR/CR-006"))).toEqual([
        "CR-006-v0.1.md",
        "CR-006-v1.0.md",
        "CR-006-v1.1.md",
      ]);
      expect(await eventsOf(project)).toEqual([
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

      // They were told of it, looked, and so what was shown to them lies in their archives by now, or will.
      for (const user of ["qa", "tu_ui"])
        expect(
          items.filter((path) => path.startsWith(user) && path.includes("notif-CR-006-closed")),
        ).toHaveLength(1);
      expect(items.some((path) => path.startsWith("claude") && path.includes("notif-CR-006-approved"))).toBe(
        true,
      );
    },
    LIFE_TIMEOUT_MS,
  );

  it("stops where a step does not do what it should, and says which and how the agent's terminal looks", async () => {
    const terminal = ["claude ❯ qms create CR", "Permission Denied: 'create' command"];
    const life = await runLife({
      project: folder,
      member: () => ({ ask: () => Promise.resolve(terminal.join("\n")), recentLines: () => terminal }),
      inboxOf: () => Promise.resolve([]),
    });
    expect(life).toMatchObject({ kind: "failed", steps: [] });
    if (life.kind === "failed") {
      expect(life.reason).toContain('claude, create: "Document is checked out');
      expect(life.reason).toContain("Permission Denied");
    }
  });
});

describe("qms in the sessions of several agents", () => {
  it(
    "is refused to whoever names another agent, and changes nothing",
    async () => {
      const refusal =
        "Error: This is the session of claude; it cannot act as 'qa'. Leave --user away, or name claude.";
      const claude = team.member("claude");
      const before = await everythingIn(team.project);
      expect(await claude.ask("qms --user qa inbox")).toContain(refusal);
      expect(await claude.ask("qms --user qa approve INV-001-VAR-001")).toContain(refusal);
      expect(await everythingIn(team.project)).toEqual(before);
      expect(await claude.ask("qms --user claude inbox")).toContain("Inbox for claude:");
    },
    TEAM_TIMEOUT_MS,
  );

  it(
    "answers each of them what they asked, also when they ask at the same time",
    async () => {
      const ids = new Set<string>();
      for (let round = 1; round <= 5; round += 1) {
        const inboxes = await Promise.all(TEAM.map((name) => team.member(name).ask("qms inbox")));
        for (const [index, name] of TEAM.entries()) expect(inboxes[index]).toMatch(inboxOf(name));
        const sent = await Promise.all(
          TEAM.map((name) => team.member(name).ask(`message qa Round ${round}: From ${name}.`)),
        );
        for (const [index, name] of TEAM.entries()) ids.add(idIn(sent[index] ?? "", name));
      }
      expect(ids.size).toBe(5 * TEAM.length);
      const inbox = await team.member("qa").ask("qms inbox");
      for (const id of ids) expect(inbox).toContain(id);
    },
    TEAM_TIMEOUT_MS,
  );
});

describe("a team", () => {
  it(
    "leaves no process behind",
    async () => {
      const other = await HubTeam.start({
        folder: join(folder, "other"),
        assets: SOURCE_ASSETS,
        agents: ["qa"],
      });
      const processes = await processesOf(other, "qa").finally(() => other.close());
      expect(processes).toHaveLength(2);
      // The session host's last word is not quite its end.
      await expect.poll(() => processes.filter(isAlive), { timeout: TEAM_TIMEOUT_MS }).toEqual([]);
    },
    TEAM_TIMEOUT_MS,
  );
});

function inboxOf(name: string): RegExp {
  return new RegExp(`^● qms inbox\n(?: {2}Inbox for ${name}:\n| {2}Inbox is empty)`);
}

/** Who did what, by the record's audit trail. */
async function eventsOf(project: string): Promise<readonly string[]> {
  const audit = await readFile(join(project, "QMS/.audit/CR/CR-006.jsonl"), "utf8");
  return Array.from(audit.matchAll(/"event": "(\w+)", "user": "(\w+)"/g), ([, event, user]) =>
    [user, event].join(" "),
  ).filter((event) => !event.endsWith("STATUS_CHANGE"));
}

/** The files of the QMS and of its users, with what is in them. */
async function everythingIn(project: string): Promise<readonly (readonly [path: string, text: string])[]> {
  const folders = ["QMS", ".claude"].map((name) =>
    readdir(join(project, name), { recursive: true, withFileTypes: true }),
  );
  const files = (await Promise.all(folders)).flat().filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).toSorted();
  return Promise.all(paths.map(async (path) => [path, await readFile(path, "utf8")] as const));
}

/** The session host of an agent, and its program. */
async function processesOf({ project }: HubTeam, agent: string): Promise<readonly number[]> {
  const session = await new SessionStore(join(project, ".quorum", "agents", agent)).latest();
  const status = session === undefined ? undefined : await statusOf(session);
  return status?.kind === "running" ? [status.hostPid, status.programPid] : [];
}

/** The name of the message that a command says it has sent. */
function idIn(text: string, sender: string): string {
  return new RegExp(`msg-${sender}-[\\d-]*\\d`).exec(text)?.[0] ?? `none of ${sender}`;
}
