import { withHub } from "../connect.ts";
import { findHub } from "../find-hub.ts";
import { firstOf } from "../first-of.ts";
import { isStyled, say } from "../output.ts";
import { waitingList } from "./waiting-list.ts";

export interface WaitingOptions {
  readonly project?: string;
  readonly json?: boolean;
}

/** `quorum waiting`: what waits for a person. */
export async function waiting({ project, json }: WaitingOptions): Promise<void> {
  const hub = await findHub(project);
  const list = await withHub(hub, (client) =>
    firstOf((signal) => client.attention.changes(undefined, { signal })),
  );
  if (json === true) say(JSON.stringify(list, undefined, 2));
  else say(waitingList(list, { now: Date.now(), isStyled: isStyled() }));
}
