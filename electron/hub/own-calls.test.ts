import { expect, it } from "vitest";
import { AgentId } from "../../shared/contract/agents.ts";
import { ownCalls } from "./own-calls.ts";

const QA = AgentId.parse("qa");
const BU = AgentId.parse("bu");

function callsShowing(
  shown: readonly string[],
  archived: unknown[],
  stdout = "text",
): ReturnType<typeof ownCalls> {
  return ownCalls({
    run: (agent, key, command) => {
      expect([agent, key, command.argv]).toEqual([QA, "k", ["inbox"]]);
      return Promise.resolve({ exitCode: 0, stdout, stderr: "", shown });
    },
    archiveShown: (agent, names) => void archived.push([agent, names]),
  });
}

it("runs commands, and archives what was shown once it was taken, by whom it was shown to", async () => {
  const archived: unknown[] = [];
  const calls = callsShowing(["notif-a.md"], archived);
  const result = await calls.answer(QA, { key: "k", kind: "qms", body: { argv: ["inbox"] } });
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
    await expect(calls.answer(QA, { key: "k", ...call })).rejects.toMatchObject({ code: "invalid_input" });
});

it("refuses an answer that would not fit through a link, and archives nothing of it", async () => {
  const archived: unknown[] = [];
  const calls = callsShowing(["notif-a.md"], archived, "x".repeat(9_000_000));
  const call = { key: "k", kind: "qms", body: { argv: ["inbox"] } };
  await expect(calls.answer(QA, call)).rejects.toMatchObject({ code: "invalid_input" });
  calls.taken(QA, "k");
  expect(archived).toEqual([]);
});
