import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { MessageChannel } from "node:worker_threads";
import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/message-port";
import { afterEach, describe, expect, it } from "vitest";
import { trackDisposables } from "../../../shared/base/track-disposables.test-support.ts";
import { isUp } from "../../../shared/contract/agent-actions.ts";
import { AgentId, type Agent } from "../../../shared/contract/agents.ts";
import type { HubClient } from "../../../shared/contract/contract.ts";
import { AgentPolicy, type PoliciesView } from "../../../shared/contract/policies.ts";
import { createContractServer } from "../api/contract-server.ts";
import { encodeViewerFrame } from "../../../shared/terminal/frames.ts";
import { createMemoryPipe } from "../testing/memory-pipe.test-support.ts";
import { TestHost } from "../testing/test-host.test-support.ts";
import { TestClock } from "./test-clock.test-support.ts";

const SCRIPTED = { program: "scripted" };
const [A, B, C] = ["aa", "bb", "cc"].map((name) => AgentId.parse(name)) as [AgentId, AgentId, AgentId];
const MINUTE = 60_000;

let clock: TestClock;
let test: TestHost;
let client: HubClient;
let disconnect: (() => void) | undefined;

/** A project with three scripted agents, of which one may run another program. */
async function open(program: unknown = SCRIPTED): Promise<void> {
  clock = new TestClock();
  test = await TestHost.create("true", { aa: program, bb: SCRIPTED, cc: SCRIPTED }, clock);
  connect();
}

function connect(): void {
  disconnect?.();
  const { port1, port2 } = new MessageChannel();
  createContractServer(test.host).connectPort(port1);
  port1.start();
  port2.start();
  client = createORPCClient(new RPCLink({ port: port2 }));
  disconnect = () => port2.close();
}

/** Ends the hub, and starts it anew as a program does that was started again. */
async function reopen(): Promise<void> {
  await test.host.close();
  await test.boot();
  await test.host.openProject(test.project);
  connect();
}

trackDisposables();

afterEach(async () => {
  disconnect?.();
  disconnect = undefined;
  await test.dispose();
});

function set(agent: AgentId, policy: Partial<AgentPolicy>): Promise<PoliciesView> {
  return client.policies.set({ agent, policy: AgentPolicy.parse(policy) });
}

/** Resolves with what is told of policies once it is as wanted. */
async function policies(isWanted: (view: PoliciesView) => boolean): Promise<PoliciesView> {
  const changes = await client.policies.changes();
  for await (const view of changes) if (isWanted(view)) return view;
  throw new Error("it ended");
}

/** Resolves with the agent once it is as wanted. */
async function agentIs(id: AgentId, isWanted: (one: Agent) => boolean): Promise<Agent> {
  const present = test.agent(id);
  if (isWanted(present)) return present;
  return new Promise((resolve) => {
    const subscription = test.host.onAgentChanged((one) => {
      if (one.id !== id || !isWanted(one)) return;
      subscription.dispose();
      resolve(one);
    });
  });
}

const isIdle = ({ activity }: Agent): boolean => activity?.kind === "idle";
const isBusy = ({ activity }: Agent): boolean => activity?.kind === "busy";
const isDown = ({ state }: Agent): boolean => !isUp(state);

/** A person at an agent's terminal who does not look. */
function typist(id: AgentId): (text: string) => void {
  const [near, far] = createMemoryPipe();
  test.host.openTerminal(id, far);
  near.send(encodeViewerFrame({ kind: "open", request: { follow: "screen" } }));
  return (text) => near.send(encodeViewerFrame({ kind: "input", bytes: Buffer.from(text) }));
}

/** Puts a task into an inbox as the QMS does. */
async function arrive(user: AgentId, document: string): Promise<string> {
  const inbox = join(test.project, ".claude", "users", user, "inbox");
  await mkdir(inbox, { recursive: true });
  const name = `task-${document}-review-v0-1`;
  const text = [
    "---",
    `task_id: ${name}`,
    "task_type: REVIEW",
    "workflow_type: PRE_REVIEW",
    `doc_id: ${document}`,
    "assigned_by: lead",
    "assigned_date: 2026-02-04",
    "version: '0.1'",
    "---",
    "",
    "# REVIEW",
    "",
  ].join("\n");
  await writeFile(join(inbox, `.${name}.new`), text);
  await rename(join(inbox, `.${name}.new`), join(inbox, `${name}.md`));
  return join(inbox, `${name}.md`);
}

describe("agents that are always launched", () => {
  it("are started in turn, and no more of them than may run", async () => {
    await open();
    await client.policies.setLimits({ running: 2, starting: 1 });
    const starting: AgentId[][] = [];
    const subscription = test.host.onAgentChanged(() => {
      const ids = test.host.agents.filter(({ state }) => state.kind === "starting").map(({ id }) => id);
      if (ids.length > 0) starting.push(ids);
    });
    for (const id of [A, B, C]) await set(id, { launch: "always" });
    const { outlooks } = await policies(
      (view) => view.outlooks[C]?.reason.startsWith("No more than") === true,
    );
    expect(outlooks[C]).toEqual({ kind: "queued", reason: expect.stringContaining("No more than 2 agents") });
    await test.becomes("running", B);
    expect([A, B, C].map((id) => test.agent(id).state.kind)).toEqual(["running", "running", "stopped"]);
    expect(starting.every((ids) => ids.length === 1)).toBe(true);
    subscription.dispose();

    // A person who stops one of them makes room.
    await client.agents.stop({ agent: A });
    await test.becomes("running", C);
    expect(test.agent(A).state.kind).toBe("stopped");
  });

  it("are left alone after a person has stopped them, also by the next hub", async () => {
    await open();
    await set(A, { launch: "always" });
    await test.becomes("running", A);
    await client.agents.stop({ agent: A });
    await test.becomes("stopped", A);
    await reopen();
    const { outlooks } = await policies((view) => view.outlooks[A] !== undefined);
    expect(outlooks[A]).toMatchObject({
      kind: "rests",
      reason: expect.stringContaining("A person stopped it"),
    });
    expect(test.agent(A).state.kind).toBe("stopped");
    await client.agents.start({ agent: A });
    expect(test.agent(A).state.kind).toBe("running");
  });

  it("run on while the hub is away, and are not launched a second time", async () => {
    await open();
    await set(A, { launch: "always" });
    const { state } = await agentIs(A, isIdle);
    await reopen();
    expect((await agentIs(A, isIdle)).state).toEqual(state);
  });

  it("are started again by a person who restarts them, in a full house as well", async () => {
    await open();
    await client.policies.setLimits({ running: 1, starting: 1 });
    await set(A, { launch: "always" });
    await agentIs(A, isIdle);
    await set(B, { launch: "always" });
    const before = test.agent(A).state;
    const after = await client.agents.restart({ agent: A });
    expect(after.state.kind).toBe("running");
    expect(after.state).not.toEqual(before);
    expect(test.agent(B).state.kind).toBe("stopped");
  });
});

describe("a person who launches an agent", () => {
  it("is told that it waits for its turn, and need not ask again", async () => {
    await open();
    await client.policies.setLimits({ running: 1, starting: 1 });
    await client.agents.start({ agent: A });
    const waiting = await client.agents.start({ agent: B });
    expect(waiting.state.kind).toBe("stopped");
    const { outlooks } = await policies((view) => view.outlooks[B] !== undefined);
    expect(outlooks[B]?.kind).toBe("queued");
    await client.agents.stop({ agent: A });
    await test.becomes("running", B);
    await policies((view) => view.outlooks[B] === undefined);
  });

  it("gives the launch up by stopping it", async () => {
    await open();
    await client.policies.setLimits({ running: 1, starting: 1 });
    await client.agents.start({ agent: A });
    await client.agents.start({ agent: B });
    await client.agents.stop({ agent: B });
    await policies((view) => view.outlooks[B] === undefined);
    await client.agents.stop({ agent: A });
    await test.becomes("stopped", A);
    expect(test.agent(B).state.kind).toBe("stopped");
  });
});

describe("an agent that is launched on a task", () => {
  const POLICY = { launch: "on-task", stop: { kind: "inbox-empty" } } as const;

  it("is launched by it, and stopped when its inbox has been empty for a quiet minute", async () => {
    await open();
    await set(A, POLICY);
    expect(test.agent(A).state.kind).toBe("stopped");
    const file = await arrive(A, "CR-001");
    await agentIs(A, isIdle);
    // The task is still there: however long it is idle, it stays.
    clock.pass(60 * MINUTE);
    await rm(file);
    const { outlooks } = await policies((view) => view.outlooks[A]?.kind === "stops");
    expect(outlooks[A]?.reason).toContain("Its inbox is empty");
    expect(test.agent(A).state.kind).toBe("running");
    clock.pass(MINUTE);
    await test.becomes("stopped", A);
    await arrive(A, "CR-002");
    await test.becomes("running", A);
  });

  it("is not stopped in mid-turn, nor while it waits for a person, nor while one types", async () => {
    await open();
    await set(A, { stop: { kind: "idle-for", minutes: 1 } });
    await client.agents.start({ agent: A });
    await agentIs(A, isIdle);
    const type = typist(A);
    type("run 1000\r");
    await agentIs(A, isBusy);
    clock.pass(60 * MINUTE);
    await policies((view) => view.outlooks[A] === undefined);
    expect(test.agent(A).state.kind).toBe("running");
    type("\u0003");
    await agentIs(A, isIdle);
    type("permit git push --force\r");
    await agentIs(A, ({ activity }) => activity?.kind === "waiting");
    clock.pass(60 * MINUTE);
    await policies((view) => view.outlooks[A] === undefined);
    expect(test.agent(A).state.kind).toBe("running");
    type("\u001b");
    await agentIs(A, isIdle);
    await policies((view) => view.outlooks[A]?.kind === "stops");
    clock.pass(MINUTE / 2);
    type("a line that is not ended");
    await policies(
      ({ outlooks: { [A]: next } }) => next?.kind === "stops" && next.at > clock.now() + MINUTE / 2,
    );
    clock.pass(MINUTE);
    await test.becomes("stopped", A);
  });

  it("waits with the rest of its tasks where a person has stopped it, also after the hub was started anew", async () => {
    await open();
    await arrive(A, "CR-001");
    await set(A, POLICY);
    await test.becomes("running", A);
    await client.agents.stop({ agent: A });
    await test.becomes("stopped", A);
    await reopen();
    await policies((view) => view.outlooks[A]?.kind === "rests");
    expect(test.agent(A).state.kind).toBe("stopped");
    await arrive(A, "CR-002");
    await test.becomes("running", A);
  });
});

describe("an agent that crashes", () => {
  it("is started again, later each time, and left alone after as often as its policy says", async () => {
    await open({ program: { command: "bash", args: ["-c", "exit 3"] } });
    await set(A, { launch: "always", restarts: 2 });
    for (const waits of [5000, 10_000]) {
      const { outlooks } = await policies((view) => view.outlooks[A]?.kind === "launches");
      const { state } = test.agent(A);
      expect(state.kind).toBe("failed");
      const at = state.kind === "failed" ? state.at : 0;
      expect(outlooks[A]).toMatchObject({ at: at + waits });
      clock.pass(waits);
      await agentIs(A, (one) => one.state.kind === "failed" && one.state.at > at);
    }
    const { outlooks } = await policies((view) => view.outlooks[A]?.kind === "rests");
    expect(outlooks[A]?.reason).toContain("It crashed too often");
    clock.pass(24 * 60 * MINUTE);
    await client.agents.start({ agent: A });
    await agentIs(A, isDown);
  });
});

describe("an agent that fails while a person stops it", () => {
  it("stays down", async () => {
    await open({ program: { command: "bash", args: ["-c", "exit 3"] } });
    const launching = test.becomes("starting", A);
    await set(A, { launch: "always", restarts: 5 });
    await launching;
    await client.agents.stop({ agent: A });
    await agentIs(A, isDown);
    const { outlooks } = await policies((view) => view.outlooks[A] !== undefined);
    expect(outlooks[A]).toMatchObject({
      kind: "rests",
      reason: expect.stringContaining("A person stopped it"),
    });
  });
});

describe("the policies of a project", () => {
  it("are kept for the next hub", async () => {
    await open();
    const policy = AgentPolicy.parse({
      launch: "on-task",
      stop: { kind: "idle-for", minutes: 5 },
      restarts: 1,
    });
    await client.policies.set({ agent: A, policy });
    await client.policies.setLimits({ running: 5, starting: 2 });
    await reopen();
    expect(await policies(() => true)).toMatchObject({
      agents: { [A]: policy },
      limits: { running: 5, starting: 2 },
    });
  });

  it("follow a person who edits their file", async () => {
    await open();
    const file = join(test.project, ".quorum", "policies.json");
    await writeFile(file, JSON.stringify({ version: 1, agents: { aa: { launch: "always" } } }), {
      mode: 0o600,
    });
    await test.becomes("running", A);
    await writeFile(file, "{");
    expect((await policies((view) => view.problem !== undefined)).agents).toMatchObject({
      [A]: { launch: "always" },
    });
  });

  it("are not set for an agent that is not there", async () => {
    await open();
    await expect(set(AgentId.parse("nobody"), {})).rejects.toMatchObject({ code: "not_found" });
  });

  it("launch nobody any more when all are being stopped", async () => {
    await open();
    for (const id of [A, B]) await set(id, { launch: "always" });
    await test.becomes("running", B);
    await test.host.stopAgents();
    await reopen();
    // It was the program that ended, and not a person who wanted them to be left alone.
    await test.becomes("running", A);
  });
});
