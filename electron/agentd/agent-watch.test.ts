import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lineOf, SCRIPTED, TestAgent, type SessionHost, type TestHub } from "./session-host.test-support.ts";

let agent: TestAgent;
let host: SessionHost;
let hub: TestHub;

beforeEach(async () => {
  agent = new TestAgent();
  host = await agent.start();
  hub = await host.hub();
});

afterEach(async () => {
  hub.leave();
  await agent.dispose();
});

/** What the agent was told of notices, each as often as it was told. */
function told(): readonly string[] {
  return agent.said().flatMap((text) => text.split("\n").filter((line) => line.startsWith("say Notice")));
}

describe("an idle agent", () => {
  it("is told at its prompt, all that waits at once", async () => {
    await hub.untilActivity("idle");
    hub.notices("a", "b");
    await hub.untilOutcome("b", "announced");
    expect(agent.said()).toEqual([`${lineOf("a")}\n${lineOf("b")}`]);
    expect(hub.outcomes.get("a")).toMatchObject({ how: "prompt" });
    await hub.untilActivity("idle");
  });

  it("is not interrupted in a half written line", async () => {
    await hub.untilActivity("idle");
    hub.type("say wor");
    await hub.until(({ output }) => output.includes("say wor"));
    hub.notices("a");
    await hub.untilOutcome("a", "held");
    await hub.until(({ outcomes }) => {
      const outcome = outcomes.get("a");
      return outcome?.kind === "held" && outcome.reason.includes("half written");
    });
    hub.type("ld\r");
    await hub.untilOutcome("a", "announced");
    expect(agent.said()).toEqual(["say world", lineOf("a")]);
  });
});

describe("a busy agent", () => {
  it("is told at the end of its turn, all that waits at once", async () => {
    await hub.untilActivity("idle");
    hub.type("run 0.5\r");
    await hub.untilActivity("busy");
    hub.notices("a", "b");
    await hub.untilOutcome("b", "announced");
    expect(hub.outcomes.get("a")).toMatchObject({ how: "stop" });
    expect(agent.said()).toEqual(["run 0.5", `${lineOf("a")}\n${lineOf("b")}`]);
    expect(hub.activities.some((activity) => activity.kind === "busy" && activity.tool === "Bash")).toBe(
      true,
    );
  });

  it("is kept from resting three times in a row at most", async () => {
    await hub.untilActivity("idle");
    hub.type("wait 0.3\r");
    await hub.untilActivity("busy");
    const ids = ["a", "b", "c", "d", "e"];
    for (const [at, id] of ids.entries()) {
      hub.notices(...ids.slice(0, at + 1).map((each) => each));
      await hub.untilOutcome(id, "announced");
    }
    expect(told()).toEqual(ids.map(lineOf));
  });
});

describe("an agent that waits", () => {
  it("is told nothing, and its dialog stays as it is until a person answers from outside", async () => {
    await hub.untilActivity("idle");
    hub.type("permit git push --force\r");
    await hub.until(({ activity }) => activity?.kind === "waiting" && activity.ask !== undefined);
    const { activity } = hub;
    expect(activity).toMatchObject({
      what: "permission",
      tool: "Bash",
      text: "Bash: git push --force",
      input: '{"command":"git push --force"}',
    });
    hub.notices("a");
    await hub.untilOutcome("a", "held");
    expect(hub.outcomes.get("a")).toMatchObject({ reason: expect.stringContaining("permission") });
    if (activity?.kind !== "waiting" || activity.ask === undefined) throw new Error("nothing is asked");
    hub.say({ kind: "answer", ask: activity.ask, decision: "deny", message: "Not today." });
    await hub.untilOutcome("a", "announced");
    expect(hub.output).toContain("Denied from outside.");
    expect(hub.output).toContain("Not today.");
    expect(hub.output).not.toContain("Allowed");
  });

  it("no longer asks outside when the person at the terminal answers", async () => {
    await hub.untilActivity("idle");
    hub.type("permit git status\r");
    await hub.until(({ activity }) => activity?.kind === "waiting" && activity.ask !== undefined);
    const { activity } = hub;
    hub.type("\r");
    await hub.untilActivity("idle");
    expect(hub.output).toContain("Allowed.");
    if (activity?.kind !== "waiting" || activity.ask === undefined) throw new Error("nothing was asked");
    // Too late, and for nobody.
    hub.say({ kind: "answer", ask: activity.ask, decision: "deny" });
    hub.notices("a");
    await hub.untilOutcome("a", "announced");
  });

  it("shows its question", async () => {
    await hub.untilActivity("idle");
    hub.type("ask Shall we?\r");
    await hub.untilActivity("waiting");
    expect(hub.activity).toMatchObject({ what: "question", text: "Shall we?" });
    hub.type("\r");
    await hub.untilActivity("idle");
  });
});

it("is idle again after an interrupt, which no hook tells", async () => {
  await hub.untilActivity("idle");
  hub.type("run 600\r");
  await hub.untilActivity("busy");
  hub.type("\x03");
  await hub.untilActivity("idle");
});

it("tells the next hub what became of what the last one listed", async () => {
  await hub.untilActivity("idle");
  hub.notices("a");
  await hub.untilOutcome("a", "announced");
  hub.leave();
  hub = await host.hub();
  await hub.untilActivity("idle");
  hub.notices("a", "b");
  await hub.untilOutcome("b", "announced");
  expect(hub.outcomes.get("a")).toMatchObject({ kind: "announced", how: "prompt" });
  expect(told()).toEqual([lineOf("a"), lineOf("b")]);
});

it("takes up the conversation in the next session, and tells nothing again", async () => {
  await hub.untilActivity("idle");
  hub.notices("a");
  await hub.untilOutcome("a", "announced");
  hub.leave();
  await host.kill();
  host = await agent.start();
  hub = await host.hub();
  await hub.until(({ output }) => output.includes("I remember our conversation: 1 things said."));
  hub.notices("a", "b");
  await hub.untilOutcome("b", "announced");
  expect(hub.outcomes.get("a")).toMatchObject({ kind: "announced" });
  expect(told()).toEqual([lineOf("a"), lineOf("b")]);
});

it("says nothing of it to an earlier hub, which would not know what that is", async () => {
  await hub.untilActivity("idle");
  const earlier = await host.hub(false);
  earlier.type("say hello\r");
  await earlier.untilVisible("\nhello");
  expect([...earlier.kinds].toSorted()).toEqual(["problem", "welcome"]);
  earlier.leave();
});

it("knows nothing of a program that is none of ours, and tells it nothing", async () => {
  const other = new TestAgent({ ...SCRIPTED, program: "other" });
  const otherHub = await (await other.start()).hub();
  await otherHub.untilActivity("no-signal");
  otherHub.notices("a");
  await otherHub.untilOutcome("a", "held");
  otherHub.leave();
  await other.dispose();
});
