import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ContainersView } from "../../../shared/contract/containers.ts";
import { FakeTerminal } from "../attach/fake-terminal.test-support.ts";
import { Person } from "../attach/person.test-support.ts";
import { fakeAgent, startFakeHub, type FakeHub } from "../fake-hub.test-support.ts";
import { runCli } from "../run-cli.test-support.ts";

const SIZE = { columns: 90, rows: 24 };
const RUNNING = { kind: "running", since: 1, pid: 42 } as const;

let hub: FakeHub;
let terminal: FakeTerminal;
let people: Person[] = [];

beforeEach(async () => {
  terminal = new FakeTerminal();
  hub = await startFakeHub({
    agents: [fakeAgent("qa", RUNNING), fakeAgent("tu_ui", RUNNING), fakeAgent("tu_sim", { kind: "stopped" })],
    containers: [
      ContainersView.parse({
        engine: { kind: "ok", version: "27.1" },
        image: { kind: "ready", id: "sha256:0123456789abcdef", builtAt: 0 },
        agents: ["qa", "tu_sim"],
        containers: [{ agent: "qa", id: "feedface", image: "quorum-agent:1", isImageStale: false }],
        grants: [],
        missingIgnoreRules: [],
      }),
    ],
    onShell: (_, pipe) => terminal.connect(pipe),
  });
});
afterEach(async () => {
  for (const person of people) person.leave();
  await Promise.all(people.map((person) => person.exitCode));
  people = [];
  await hub.dispose();
});

function shell(agent: string): Person {
  const person = new Person(["shell", agent, "--project", hub.project], SIZE);
  people.push(person);
  return person;
}

describe("shell", () => {
  it("shows a shell in the agent's container, sends the keys, and ends with the shell's code", async () => {
    const person = shell("qa");
    terminal.write("agent@qa$ ");
    await person.sees("agent@qa$");
    person.type("exit 3\r");
    await terminal.until(() => terminal.input.toString() === "exit 3\r");
    terminal.end(3);
    expect(await person.exitCode).toBe(3);
    expect(person.isOnOwnScreen).toBe(true);
  });

  it("is closed by its key, and the agent runs on", async () => {
    const person = shell("qa");
    terminal.write("here");
    await person.sees("here");
    person.type("\u001d");
    expect(await person.exitCode).toBe(0);
    await person.sees("The shell in the container of qa is closed. qa keeps running.");
    await terminal.until(() => terminal.viewers.length === 0);
  });

  it("is not another one when the hub goes away", async () => {
    const person = shell("qa");
    terminal.write("here");
    await person.sees("here");
    await hub.crash();
    expect(await person.exitCode).toBe(1);
    await person.sees("The hub went away, and the shell with it.");
    await hub.restart();
  });

  it.each([
    ["tu_ui", "tu_ui does not run in a container."],
    ["tu_sim", "tu_sim has no container: start it with `quorum launch tu_sim`."],
    ["nobody", "There is no agent called nobody"],
  ])("of %s is refused with the reason", async (agent, why) => {
    const person = shell(agent);
    expect(await person.exitCode).not.toBe(0);
    await person.sees(why);
  });

  it("needs a terminal", async () => {
    const { code, stderr } = await runCli(["shell", "qa", "--project", hub.project]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining("`quorum shell` needs a terminal"),
    });
  });
});
