import { agentTable } from "./agent-table.ts";
import { withHub } from "./connect.ts";
import { findHub } from "./find-hub.ts";
import { withAgents } from "./follow-agents.ts";
import { isStyled, say } from "./output.ts";

export interface StatusOptions {
  readonly project?: string;
  readonly json?: boolean;
}

/** `quorum status`: how the agents stand. */
export async function status({ project, json }: StatusOptions): Promise<void> {
  const hub = await findHub(project);
  const agents = await withHub(hub, (client) =>
    withAgents(client, (followed) => Promise.resolve(followed.all())),
  );
  if (json === true) say(JSON.stringify(agents, undefined, 2));
  else say(agentTable(agents, { now: Date.now(), isStyled: isStyled() }));
}
