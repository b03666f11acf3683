import { afterEach, describe, expect, it } from "vitest";
import { AgentId } from "../../../shared/contract/agents.ts";
import type { Attention } from "../../../shared/contract/attention.ts";
import type { AskAnswer } from "../../../shared/link/ask-answer.ts";
import { fakeAgent, startFakeHub, type FakeHub, type FakeHubOptions } from "../fake-hub.test-support.ts";
import { runCli } from "../run-cli.test-support.ts";

const RUNNING = { kind: "running", since: 1, pid: 42 } as const;
const QA = AgentId.parse("qa");
const AGENTS = [fakeAgent("qa", RUNNING), fakeAgent("lead", RUNNING)];

let hub: FakeHub | undefined;
afterEach(async () => {
  await hub?.dispose();
  hub = undefined;
});

async function run(parameters: readonly string[], options: Partial<FakeHubOptions> = {}) {
  hub = await startFakeHub({ agents: AGENTS, ...options });
  return runCli([...parameters, "--project", hub.project]);
}

function permission(input: string, ask: string | undefined = "ask-1"): Attention {
  const asked = ask === "" ? {} : { ask };
  const text = "It asks whether it may.";
  const since = Date.now() - 125_000;
  return { kind: "permission", id: `qa ${ask}`, agent: QA, since, text, tool: "Bash", input, ...asked };
}

const COLOUR: Attention = {
  kind: "question",
  id: "qa q",
  agent: QA,
  since: Date.now() - 125_000,
  text: "Which colour? Which sizes?",
  ask: "ask-2",
  questions: [
    { question: "Which colour?", header: "", takesSeveral: false, options: offered("Red", "Blue") },
    { question: "Which sizes?", header: "", takesSeveral: true, options: offered("Small", "Large", "$(rm)") },
  ],
};

function offered(...labels: string[]): { label: string; description: string }[] {
  return labels.map((label) => ({ label, description: "" }));
}

const PUSH = permission('{"command":"git push --force"}');

describe("waiting", () => {
  it("lists what waits for a person, and how to answer it", async () => {
    const login: Attention = {
      kind: "login",
      id: "lead",
      agent: AgentId.parse("lead"),
      since: Date.now(),
      text: "Not logged in.",
    };
    const { code, stdout } = await run(["waiting"], { attention: [PUSH, login] });
    expect(code).toBe(0);
    expect(stdout.split("\n")).toEqual([
      "WHO   WAITS FOR     SINCE  WHAT",
      'qa    a permission  2 min  Bash: {"command":"git push --force"}',
      expect.stringMatching(/^lead {2}a login {7}\d s {4}Not logged in\.$/),
      "",
      "To answer:",
      "  quorum answer qa allow|deny --ask ask-1",
      "",
    ]);
  });

  it("lists questions with what they offer, none of it where it would be copied to a shell", async () => {
    const { stdout } = await run(["waiting"], { attention: [COLOUR] });
    expect(stdout.split("\n").slice(1)).toEqual([
      "qa   an answer  2 min  Which colour? (Red, Blue) Which sizes? (Small, Large, $(rm))",
      "",
      "To answer:",
      "  quorum answer qa ANSWER ANSWER --ask ask-2",
      "  quorum answer qa --decline --ask ask-2",
      "",
    ]);
  });

  it("says that nothing does", async () => {
    expect(await run(["waiting"])).toEqual({ code: 0, stdout: "Nothing waits for you.\n", stderr: "" });
  });

  it("prints one short line of text that cannot steer the terminal, whatever is asked for", async () => {
    const { stdout } = await run(["waiting"], {
      attention: [permission(`\u001b[2J\u202eevil\n${"x".repeat(10_000)}`)],
    });
    expect(stdout).not.toMatch(/[\u001b\u202e]/);
    expect(Math.max(...stdout.split("\n").map(({ length }) => length))).toBeLessThan(250);
  });

  it("prints it as JSON", async () => {
    const { stdout } = await run(["waiting", "--json"], { attention: [PUSH] });
    expect(JSON.parse(stdout)).toEqual([PUSH]);
  });
});

describe("answer", () => {
  async function answer(parameters: readonly string[], attention: readonly Attention[]) {
    const answers: AskAnswer[] = [];
    const onAnswer = (_: unknown, given: AskAnswer): void => void answers.push(given);
    const result = await run(["answer", ...parameters], { attention, onAnswer });
    return { ...result, answers };
  }

  it("allows what an agent asks for, and says what that was", async () => {
    expect(await answer(["qa", "allow"], [PUSH])).toEqual({
      code: 0,
      stdout: 'qa is allowed Bash: {"command":"git push --force"}\n',
      stderr: "",
      answers: [{ ask: "ask-1", decision: "allow" }],
    });
  });

  it("denies it, and tells the agent why", async () => {
    const { stdout, answers } = await answer(["qa", "deny", "--message", "Not by force."], [PUSH]);
    expect(stdout).toBe('qa was denied Bash: {"command":"git push --force"}\n');
    expect(answers).toEqual([{ ask: "ask-1", decision: "deny", message: "Not by force." }]);
  });

  it("answers questions with what is offered, or in own words", async () => {
    const chosen = await answer(["qa", "Blue", "Small, Large"], [COLOUR]);
    expect(chosen.stdout).toBe("qa was answered: Which colour? Blue; Which sizes? Small, Large\n");
    expect(chosen.answers).toEqual([
      { ask: "ask-2", decision: "reply", replies: [{ chosen: ["Blue"] }, { chosen: ["Small", "Large"] }] },
    ]);
    const own = await answer(["qa", "Red, Blue", "Small, any"], [COLOUR]);
    expect(own.stdout).toContain("Which colour? Red, Blue (your own words)");
    expect(own.answers).toMatchObject([
      {
        replies: [
          { chosen: [], words: "Red, Blue" },
          { chosen: [], words: "Small, any" },
        ],
      },
    ]);
  });

  it("declines questions, with a word for the agent or without", async () => {
    const { stdout, answers } = await answer(["qa", "--decline", "--message", "Ask lead."], [COLOUR]);
    expect(stdout).toBe(
      "qa was told that you decline: Which colour? (Red, Blue) Which sizes? (Small, Large, $(rm))\n",
    );
    expect(answers).toEqual([{ ask: "ask-2", decision: "deny", message: "Ask lead." }]);
    const silent = await answer(["qa", "--decline"], [COLOUR]);
    expect(silent.answers).toEqual([{ ask: "ask-2", decision: "deny" }]);
  });

  it.each([
    ["too few answers", ["qa", "Blue"], "Each question needs an answer.\n"],
    ["too many", ["qa", "Blue", "Small", "Large"], "There are more answers than questions.\n"],
    ["nothing said", ["qa"], "Each question needs an answer.\n"],
    [
      "an answer that is none",
      ["qa", "Blue", "Small", "--decline"],
      "Answer, or decline with --decline: not both. --message says why.\n",
    ],
    [
      "a message",
      ["qa", "Blue", "Small", "--message", "x"],
      "A message goes with --decline: an answer says all itself.\n",
    ],
  ])("does not answer questions with %s", async (_, parameters, stderr) => {
    expect(await answer(parameters, [COLOUR])).toEqual({ code: 2, stdout: "", stderr, answers: [] });
  });

  it.each([
    ["an agent that asks for nothing", ["lead", "allow"], 1, "lead asks for nothing.\n"],
    [
      "what is not asked for any more",
      ["qa", "allow", "--ask", "ask-0"],
      1,
      "qa does not ask for this any more. `quorum waiting` says what it asks for.\n",
    ],
    [
      "an agent that is not there",
      ["nobody", "deny"],
      1,
      "There is no agent called nobody. There are qa, lead.\n",
    ],
    [
      "what is no question",
      ["qa", "--decline"],
      2,
      "Questions are declined. A permission is denied: say deny.\n",
    ],
    ["neither allow nor deny", ["qa", "maybe"], 2, '"maybe" is no answer: say allow or deny.\n'],
    [
      "a message with what is allowed",
      ["qa", "allow", "--message", "x"],
      2,
      "A message goes with a denial: the agent is told why.\n",
    ],
  ])("answers nothing to %s", async (_, parameters, code, stderr) => {
    expect(await answer(parameters, [PUSH])).toEqual({ code, stdout: "", stderr, answers: [] });
  });

  it("says where what can be answered in the terminal only is answered", async () => {
    const { code, stderr, answers } = await answer(["qa", "allow"], [permission("{}", "")]);
    expect([code, answers]).toEqual([1, []]);
    expect(stderr).toBe(
      "What qa asks can be answered in its terminal only: enter it with `quorum attach qa`.\n",
    );
  });
});
