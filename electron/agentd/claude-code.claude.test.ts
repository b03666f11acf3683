import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findClaudeCode, requireClaudeCode } from "../../e2e/rigs/claude-code/find-claude-code.ts";
import { environmentOf, makePlace, type Place } from "../../e2e/rigs/claude-code/place.ts";
import { MessagesApi } from "../../e2e/rigs/messages-api/messages-api.ts";
import { lastText } from "../../e2e/rigs/messages-api/model-request.ts";
import type { ScriptedModel } from "../../e2e/rigs/messages-api/scripted-model.ts";
import { calls, fails, runs, says, turn, text, waitsFor } from "../../e2e/rigs/messages-api/turn.ts";
import { lineOf, TestAgent, type SessionHost, type TestHub } from "./session-host.test-support.ts";

let api: MessagesApi;
let model: ScriptedModel;
let place: Place;
let agent: TestAgent;
let host: SessionHost;
let hub: TestHub;

beforeEach(async () => {
  api = await MessagesApi.start();
  model = api.model();
  place = await makePlace();
  agent = new TestAgent(
    { command: requireClaudeCode().binary, args: ["--permission-mode", "default"], program: "claude" },
    environmentOf(place, model.url),
    place.project,
  );
  host = await agent.start();
  hub = await host.hub();
  await hub.untilActivity("idle");
});

afterEach(async () => {
  hub.leave();
  await agent.dispose();
  await api.close();
  await place.remove();
});

/** How often the person's side of the conversation holds a notice; Claude Code itself may repeat it as a remark. */
function toldTimes(id: string): number {
  const said = (model.turns.at(-1)?.body.messages ?? []).filter(({ role }) => role === "user");
  return JSON.stringify(said).split(lineOf(id)).length - 1;
}

function held(id: string, words: string): Promise<void> {
  return hub.until(({ outcomes }) => {
    const outcome = outcomes.get(id);
    return outcome?.kind === "held" && outcome.reason.includes(words);
  });
}

function paste(words: string): void {
  hub.type(`\u001b[200~${words}\u001b[201~`);
}

async function ask(words: string): Promise<void> {
  const before = model.turns.length;
  paste(words);
  await hub.untilVisible(words);
  hub.type("\r");
  await model.untilTurn(before + 1);
}

describe.skipIf(findClaudeCode() === undefined)("Claude Code", () => {
  it("is told at its prompt when it is idle, several in one", async () => {
    model.say(says("I have seen it."));
    hub.notices("a", "b", "c");
    await hub.untilOutcome("c", "announced");
    const request = await model.untilTurn(1);
    expect(lastText(request)).toContain(["a", "b", "c"].map(lineOf).join("\n"));
    expect(hub.outcomes.get("a")).toMatchObject({ how: "prompt" });
    await hub.untilActivity("idle");
  });

  it("is told at the end of its turn when it is busy", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    model.say(turn([waitsFor(promise), text("Done.")]), says("I have seen it."));
    await ask("work");
    await hub.untilActivity("busy");
    hub.notices("a", "b");
    await held("a", "It works");
    resolve();
    await hub.untilOutcome("b", "announced");
    expect(hub.outcomes.get("a")).toMatchObject({ how: "stop" });
    await hub.untilActivity("idle");
    expect(toldTimes("a")).toBe(1);
  });

  it("keeps its permission dialog untouched, takes a person's no from outside, and is told after", async () => {
    model.say(runs("git push --force"), says("Then not."), says("I have seen it."));
    await ask("push it");
    await hub.until(({ activity }) => activity?.kind === "waiting" && activity.ask !== undefined);
    const { activity } = hub;
    expect(activity).toMatchObject({ what: "permission", tool: "Bash", text: "Bash: git push --force" });
    hub.notices("a");
    await held("a", "permission");
    if (activity?.kind !== "waiting" || activity.ask === undefined) throw new Error("nothing is asked");
    hub.say({ kind: "answer", ask: activity.ask, decision: "deny", message: "Never by force." });
    await hub.untilOutcome("a", "announced");
    await hub.untilActivity("idle");
    expect(JSON.stringify(model.turns[1]?.body.messages)).toContain("Never by force.");
    expect(toldTimes("a")).toBe(1);
  });

  it("no longer asks outside when the person at the terminal says no, which no hook tells", async () => {
    model.say(runs("git push --force"));
    await ask("push it");
    await hub.until(({ activity }) => activity?.kind === "waiting" && activity.ask !== undefined);
    hub.type("\u001b");
    await hub.untilActivity("idle");
  });

  it("no longer asks outside when the person at the terminal says yes, which its hook is not told", async () => {
    model.say(runs("touch done.txt"), says("Done."));
    await ask("do it");
    await hub.until(({ activity }) => activity?.kind === "waiting" && activity.ask !== undefined);
    await hub.untilVisible("Do you want to proceed?");
    await hub.until(({ visible }) => /❯ 1\. Yes/.test(visible));
    // It does not take keys in the first moments.
    await new Promise((resolve) => setTimeout(resolve, 500));
    hub.type("\r");
    await hub.untilActivity("idle");
    hub.notices("a");
    model.say(says("I have seen it."));
    await hub.untilOutcome("a", "announced");
  });

  it("shows its question, and is idle when it is left with Esc", async () => {
    const question = { question: "Which colour?", header: "Colour", multiSelect: false };
    const options = ["Red", "Blue"].map((label) => ({ label, description: label }));
    model.say(calls("AskUserQuestion", { questions: [{ ...question, options }] }));
    await ask("ask me");
    await hub.untilActivity("waiting");
    expect(hub.activity).toMatchObject({ what: "question", text: "Which colour?" });
    hub.type("\u001b");
    await hub.untilActivity("idle");
  });

  it("is idle after Esc, and after an error of the API, whose words are kept", async () => {
    await ask("hang");
    await hub.untilActivity("busy");
    hub.type("\u001b");
    await hub.untilActivity("idle");
    // What was not answered comes back to the prompt.
    hub.type("\u0015");
    model.say(fails("no such thing"));
    await ask("fail");
    await hub.until(({ activity }) => activity?.kind === "idle" && activity.failure !== undefined);
  });

  it("is not interrupted in a half written line", async () => {
    hub.type("half a wo");
    await hub.untilVisible("half a wo");
    hub.notices("a");
    await held("a", "half written");
    hub.type("\u0015");
    model.say(says("I have seen it."));
    await hub.untilOutcome("a", "announced");
    expect(lastText(await model.untilTurn(1))).not.toContain("half");
  });

  it("takes up its own conversation in the next session, and is told nothing again", async () => {
    model.say(says("I have seen it."), says("That as well."));
    hub.notices("a");
    await hub.untilOutcome("a", "announced");
    await hub.untilActivity("idle");
    hub.leave();
    await host.kill();
    host = await agent.start();
    hub = await host.hub();
    await hub.untilActivity("idle");
    hub.notices("a", "b");
    await hub.untilOutcome("b", "announced");
    expect(hub.outcomes.get("a")).toMatchObject({ kind: "announced" });
    await model.untilTurn(2);
    expect([toldTimes("a"), toldTimes("b")]).toEqual([1, 1]);
  });
});

describe.skipIf(findClaudeCode() === undefined)("Claude Code in a folder that is not trusted", () => {
  it("waits for that", async () => {
    const strange = await makePlace({ isTrusted: false });
    const other = new TestAgent(agent.program, environmentOf(strange, model.url), strange.project);
    const otherHub = await (await other.start()).hub();
    await otherHub.untilActivity("waiting");
    expect(otherHub.activity).toMatchObject({ what: "trust" });
    otherHub.notices("a");
    await otherHub.untilOutcome("a", "held");
    // Which answer is chosen at first depends on the version.
    await otherHub.until(({ visible }) => /❯ (?:1\. )?(?:Yes|No)/.test(visible));
    // It does not take keys in the first moments.
    await new Promise((resolve) => setTimeout(resolve, 500));
    if (otherHub.visible.includes("❯ No")) otherHub.type("\u001b[B");
    await otherHub.until(({ visible }) => /❯ (?:1\. )?Yes/.test(visible));
    otherHub.type("\r");
    model.say(says("I have seen it."));
    await otherHub.untilOutcome("a", "announced");
    otherHub.leave();
    await other.dispose();
    await strange.remove();
  });
});
