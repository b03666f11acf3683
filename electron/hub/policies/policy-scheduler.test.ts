import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { rounds, seededRandom } from "../../../shared/base/seeded-random.test-support.ts";
import { trackDisposables } from "../../../shared/base/track-disposables.test-support.ts";
import { isUp } from "../../../shared/contract/agent-actions.ts";
import { AgentId } from "../../../shared/contract/agents.ts";
import type { LaunchPolicy, StopPolicy } from "../../../shared/contract/policies.ts";
import { FakeTeam, newDataFolder, removeDataFolder, settled } from "./fake-team.test-support.ts";

const MINUTE = 60_000;
const QA = AgentId.parse("qa");

let folder = "";
let team: FakeTeam;

beforeEach(async () => {
  folder = newDataFolder();
  team = await FakeTeam.in(folder);
});
afterEach(async () => {
  team.dispose();
  await team.memories.drain();
  removeDataFolder(folder);
});

/** What was done since this was asked last. */
async function done(): Promise<string[]> {
  await settled();
  return team.did.splice(0);
}

describe("an agent that is launched on a task", () => {
  it("is launched by it, told, and stopped when its inbox has been empty for a quiet minute", async () => {
    team.add("qa", { launch: "on-task", stop: { kind: "inbox-empty" } });
    expect(await done()).toEqual([]);
    team.addTask("qa", "one");
    expect(await done()).toEqual(["launch qa"]);
    team.doing("qa", "busy");
    team.setTasks("qa", []);
    await team.clock.pass(10 * MINUTE);
    expect(await done()).toEqual([]);
    team.doing("qa", "idle");
    await team.clock.pass(MINUTE - 1);
    expect(team.scheduler.outlooks.get(QA)).toMatchObject({ kind: "stops" });
    expect(await done()).toEqual([]);
    await team.clock.pass(1);
    expect(await done()).toEqual(["stop qa"]);
    expect(team.scheduler.outlooks.size).toBe(0);
    team.addTask("qa", "two");
    expect(await done()).toEqual(["launch qa"]);
  });

  it("is not launched again for tasks with which a person stopped it, also by the next hub", async () => {
    team.add("qa", { launch: "on-task" });
    team.addTask("qa", "one");
    expect(await done()).toEqual(["launch qa"]);
    team.stopByPerson("qa");
    await team.clock.pass(60 * MINUTE);
    expect(await done()).toEqual([]);
    expect(team.scheduler.outlooks.get(QA)).toMatchObject({ kind: "rests" });
    await team.memories.drain();
    const { tasks } = team.of("qa");
    team.dispose();
    team = await FakeTeam.in(folder);
    team.add("qa", { launch: "on-task" });
    team.setTasks("qa", tasks);
    expect(await done()).toEqual([]);
    team.addTask("qa", "two");
    expect(await done()).toEqual(["launch qa"]);
  });

  it("is launched for a task that comes in the moment it is stopped by its policy", async () => {
    team.add("qa", { launch: "on-task", stop: { kind: "idle-for", minutes: 1 } });
    team.addTask("qa", "one");
    await done();
    team.tellAll("qa");
    team.doing("qa", "idle");
    team.onStop = (agent) => {
      team.become(agent, { kind: "stopping", since: team.clock.now() });
      team.addTask(agent, "two");
      return Promise.resolve();
    };
    await team.clock.pass(MINUTE);
    expect(await done()).toEqual(["stop qa"]);
    team.become("qa", { kind: "stopped" });
    expect(await done()).toEqual(["launch qa"]);
  });

  it("is forgiven when a person launches it, or gives it another policy", async () => {
    team.add("qa", { launch: "on-task" });
    team.addTask("qa", "one");
    await done();
    team.stopByPerson("qa");
    await done();
    team.scheduler.policyChanged(QA);
    expect(await done()).toEqual(["launch qa"]);
    team.stopByPerson("qa");
    await done();
    await team.scheduler.launch(QA);
    expect(await done()).toEqual(["launch qa"]);
  });
});

describe("an agent that crashes", () => {
  it("is restarted later each time, and left alone after as often as its policy says", async () => {
    team.add("qa", { launch: "always", restarts: 2 });
    expect(await done()).toEqual(["launch qa"]);
    for (const wait of [5000, 10_000]) {
      team.crash("qa");
      await team.clock.pass(wait - 1);
      expect(await done()).toEqual([]);
      await team.clock.pass(1);
      expect(await done()).toEqual(["launch qa"]);
    }
    team.crash("qa");
    await team.clock.pass(24 * 60 * MINUTE);
    expect(await done()).toEqual([]);
    expect(team.scheduler.outlooks.get(QA)).toMatchObject({ kind: "rests" });
    await team.scheduler.launch(QA);
    expect(await done()).toEqual(["launch qa"]);
  });

  it("has its earlier crashes forgotten when it ran well for a while", async () => {
    team.add("qa", { restarts: 1 });
    await team.scheduler.launch(QA);
    for (let times = 0; times < 5; times += 1) {
      await team.clock.pass(15 * MINUTE);
      team.crash("qa");
      await team.clock.pass(MINUTE);
    }
    expect(await done()).toEqual(Array(6).fill("launch qa"));
  });

  for (const [how, onLaunch] of [
    ["says so", () => Promise.reject(new Error("no"))],
    ["only stays down", () => Promise.resolve()],
    [
      "fails at once",
      (agent: string) => {
        team.become(agent, { kind: "starting", since: team.clock.now() });
        team.become(agent, { kind: "failed", reason: "no", lastLines: [], at: team.clock.now() });
        return Promise.resolve();
      },
    ],
  ] as const) {
    it(`counts as crashed where it cannot be launched and ${how}`, async () => {
      team.onLaunch = onLaunch;
      team.add("qa", { launch: "always", restarts: 3 });
      await team.clock.pass(24 * 60 * MINUTE);
      expect(await done()).toEqual(Array(4).fill("launch qa"));
    });
  }
});

describe("several agents", () => {
  const names = ["bu", "qa", "tu_sim", "tu_ui"];

  it("are launched in turn, each when the one before has come up", async () => {
    for (const name of names) team.add(name, { launch: "always" });
    expect(await done()).toEqual(["launch bu", "launch qa", "launch tu_sim", "launch tu_ui"]);
    team.dispose();
    team = await FakeTeam.in(folder);
    team.onLaunch = (agent) => {
      team.become(agent, { kind: "running", since: team.clock.now(), pid: 1 });
      team.doing(agent, "starting");
      return Promise.resolve();
    };
    for (const name of names) team.add(name, { launch: "always" });
    expect(await done()).toEqual(["launch bu"]);
    team.doing("bu", "waiting");
    expect(await done()).toEqual(["launch qa"]);
    await team.clock.pass(30_000);
    expect(await done()).toEqual(["launch tu_sim"]);
  });

  it("are launched up to the limit, and the others when one has stopped", async () => {
    team.limits = { running: 2, starting: 1 };
    for (const name of names) team.add(name, {});
    const launches = names.map((name) => team.scheduler.launch(AgentId.parse(name)));
    expect(await done()).toEqual(["launch bu", "launch qa"]);
    await Promise.all(launches.slice(0, 2));
    expect([...team.scheduler.outlooks.keys()]).toEqual(["tu_sim", "tu_ui"]);
    team.stopByPerson("bu");
    expect(await done()).toEqual(["launch tu_sim"]);
    team.stopByPerson("tu_ui");
    await expect(launches[3]).rejects.toThrow("was stopped before its turn came");
    team.stopByPerson("qa");
    expect(await done()).toEqual([]);
  });

  it("tells whoever asked why an agent could not be launched, and does not try again", async () => {
    team.add("qa", {});
    team.onLaunch = () => Promise.reject(new Error("There is no such program."));
    await expect(team.scheduler.launch(QA)).rejects.toThrow("There is no such program.");
    await team.clock.pass(60 * MINUTE);
    expect(await done()).toEqual(["launch qa"]);
  });

  it("are not asked to stop without end where one does not", async () => {
    team.add("qa", { stop: { kind: "idle-for", minutes: 1 } });
    await team.scheduler.launch(QA);
    team.doing("qa", "idle");
    team.onStop = () => Promise.reject(new Error("no"));
    await team.clock.pass(2 * MINUTE);
    expect(await done()).toEqual(["launch qa", "stop qa", "stop qa", "stop qa"]);
  });
});

describe("the scheduler", () => {
  trackDisposables();

  it("leaves nothing behind when it is closed in the middle of things", async () => {
    const other = await FakeTeam.in(folder);
    other.add("qa", { stop: { kind: "idle-for", minutes: 5 } });
    other.add("bu", {});
    other.limits = { running: 1, starting: 1 };
    await other.scheduler.launch(QA);
    other.doing("qa", "idle");
    const waiting = other.scheduler.launch(AgentId.parse("bu"));
    await settled();
    other.dispose();
    await expect(waiting).rejects.toThrow("closed");
    await other.memories.drain();
  });

  it("forgets what it cannot read", async () => {
    writeFileSync(join(folder, "policy-memory.json"), '{"qa": {"rest": 5}}', { mode: 0o600 });
    const other = await FakeTeam.in(folder);
    expect(other.memories.all.size).toBe(0);
    other.dispose();
  });

  it("never stops who is busy, never goes beyond its limits, and never launches twice for one task", async () => {
    const random = seededRandom(7);
    const launches: readonly LaunchPolicy[] = ["manual", "on-task", "always"];
    const stops: readonly StopPolicy[] = [
      { kind: "manual" },
      { kind: "inbox-empty" },
      { kind: "idle-for", minutes: 3 },
    ];
    const names = ["bu", "claude", "qa", "tu_sim", "tu_ui"];
    for (let round = 0; round < rounds(20); round += 1) {
      const other = await FakeTeam.in(mkdtempSync(join(folder, "round-")));
      other.limits = { running: 3, starting: 1 };
      const resting = new Set<string>();
      const problems: string[] = [];
      other.onLaunch = (agent) => {
        const up = names.filter((name) => isUp(other.of(name).state)).length;
        if (up >= 3) problems.push(`${agent} is one too many`);
        if (resting.has(agent)) problems.push(`${agent} was not left alone`);
        other.become(agent, { kind: "running", since: other.clock.now(), pid: 1 });
        other.doing(agent, "starting");
        return Promise.resolve();
      };
      other.onStop = (agent) => {
        if (other.of(agent).activity?.kind !== "idle") problems.push(`${agent} was not idle`);
        other.become(agent, { kind: "stopped" });
        return Promise.resolve();
      };
      for (const name of names) {
        const launch = launches[random.below(3)] ?? "manual";
        other.add(name, {
          launch,
          stop: stops[random.below(3)] ?? { kind: "manual" },
          restarts: random.below(3),
        });
      }
      for (let step = 0; step < 60; step += 1) {
        const name = names[random.below(names.length)] ?? "qa";
        const isRunning = isUp(other.of(name).state);
        switch (random.below(9)) {
          case 0:
            other.addTask(name, `task-${step}`);
            if (other.of(name).policy.launch === "on-task") resting.delete(name);
            break;
          case 1:
            other.stopByPerson(name);
            resting.add(name);
            break;
          case 2:
            if (isRunning) other.crash(name);
            break;
          case 3:
            if (isRunning) other.become(name, { kind: "exited", status: { code: 0, at: other.clock.now() } });
            break;
          case 4:
            if (isRunning) other.setTasks(name, []);
            break;
          case 5:
            resting.delete(name);
            void other.scheduler.launch(AgentId.parse(name)).catch(() => undefined);
            break;
          default:
            if (isRunning) {
              other.tellAll(name);
              other.doing(name, (["idle", "busy", "waiting", "idle"] as const)[random.below(4)] ?? "idle");
            }
        }
        await other.clock.pass(random.below(2) * random.below(3 * MINUTE));
      }
      await other.clock.pass(60 * MINUTE);
      expect(problems).toEqual([]);
      // A loop would show: what happens by itself happens a few times for each thing that was done.
      expect(other.did.length).toBeLessThan(500);
      other.dispose();
      await other.memories.drain();
    }
  });
});
