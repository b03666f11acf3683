import { describe, expect, it } from "vitest";
import { AgentId } from "../../../shared/contract/agents.ts";
import type { HubClient } from "../../../shared/contract/contract.ts";
import type { AgentTools, ToolServer, ToolServerState } from "../../../shared/contract/tools.ts";
import { toolsCommands } from "./tools-commands.ts";
import { createToolsStore, noTools, withKnown } from "./tools-store.ts";
import { callTimes, countsText, serverWords, toolsTrouble } from "./tools-words.ts";

const QA = AgentId.parse("qa");
const NO_COUNTS = { done: 0, refused: 0, mismatch: 0, cancelled: 0, failed: 0 };
const REACHED = { kind: "reachable", at: 0, startMs: 90, ms: 0.84, tools: 25 } as const;
const LOST = { kind: "unreachable", since: 0, at: 0, reason: "It ended." } as const;

function server(
  state: ToolServerState,
  counts: Partial<ToolServer["counts"]> = {},
  name = "qms",
): ToolServer {
  return { server: name, state, counts: { ...NO_COUNTS, ...counts }, lastCalls: [] };
}

function knowing(...servers: readonly ToolServer[]) {
  const tools: AgentTools = { agent: QA, check: "possible", servers: [...servers] };
  return withKnown(noTools(), { since: 0, agents: [tools] });
}

describe("a server", () => {
  it("is said to be reached with its tools and the way to the hub", () => {
    expect(serverWords(server(REACHED), "possible")).toEqual({
      tone: "ok",
      title: "25 tools · 0.8 ms to the hub",
    });
  });

  it("that has other tools is said to be of another version, with a few of them by name", () => {
    const missing = ["a", "b", "c", "d", "e"];
    const words = serverWords(
      server({ ...REACHED, mismatch: { missing, unknown: ["x"], different: [] } }),
      "possible",
    );
    expect(words).toMatchObject({ tone: "warn" });
    expect(words.detail).toContain("lacks a, b, c and 2 more; has x");
    expect(words.detail).toContain("Restart");
  });

  it("that was not tried says why", () => {
    const words = (["possible", "under-way", "down", "earlier-version"] as const).map(
      (check) => serverWords(server({ kind: "unchecked" }), check).title,
    );
    expect(words).toEqual(["Not tried yet", "Trying…", "The agent does not run", "Cannot be tried"]);
  });

  it("says nothing of sorts of calls that there were none of", () => {
    expect(countsText(server(REACHED))).toBe("No calls yet");
    expect(countsText(server(REACHED, { done: 1 }))).toBe("1 call");
    expect(countsText(server(REACHED, { done: 10, refused: 1, mismatch: 2 }))).toBe(
      "13 calls · 1 refused · 2 in another's name",
    );
  });

  it("says how long a call took as finely as it matters", () => {
    const took = (ms: number) => callTimes({ tool: "t", at: 0, ms, outcome: "done" }, 120_000);
    expect([took(0.42).took, took(12.3).took, took(3140).took]).toEqual(["0.4 ms", "12 ms", "3.1 s"]);
    expect(took(1).ago).toBe("2 min");
  });
});

it("has in an agent's row what it lacks, and else nothing", () => {
  expect(toolsTrouble(knowing(server(REACHED)), QA)).toBeUndefined();
  expect(toolsTrouble(knowing(server(LOST), server(LOST, {}, "git")), QA)).toBe("no qms, git tools");
  const mismatch = { missing: ["a"], unknown: [], different: [] };
  expect(toolsTrouble(knowing(server({ ...REACHED, mismatch })), QA)).toBe("tools of another version");
});

it("tries an agent's tools once at a time, and says why they were not tried", async () => {
  const store = createToolsStore();
  let asked = 0;
  const answer = Promise.withResolvers<never>();
  const check = (): Promise<never> => {
    asked += 1;
    return answer.promise;
  };
  const commands = toolsCommands({ store, client: () => ({ tools: { check } }) as unknown as HubClient });
  const first = commands.check(QA);
  await commands.check(QA);
  expect([asked, store.getState().asked.has(QA)]).toEqual([1, true]);
  answer.reject(new Error("no connection"));
  await first;
  expect(store.getState().asked.has(QA)).toBe(false);
  expect(store.getState().refusals.get(QA)).toBeTypeOf("string");
});
