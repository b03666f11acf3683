import type { Agent } from "../../../shared/contract/agents.ts";
import type { Attention } from "../../../shared/contract/attention.ts";
import { CommandError, EXIT } from "../command-error.ts";
import { withHub } from "../connect.ts";
import { findHub } from "../find-hub.ts";
import { firstOf } from "../first-of.ts";
import { withAgents } from "../follow-agents.ts";
import { say } from "../output.ts";
import { permissionInWords } from "./waiting-list.ts";

export interface AnswerOptions {
  readonly project?: string;
  /** Told to the agent with a denial. */
  readonly message?: string;
  /** Only what is named so is answered, and not what the agent asks meanwhile. */
  readonly ask?: string;
}

type Permission = Extract<Attention, { kind: "permission" }>;

/** `quorum answer`: allows or denies what an agent asks a permission for. */
export async function answer(name: string, said: string, options: AnswerOptions): Promise<void> {
  const { project, message, ask: named } = options;
  const decision = parseDecision(said);
  if (message !== undefined && decision === "allow")
    throw new CommandError("A message goes with a denial: the agent is told why.", EXIT.usage);
  if (message !== undefined && message.length > 2000)
    throw new CommandError("The message is too long: an agent is told up to 2000 characters.", EXIT.usage);
  const hub = await findHub(project);
  await withHub(hub, async (client) => {
    const agent = await withAgents(client, (agents) => Promise.resolve(agents.get(name)));
    const list = await firstOf((signal) => client.attention.changes(undefined, { signal }));
    const permission = permissionOf(agent, list, named);
    const { ask } = permission;
    await client.agents.answer({
      agent: agent.id,
      ask,
      decision,
      ...(message === undefined ? {} : { message }),
    });
    const done = decision === "allow" ? "is allowed" : "was denied";
    say(`${agent.id} ${done} ${permissionInWords(permission)}`);
  });
}

function permissionOf(
  { id }: Agent,
  list: readonly Attention[],
  named: string | undefined,
): Permission & { readonly ask: string } {
  const asked = list.flatMap((one) => (one.kind === "permission" && one.agent === id ? [one] : []));
  if (asked.length === 0) throw new CommandError(`${id} does not ask for a permission.`);
  for (const one of asked) {
    const { ask } = one;
    if (ask !== undefined && (named === undefined || named === ask)) return { ...one, ask };
  }
  if (named !== undefined)
    throw new CommandError(`${id} does not ask for this any more. \`quorum waiting\` says what it asks for.`);
  throw new CommandError(
    `What ${id} asks can be answered in its terminal only: enter it with \`quorum attach ${id}\`.`,
  );
}

function parseDecision(text: string): "allow" | "deny" {
  if (text === "allow" || text === "deny") return text;
  throw new CommandError(`${JSON.stringify(text)} is no answer: say allow or deny.`, EXIT.usage);
}
