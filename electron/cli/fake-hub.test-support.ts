import { createServer } from "node:http";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { implement, ORPCError } from "@orpc/server";
import { RPCHandler } from "@orpc/server/ws";
import { WebSocketServer } from "ws";
import { Emitter } from "../../shared/base/emitter.ts";
import { eventsOf } from "../../shared/base/events-of.ts";
import { AgentId, type Agent, type AgentState } from "../../shared/contract/agents.ts";
import type { Attention } from "../../shared/contract/attention.ts";
import type { ContainersView } from "../../shared/contract/containers.ts";
import { contract } from "../../shared/contract/contract.ts";
import { LaunchLimits, type PoliciesView } from "../../shared/contract/policies.ts";
import type { ToolsView } from "../../shared/contract/tools.ts";
import type { AgentUsage } from "../../shared/contract/usage.ts";
import type { FramePipe } from "../../shared/terminal/pipe.ts";
import type { AskAnswer } from "../../shared/link/ask-answer.ts";

const TOKEN = "the-token-of-the-fake-hub";

/** What a stop was asked with. */
interface AskedStop {
  readonly now?: boolean | undefined;
  readonly force?: boolean | undefined;
}

/** What the fake does when it is asked to start or stop an agent; it may set further states later. */
export interface FakeHubOptions {
  readonly agents: readonly Agent[];
  readonly onStart?: (agent: Agent, set: (state: AgentState) => void) => void;
  readonly onStop?: (agent: Agent, set: (state: AgentState) => void, how: AskedStop) => void;
  readonly onAnswer?: (agent: Agent, answer: AskAnswer) => void;
  readonly attention?: readonly Attention[];
  readonly policies?: Partial<PoliciesView>;
  readonly usage?: readonly AgentUsage[];
  /** The containers, one state after another; each build begins with the second. */
  readonly containers?: readonly ContainersView[];
  /** The tools, and those after they were tried. */
  readonly tools?: readonly [ToolsView, ToolsView];
  readonly onTerminal?: (agent: AgentId, pipe: FramePipe) => void;
  readonly onShell?: (agent: AgentId, pipe: FramePipe) => void;
}

/** A hub without agents' programs: it speaks the contract and the terminal pipe, and does what the test says. */
export interface FakeHub {
  readonly project: string;
  /** What was set so far. */
  readonly policies: PoliciesView;
  /** What was asked for about containers and tools so far. */
  readonly asked: readonly string[];
  setState(id: string, state: AgentState): void;
  /** Ends every connection and the server, as a crash does; the project folder stays. */
  crash(): Promise<void>;
  /** Listens again, elsewhere. */
  restart(): Promise<void>;
  dispose(): Promise<void>;
}

export function fakeAgent(id: string, state: AgentState, extra: Partial<Agent> = {}): Agent {
  return {
    id: AgentId.parse(id),
    program: "scripted agent",
    state,
    hasTerminal: state.kind !== "stopped",
    ...extra,
  };
}

export async function startFakeHub(options: FakeHubOptions): Promise<FakeHub> {
  const project = await mkdtemp(join(tmpdir(), "quorum-cli-"));
  await mkdir(join(project, ".quorum"));
  await writeFile(join(project, "quorum.json"), "{}");
  const agents = new Map(options.agents.map((agent) => [agent.id, agent]));
  const changed = new Emitter<Agent>();
  const setState = (id: AgentId, state: AgentState): void => {
    const agent = { ...agentOf(id), state };
    agents.set(id, agent);
    changed.fire(agent);
  };
  const agentOf = (id: AgentId): Agent => {
    const agent = agents.get(id);
    if (agent === undefined) throw new ORPCError("not_found", { message: `There is no agent called ${id}.` });
    return agent;
  };
  let policies: PoliciesView = {
    agents: {},
    limits: LaunchLimits.parse({}),
    outlooks: {},
    ...options.policies,
  };
  const containersChanged = new Emitter<ContainersView>();
  let latest = options.containers?.[0];
  const containers = (): ContainersView => {
    if (latest === undefined) throw new ORPCError("unavailable", { message: "There is no engine." });
    return latest;
  };
  const asked: string[] = [];
  const os = implement(contract);
  const router = {
    agents: {
      changes: os.agents.changes.handler(async function* ({ signal }) {
        yield { kind: "snapshot" as const, agents: [...agents.values()] };
        const changes = eventsOf<Agent | undefined>(changed.event, () => undefined, signal);
        for await (const agent of changes) if (agent !== undefined) yield { kind: "changed" as const, agent };
      }),
      start: os.agents.start.handler(({ input }) => {
        options.onStart?.(agentOf(input.agent), (state) => setState(input.agent, state));
        return agentOf(input.agent);
      }),
      stop: os.agents.stop.handler(({ input }) => {
        const { agent, ...how } = input;
        options.onStop?.(agentOf(agent), (state) => setState(agent, state), how);
        return agentOf(input.agent);
      }),
      answer: os.agents.answer.handler(({ input: { agent, ...answer } }) => {
        options.onAnswer?.(agentOf(agent), answer);
        return agentOf(agent);
      }),
    },
    attention: {
      changes: os.attention.changes.handler(async function* () {
        yield [...(options.attention ?? [])];
      }),
    },
    policies: {
      changes: os.policies.changes.handler(async function* () {
        yield policies;
      }),
      set: os.policies.set.handler(({ input: { agent, policy } }) => {
        policies = { ...policies, agents: { ...policies.agents, [agent]: policy } };
        return policies;
      }),
      setLimits: os.policies.setLimits.handler(({ input }) => {
        policies = { ...policies, limits: input };
        return policies;
      }),
    },
    containers: {
      changes: os.containers.changes.handler(async function* ({ signal }) {
        yield* eventsOf(containersChanged.event, () => containers(), signal);
      }),
      look: os.containers.look.handler(() => undefined),
      build: os.containers.build.handler(() => {
        for (const view of options.containers?.slice(1) ?? []) {
          latest = view;
          containersChanged.fire(view);
        }
      }),
      recreate: os.containers.recreate.handler(({ input }) => void asked.push(`recreate ${input.agent}`)),
      logs: os.containers.logs.handler(({ input }) => ({ lines: [`log of ${input.agent}`] })),
      allow: os.containers.allow.handler(({ input }) => void asked.push(`allow ${input.agent}`)),
    },
    tools: {
      changes: os.tools.changes.handler(async function* () {
        yield options.tools?.[0] ?? { since: 0, agents: [] };
      }),
      check: os.tools.check.handler(({ input }) => {
        asked.push(`check ${input.agent}`);
        const tools = options.tools?.[1].agents.find(({ agent }) => agent === input.agent);
        if (tools === undefined) throw new ORPCError("conflict", { message: `${input.agent} does not run.` });
        return tools;
      }),
    },
    usage: {
      changes: os.usage.changes.handler(async function* () {
        yield { kind: "snapshot" as const, usage: [...(options.usage ?? [])] };
      }),
    },
  };
  const handler = new RPCHandler(router);

  const listen = async (): Promise<() => Promise<void>> => {
    const server = createServer();
    const sockets = new WebSocketServer({ noServer: true });
    server.on("upgrade", (request, socket, head) => {
      const url = new URL(request.url ?? "/", "http://fake");
      if (request.headers.authorization !== `Bearer ${TOKEN}`)
        return socket.end("HTTP/1.1 401 Unauthorized\r\n\r\n");
      return sockets.handleUpgrade(request, socket, head, (webSocket) => {
        if (url.pathname === "/rpc") return void handler.upgrade(webSocket);
        const frames = new Emitter<Uint8Array>();
        const closed = new Emitter<void>();
        webSocket.on("message", (data) => frames.fire(new Uint8Array(data as Buffer)));
        webSocket.on("close", () => closed.fire());
        const onPipe = url.pathname === "/shell" ? options.onShell : options.onTerminal;
        return onPipe?.(AgentId.parse(url.searchParams.get("agent")), {
          onFrame: frames.event,
          onClosed: closed.event,
          send: (frame) => webSocket.send(frame),
          close: () => webSocket.close(),
        });
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const record = {
      pid: process.pid,
      startedAt: 0,
      url: `http://127.0.0.1:${String(port)}`,
      token: TOKEN,
      version: "0",
    };
    await writeFile(join(project, ".quorum", "hub.json"), JSON.stringify(record), { mode: 0o600 });
    return async () => {
      for (const socket of sockets.clients) socket.terminate();
      await new Promise((resolve) => server.close(resolve));
    };
  };

  let close = await listen();
  return {
    project,
    asked,
    get policies() {
      return policies;
    },
    setState: (id, state) => setState(AgentId.parse(id), state),
    crash: () => close(),
    restart: async () => {
      close = await listen();
    },
    dispose: async () => {
      await close();
      await rm(project, { recursive: true });
    },
  };
}
