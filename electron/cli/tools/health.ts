import type { AgentTools } from "../../../shared/contract/tools.ts";
import { withHub } from "../connect.ts";
import { findHub } from "../find-hub.ts";
import { firstOf } from "../first-of.ts";
import { withAgents } from "../follow-agents.ts";
import { isStyled, say } from "../output.ts";
import { EXIT } from "../command-error.ts";
import { programLines, toolsTable } from "./tools-table.ts";

export interface HealthOptions {
  readonly project?: string;
  readonly check?: boolean;
  readonly json?: boolean;
}

/** `quorum tools`: whether agents can use their tools, and what they call. Answers with what to leave with. */
export async function listTools(
  name: string | undefined,
  { project, check, json }: HealthOptions,
): Promise<number> {
  const hub = await findHub(project);
  const { shown, programs } = await withHub(hub, async (client) => {
    const known =
      name === undefined
        ? undefined
        : await withAgents(client, (agents) => Promise.resolve(agents.get(name).id));
    const view = await firstOf((signal) => client.tools.changes(undefined, { signal }));
    const wanted = view.agents.filter(({ agent }) => known === undefined || agent === known);
    const used = name === undefined ? (view.programs ?? []) : [];
    if (check !== true) return { shown: wanted, programs: used };
    const checked: AgentTools[] = [];
    for (const tools of wanted) {
      // Of all agents those are tried that can be; one that was named is, or it is said why not.
      const isTried = known !== undefined || tools.check === "possible" || tools.check === "under-way";
      checked.push(isTried ? await client.tools.check({ agent: tools.agent }) : tools);
    }
    return { shown: checked, programs: used };
  });
  if (json === true) say(JSON.stringify(shown, undefined, 2));
  else {
    const table = toolsTable(shown, { isStyled: isStyled(), now: Date.now() });
    say([table, ...programLines(programs)].join("\n"));
  }
  const isWell = shown.every(({ servers }) => servers.every(({ state }) => state.kind !== "unreachable"));
  return isWell ? 0 : EXIT.failed;
}
