import type { ContractRouterClient } from "@orpc/contract";
import { agentsContract } from "./agents.ts";
import { attentionContract } from "./attention.ts";
import { containersContract } from "./containers.ts";
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
  host: hostContract,
  agents: agentsContract,
  attention: attentionContract,
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
