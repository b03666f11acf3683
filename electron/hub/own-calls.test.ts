import { expect, it } from "vitest";
import { AgentId } from "../../shared/contract/agents.ts";
import { ownCalls } from "./own-calls.ts";

const QA = AgentId.parse("qa");
const BU = AgentId.parse("bu");
const CONTEXT = { signal: new AbortController().signal, tell: () => undefined };

function callsShowing(
  shown: readonly string[],
  archived: unknown[],
  stdout = "text",
  said: string[] = [],
): ReturnType<typeof ownCalls> {
  return ownCalls(
    {
      run: (agent, key, command) => {
        said.push(`${agent} runs ${command.argv.join(" ")} (${key})`);
        return Promise.resolve({ exitCode: 0, stdout, stderr: "", shown });
      },
      archiveShown: (agent, names) => void archived.push([agent, names]),
    },
    {
      acts: (agent, command, document) => void said.push(`${agent} is about to ${command} ${document}`),
      seen: (agent) => void said.push(`${agent} has seen its inbox`),
    },
  );
}

it("says who has got its inbox, once the list has arrived, and who is about to do what", async () => {
  const said: string[] = [];
  const calls = callsShowing([], [], "text", said);
  await calls.answer(QA, { key: "k", kind: "qms", body: { argv: ["inbox"] } }, CONTEXT);
  expect(said).toEqual(["qa runs inbox (k)"]);
  calls.taken(QA, "k");
  const argv = ["review", "CR-001", "--recommend", "--comment", "Good."];
  await calls.answer(QA, { key: "l", kind: "qms", body: { argv } }, CONTEXT);
  calls.taken(QA, "l");
  expect(said.slice(1)).toEqual([
    "qa has seen its inbox",
    "qa is about to review CR-001",
    `qa runs ${argv.join(" ")} (l)`,
  ]);
});

it("runs commands, and archives what was shown once it was taken, by whom it was shown to", async () => {
  const archived: unknown[] = [];
  const calls = callsShowing(["notif-a.md"], archived);
  const result = await calls.answer(QA, { key: "k", kind: "qms", body: { argv: ["inbox"] } }, CONTEXT);
  expect(result).toEqual({ exitCode: 0, stdout: "text", stderr: "" });
  calls.taken(BU, "k");
  expect(archived).toEqual([]);
  calls.taken(QA, "k");
  calls.taken(QA, "k");
  expect(archived).toEqual([[QA, ["notif-a.md"]]]);
});

it("does not know other calls, nor calls that make no sense", async () => {
  const calls = callsShowing([], []);
  for (const call of [
    { kind: "git", body: { argv: ["inbox"] } },
    { kind: "qms", body: { argv: "inbox" } },
  ])
    await expect(calls.answer(QA, { key: "k", ...call }, CONTEXT)).rejects.toMatchObject({
      code: "invalid_input",
    });
});

it("refuses an answer that would not fit through a link, and archives nothing of it", async () => {
  const archived: unknown[] = [];
  const calls = callsShowing(["notif-a.md"], archived, "x".repeat(9_000_000));
  const call = { key: "k", kind: "qms", body: { argv: ["inbox"] } };
  await expect(calls.answer(QA, call, CONTEXT)).rejects.toMatchObject({ code: "invalid_input" });
  calls.taken(QA, "k");
  expect(archived).toEqual([]);
});
