import type { WebSocket } from "ws";
import { DisposableStore } from "../../../shared/base/disposable.ts";
import { Emitter } from "../../../shared/base/emitter.ts";
import type { Agent, AgentId } from "../../../shared/contract/agents.ts";
import { isUp } from "../../../shared/contract/agent-actions.ts";
import { HubError } from "../../../shared/contract/errors.ts";
import type { Project } from "../../../shared/contract/host.ts";
import type { FramePipe } from "../../../shared/terminal/pipe.ts";
import { pipeOverSocket } from "../api/socket-pipe.ts";
import type { Hub } from "../hub.ts";
import type { Logger } from "../log/logger.ts";
import type { HubAddress } from "../project/hub-lock.ts";
import { asked } from "./asked.ts";
import { clientOver } from "./hub-client.ts";
import { openHubSocket } from "./hub-socket.ts";
import { joinedActivity } from "./joined-activity.ts";
import { joinedAttention } from "./joined-attention.ts";
import { joinedContainers } from "./joined-containers.ts";
import { joinedDesk } from "./joined-desk.ts";
import { joinedInbox } from "./joined-inbox.ts";
import { joinedNews } from "./joined-news.ts";
import { joinedPolicies } from "./joined-policies.ts";
import { joinedQms } from "./joined-qms.ts";
import { joinedToolHealth } from "./joined-tool-health.ts";
import { joinedUsage } from "./joined-usage.ts";

/** Joins a hub that another program runs: it looks like one of ours, and every request goes there. */
export async function joinHub(project: Project, address: HubAddress, log: Logger): Promise<Hub> {
  const socket = await openHubSocket(address, "/rpc");
  try {
    return await joinOver(socket, project, address, log);
  } catch (error) {
    socket.close();
    throw error;
  }
}

async function joinOver(socket: WebSocket, project: Project, address: HubAddress, log: Logger): Promise<Hub> {
  const client = clientOver(socket);
  const store = new DisposableStore();
  const changed = store.add(new Emitter<Agent>());
  const lost = store.add(new Emitter<void>());
  const agents = new Map<AgentId, Agent>();
  const changes = await client.agents.changes();
  const first = await changes.next();
  if (first.done === true || first.value.kind !== "snapshot")
    throw new HubError("unavailable", "The hub did not list its agents.");
  for (const agent of first.value.agents) agents.set(agent.id, agent);
  socket.once("close", () => {
    if (!store.isDisposed) lost.fire();
  });
  void follow();
  return {
    project,
    isOwn: false,
    isCurrent: () => Promise.resolve(true),
    get agents() {
      return [...agents.values()];
    },
    onAgentChanged: changed.event,
    onLost: lost.event,
    start: (agent) => asked(client.agents.start({ agent })),
    stop: (agent, manner) =>
      asked(
        client.agents.stop({
          agent,
          ...(manner === "by-force" ? { force: true } : {}),
          ...(manner === "now" ? { now: true } : {}),
        }),
      ),
    restart: (agent) => asked(client.agents.restart({ agent })),
    answer: (agent, answer) => asked(client.agents.answer({ agent, ...answer })),
    openTerminal: (agent, pipe) => void joinTerminal(address, `/terminal?agent=${agent}`, pipe, log),
    activity: joinedActivity(client),
    attention: joinedAttention(client),
    containers: joinedContainers(
      client,
      (agent, pipe) => void joinTerminal(address, `/shell?agent=${agent}`, pipe, log),
    ),
    desk: joinedDesk(client),
    inbox: joinedInbox(client),
    news: joinedNews(client),
    policies: joinedPolicies(client),
    qms: joinedQms(client),
    toolHealth: joinedToolHealth(client),
    usage: joinedUsage(client),
    tools: new Map(),
    stopAgents: async () => {
      const up = [...agents.values()].filter((agent) => isUp(agent.state));
      await Promise.all(up.map((agent) => asked(client.agents.stop({ agent: agent.id }))));
    },
    // Its own program has told.
    announce: () => Promise.resolve(),
    close: () => {
      store.dispose();
      socket.close();
      return Promise.resolve();
    },
  };

  async function follow(): Promise<void> {
    try {
      for await (const change of changes) {
        // The other program has opened another project: what it tells now is not about this one.
        if (change.kind === "snapshot") return socket.close();
        agents.set(change.agent.id, change.agent);
        changed.fire(change.agent);
      }
    } catch (error) {
      // The socket's close tells the rest.
      log.info("the joined hub's changes ended", { error });
    }
  }
}

/** Carries a viewer's frames to the other program and back; what the viewer says meanwhile waits. */
async function joinTerminal(address: HubAddress, path: string, pipe: FramePipe, log: Logger): Promise<void> {
  const waiting: Uint8Array[] = [];
  let socket: WebSocket | undefined;
  const frames = pipe.onFrame((frame) => {
    if (socket === undefined) waiting.push(frame);
    else socket.send(frame);
  });
  // A viewer that leaves while its socket opens must not stay behind, and keep the terminal at its size.
  let isClosed = false;
  pipe.onClosed(() => {
    isClosed = true;
    socket?.close();
  });
  try {
    socket = await openHubSocket(address, path);
    if (isClosed) return socket.close();
    socket.binaryType = "nodebuffer";
    const far = pipeOverSocket(socket);
    far.onFrame((frame) => pipe.send(frame));
    far.onClosed(() => pipe.close());
    for (const frame of waiting) far.send(frame);
  } catch (error) {
    log.warn("a terminal could not be joined", { error });
    frames.dispose();
    pipe.close();
  }
}
