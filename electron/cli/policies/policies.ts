import {
  AgentPolicy,
  LaunchLimits,
  type LaunchPolicy,
  type StopPolicy,
} from "../../../shared/contract/policies.ts";
import { CommandError, EXIT } from "../command-error.ts";
import { withHub } from "../connect.ts";
import { findHub } from "../find-hub.ts";
import { firstOf } from "../first-of.ts";
import { withAgents } from "../follow-agents.ts";
import { isStyled, say } from "../output.ts";
import { policyTable } from "./policy-table.ts";
import { limitsInWords, stopInWords } from "./policy-words.ts";

interface ListOptions {
  readonly project?: string;
  readonly json?: boolean;
}

interface SetOptions {
  readonly project?: string;
  readonly launch?: LaunchPolicy;
  readonly stop?: StopPolicy;
  readonly restarts?: number;
}

interface LimitOptions {
  readonly project?: string;
  readonly running?: number;
  readonly starting?: number;
}

/** `quorum policies`: what agents do without being asked. */
export async function listPolicies({ project, json }: ListOptions): Promise<void> {
  const hub = await findHub(project);
  await withHub(hub, async (client) => {
    const agents = await withAgents(client, (followed) => Promise.resolve(followed.all()));
    const policies = await firstOf((signal) => client.policies.changes(undefined, { signal }));
    const ids = agents.map(({ id }) => id);
    if (json === true) say(JSON.stringify(policies, undefined, 2));
    else say(policyTable(ids, policies, { now: Date.now(), isStyled: isStyled() }));
  });
}

/** `quorum policies set`: gives an agent another policy; what is not said of it stays. */
export async function setPolicy(name: string, { project, ...said }: SetOptions): Promise<void> {
  if (Object.keys(said).length === 0)
    throw new CommandError("Say what is to be set: --launch, --stop, --restarts.", EXIT.usage);
  const hub = await findHub(project);
  await withHub(hub, async (client) => {
    const { id } = await withAgents(client, (agents) => Promise.resolve(agents.get(name)));
    const { agents } = await firstOf((signal) => client.policies.changes(undefined, { signal }));
    const policy = checked(AgentPolicy.safeParse({ ...agents[id], ...said }));
    await client.policies.set({ agent: id, policy });
    const { launch, stop, restarts } = policy;
    say(`${id}: launch ${launch}, stop ${stopInWords(stop)}, restarts ${restarts}.`);
  });
}

/** `quorum policies limit`: how many agents may run, and be started, at once. */
export async function setLimits({ project, ...said }: LimitOptions): Promise<void> {
  if (Object.keys(said).length === 0)
    throw new CommandError("Say what is to be limited: --running, --starting.", EXIT.usage);
  const hub = await findHub(project);
  await withHub(hub, async (client) => {
    const { limits: before } = await firstOf((signal) => client.policies.changes(undefined, { signal }));
    const limits = checked(LaunchLimits.safeParse({ ...before, ...said }));
    await client.policies.setLimits(limits);
    say(limitsInWords(limits));
  });
}

interface Parsed<T> {
  readonly success: boolean;
  readonly data?: T;
  readonly error?: {
    readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
  };
}

function checked<T>({ data, error }: Parsed<T>): T {
  if (data !== undefined) return data;
  const [issue] = error?.issues ?? [];
  throw new CommandError(`${String(issue?.path[0])}: ${issue?.message ?? "this does not fit"}.`, EXIT.usage);
}
