import type { ContractRouterClient } from "@orpc/contract";
import { activityContract } from "./activity.ts";
import { agentPageContract } from "./agent-page.ts";
import { agentsContract } from "./agents.ts";
import { attentionContract } from "./attention.ts";
import { checksContract } from "./checks.ts";
import { containersContract } from "./containers.ts";
import { deskContract } from "./desk.ts";
import { hostContract } from "./host.ts";
import { inboxContract } from "./inbox.ts";
import { newsContract } from "./news.ts";
import { policiesContract } from "./policies.ts";
import { qmsContract } from "./qms.ts";
import { settingsContract } from "./settings.ts";
import { toolsContract } from "./tools.ts";
import { usageContract } from "./usage.ts";

/** All that a client may ask. Terminals have a pipe of their own: see `shared/terminal`. */
export const contract = {
  desk: deskContract,
  host: hostContract,
  activity: activityContract,
  agents: { ...agentsContract, ...agentPageContract },
  attention: attentionContract,
  checks: checksContract,
  containers: containersContract,
  inbox: inboxContract,
  news: newsContract,
  policies: policiesContract,
  qms: qmsContract,
  settings: settingsContract,
  tools: toolsContract,
  usage: usageContract,
};

/** A typed client of the contract, over whichever transport. */
export type HubClient = ContractRouterClient<typeof contract>;
