import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findClaudeCode, requireClaudeCode } from "../../e2e/rigs/claude-code/find-claude-code.ts";
import { environmentOf, makePlace, type Place } from "../../e2e/rigs/claude-code/place.ts";
import { MessagesApi } from "../../e2e/rigs/messages-api/messages-api.ts";
import { lastText } from "../../e2e/rigs/messages-api/model-request.ts";
import { says } from "../../e2e/rigs/messages-api/turn.ts";
import { AgentId } from "../../shared/contract/agents.ts";
import { AgentPolicy } from "../../shared/contract/policies.ts";
import type { AgentUsage } from "../../shared/contract/usage.ts";
import { createHost, type Host } from "./host/host.ts";
import { createJsonLog } from "./log/json-log.ts";
import { TestClock } from "./policies/test-clock.test-support.ts";
import { SOURCE_ASSETS } from "./testing/source-assets.test-support.ts";

const QA = AgentId.parse("qa");
const TOKENS = {
  input_tokens: 12,
  output_tokens: 34,
  cache_read_input_tokens: 5000,
  cache_creation_input_tokens: 600,
};

let place: Place;
let api: MessagesApi;
let host: Host;
let clock: TestClock;

async function openHub(): Promise<void> {
  host = await createHost({
    version: "0.0.0",
    userFolder: join(place.root, "user"),
    assets: SOURCE_ASSETS,
    clock,
    log: createJsonLog(() => undefined, Date.now),
  });
  await host.openProject(place.project);
}

/** Resolves when the agent's state is of this kind. */
async function becomes(kind: string): Promise<void> {
  const isThere = (): boolean => host.agents.some(({ id, state }) => id === QA && state.kind === kind);
  if (isThere()) return;
  await new Promise<void>((resolve) => {
    const subscription = host.onAgentChanged(() => {
      if (!isThere()) return;
      subscription.dispose();
      resolve();
    });
  });
}

/** Resolves with what the agent used once it took so many turns. */
async function usedInTurns(count: number): Promise<AgentUsage> {
  for await (const change of host.hub.usage.changes(new AbortController().signal)) {
    const all = change.kind === "snapshot" ? change.usage : [change.usage];
    const found = all.find(({ agent, days }) => agent === QA && days[0]?.turns === count);
    if (found !== undefined) return found;
  }
  throw new Error("it ended");
}

/** Resolves when the agent is about to be stopped. */
async function untilStops(): Promise<void> {
  for await (const { outlooks } of host.hub.policies.changes(new AbortController().signal))
    if (outlooks[QA]?.kind === "stops") return;
}

async function arrive(document: string): Promise<string> {
  const inbox = join(place.project, ".claude", "users", "qa", "inbox");
  await mkdir(inbox, { recursive: true });
  const file = join(inbox, `task-${document}-review-v0-1.md`);
  await writeFile(`${file}.new`, `---\ndoc_id: ${document}\nassigned_by: lead\n---\n\nReview it.\n`);
  await rename(`${file}.new`, file);
  return file;
}

describe.skipIf(findClaudeCode() === undefined)("Claude Code that is launched on a task", () => {
  beforeEach(async () => {
    place = await makePlace();
    api = await MessagesApi.start();
    const model = api.model();
    model.otherwise = () => says("I have seen it.", TOKENS);
    const program = { command: requireClaudeCode().binary, env: environmentOf(place, model.url) };
    await writeFile(join(place.project, "quorum.json"), JSON.stringify({ agents: { qa: { program } } }));
    clock = new TestClock();
    await openHub();
  });
  afterEach(async () => {
    await host.stopAgents();
    await host.close();
    await api.close();
    await place.remove();
  });

  it("is told of it, counted, stopped when it is done, and goes on with its conversation at the next one", async () => {
    const policy = AgentPolicy.parse({ launch: "on-task", stop: { kind: "inbox-empty" } });
    await host.hub.policies.set(QA, policy);
    expect(host.agents.find(({ id }) => id === QA)?.state.kind).toBe("stopped");
    const first = await arrive("CR-001");
    const used = await usedInTurns(1);
    expect(used).toMatchObject({
      unreadableLines: 0,
      days: [{ replies: 1, inputTokens: 12, outputTokens: 34, cacheReadTokens: 5000, cacheWriteTokens: 600 }],
    });
    await rm(first);
    await untilStops();
    clock.pass(60_000);
    await becomes("stopped");

    await arrive("CR-002");
    expect((await usedInTurns(2)).days).toMatchObject([{ replies: 2, outputTokens: 68 }]);
    const request = api.model().turns.at(-1);
    expect(request === undefined ? "" : lastText(request)).toContain("CR-002");
    expect(JSON.stringify(request?.body.messages)).toContain("CR-001");
  });
});
