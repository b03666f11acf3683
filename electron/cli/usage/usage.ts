import { CommandError } from "../command-error.ts";
import { withHub } from "../connect.ts";
import { findHub } from "../find-hub.ts";
import { firstOf } from "../first-of.ts";
import { isStyled, say } from "../output.ts";
import { usageTable } from "./usage-table.ts";

export interface UsageOptions {
  readonly project?: string;
  readonly days: number;
  readonly json?: boolean;
}

/** `quorum usage`: what the agents used. */
export async function usage({ project, days, json }: UsageOptions): Promise<void> {
  const hub = await findHub(project);
  const first = await withHub(hub, (client) =>
    firstOf((signal) => client.usage.changes(undefined, { signal })),
  );
  if (first.kind !== "snapshot") throw new CommandError("The hub did not say what was used.");
  if (json === true) say(JSON.stringify(first.usage, undefined, 2));
  else say(usageTable(first.usage, { days, isStyled: isStyled() }));
}
