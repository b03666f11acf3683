import type { ContractRouterClient } from "@orpc/contract";
import { agentsContract } from "./agents.ts";
import { hostContract } from "./host.ts";
import { inboxContract } from "./inbox.ts";
import { qmsContract } from "./qms.ts";
import { settingsContract } from "./settings.ts";

/** All that a client may ask. Terminals have a pipe of their own: see `shared/terminal`. */
export const contract = {
  host: hostContract,
  agents: agentsContract,
  inbox: inboxContract,
  qms: qmsContract,
  settings: settingsContract,
};

/** A typed client of the contract, over whichever transport. */
export type HubClient = ContractRouterClient<typeof contract>;
