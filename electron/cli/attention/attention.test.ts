import { afterEach, describe, expect, it } from "vitest";
import { AgentId, type PermissionAnswer } from "../../../shared/contract/agents.ts";
import type { Attention } from "../../../shared/contract/attention.ts";
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
    const answers: PermissionAnswer[] = [];
    const onAnswer = (_: unknown, given: PermissionAnswer): void => void answers.push(given);
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

  it.each([
    ["an agent that asks for nothing", ["lead", "allow"], 1, "lead does not ask for a permission.\n"],
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
