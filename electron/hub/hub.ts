import type { Event } from "../../shared/base/emitter.ts";
import type { Agent, AgentId } from "../../shared/contract/agents.ts";
import type { AskAnswer } from "../../shared/link/ask-answer.ts";
import type { Project } from "../../shared/contract/host.ts";
import type { FramePipe } from "../../shared/terminal/pipe.ts";
import type { HubActivity } from "./hub-activity.ts";
import type { StopManner } from "./agents/stop-manner.ts";
import type { HubAttention } from "./hub-attention.ts";
import type { HubContainers } from "./hub-containers.ts";
import type { HubDesk } from "./hub-desk.ts";
import type { HubInbox } from "./hub-inbox.ts";
import type { HubNews } from "./hub-news.ts";
import type { HubPolicies } from "./hub-policies.ts";
import type { HubQms } from "./hub-qms.ts";
import type { HubToolHealth } from "./hub-tool-health.ts";
import type { HubUsage } from "./hub-usage.ts";
import type { ToolDesk } from "./mcp/tool-desk.ts";
import type { HubAddress } from "./project/hub-lock.ts";

/** One project's hub, as its host sees it: run here, or joined where another program runs it. */
export interface Hub {
  readonly project: Project;
  /** Whether it runs here, and was not joined. */
  readonly isOwn: boolean;
  readonly agents: Agent[];
  readonly onAgentChanged: Event<Agent>;
  /** Fires when a hub that was joined has gone away. */
  readonly onLost: Event<void>;
  /** Whether the project's files still say what they said when it was opened. */
  isCurrent(): Promise<boolean>;
  start(agent: AgentId): Promise<Agent>;
  stop(agent: AgentId, manner: StopManner): Promise<Agent>;
  restart(agent: AgentId): Promise<Agent>;
  /** Hands a person's answer to an agent that asks; rejects where it no longer asks that, or where the answer does not fit. */
  answer(agent: AgentId, answer: AskAnswer): Promise<Agent>;
  openTerminal(agent: AgentId, pipe: FramePipe): void;
  readonly activity: HubActivity;
  readonly attention: HubAttention;
  readonly containers: HubContainers;
  readonly desk: HubDesk;
  readonly inbox: HubInbox;
  readonly news: HubNews;
  readonly policies: HubPolicies;
  readonly qms: HubQms;
  readonly toolHealth: HubToolHealth;
  readonly usage: HubUsage;
  /** The servers of tools that run here, by their names; a hub that was joined has its own door to them. */
  readonly tools: ReadonlyMap<string, ToolDesk>;
  /** Stops all agents, with little time for turns under way, and resolves when none is left. */
  stopAgents(): Promise<void>;
  /** Tells other programs how to reach this hub, where it is ours to tell. */
  announce(address: HubAddress): Promise<void>;
  /** Lets go of the project; the agents run on. */
  close(): Promise<void>;
}
