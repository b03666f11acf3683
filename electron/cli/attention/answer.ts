import { assertNever } from "../../../shared/base/assert-never.ts";
import type { Agent } from "../../../shared/contract/agents.ts";
import type { Attention } from "../../../shared/contract/attention.ts";
import { MAX_REASON, type AskAnswer } from "../../../shared/link/ask-answer.ts";
import { misfitOf } from "../../../shared/link/questions.ts";
import { CommandError, EXIT } from "../command-error.ts";
import { withHub } from "../connect.ts";
import { findHub } from "../find-hub.ts";
import { firstOf } from "../first-of.ts";
import { withAgents } from "../follow-agents.ts";
import { say } from "../output.ts";
import { questionsInWords, repliesIn, repliesInWords } from "./replies-in.ts";
import { permissionInWords } from "./waiting-list.ts";

export interface AnswerOptions {
  readonly project?: string;
  /** Told to the agent with a denial. */
  readonly message?: string;
  /** Whether its questions are to have no answer. */
  readonly decline?: boolean;
  /** Only what is named so is answered, and not what the agent asks meanwhile. */
  readonly ask?: string;
}

type Permission = Extract<Attention, { kind: "permission" }>;
type Asked = Extract<Attention, { kind: "question" }>;

/** An answer, and what to say once the agent has it. */
interface Given {
  readonly answer: AskAnswer;
  readonly done: string;
}

/** `quorum answer`: allows or denies what an agent asks a permission for, or answers or declines its questions. */
export async function answer(name: string, said: readonly string[], options: AnswerOptions): Promise<void> {
  const { project, message, decline = false, ask: named } = options;
  const hub = await findHub(project);
  await withHub(hub, async (client) => {
    const agent = await withAgents(client, (agents) => Promise.resolve(agents.get(name)));
    const list = await firstOf((signal) => client.attention.changes(undefined, { signal }));
    const { entry, ask } = askedBy(agent, list, named);
    const given = givenTo(entry, ask, { said, message, decline });
    await client.agents.answer({ agent: agent.id, ...given.answer });
    say(`${agent.id} ${given.done}`);
  });
}

function askedBy(
  { id }: Agent,
  list: readonly Attention[],
  named: string | undefined,
): { readonly entry: Permission | Asked; readonly ask: string } {
  const asked = list.flatMap((one) =>
    (one.kind === "permission" || one.kind === "question") && one.agent === id ? [one] : [],
  );
  if (asked.length === 0) throw new CommandError(`${id} asks for nothing.`);
  for (const entry of asked) {
    const { ask } = entry;
    if (ask !== undefined && (named === undefined || named === ask)) return { entry, ask };
  }
  if (named !== undefined)
    throw new CommandError(`${id} does not ask for this any more. \`quorum waiting\` says what it asks for.`);
  throw new CommandError(
    `What ${id} asks can be answered in its terminal only: enter it with \`quorum attach ${id}\`.`,
  );
}

interface Said {
  readonly said: readonly string[];
  readonly message: string | undefined;
  readonly decline: boolean;
}

function givenTo(entry: Permission | Asked, ask: string, { said, message, decline }: Said): Given {
  if (message !== undefined && message.length > MAX_REASON)
    throw new CommandError(
      `The message is too long: an agent is told up to ${MAX_REASON} characters.`,
      EXIT.usage,
    );
  if (entry.kind === "question")
    return decline ? declining(entry, ask, said, message) : replyTo(entry, ask, said, message);
  if (decline)
    throw new CommandError("Questions are declined. A permission is denied: say deny.", EXIT.usage);
  return decisionOn(entry, ask, said, message);
}

function decisionOn(
  permission: Permission,
  ask: string,
  said: readonly string[],
  message: string | undefined,
): Given {
  const what = permissionInWords(permission);
  const decision = parseDecision(said.join(" "));
  switch (decision) {
    case "allow":
      if (message !== undefined)
        throw new CommandError("A message goes with a denial: the agent is told why.", EXIT.usage);
      return { answer: { decision, ask }, done: `is allowed ${what}` };
    case "deny":
      return { answer: denial(ask, message), done: `was denied ${what}` };
    default:
      return assertNever(decision);
  }
}

function denial(ask: string, message: string | undefined): AskAnswer {
  return { decision: "deny", ask, ...(message === undefined ? {} : { message }) };
}

function parseDecision(text: string): "allow" | "deny" {
  if (text === "allow" || text === "deny") return text;
  throw new CommandError(`${JSON.stringify(text)} is no answer: say allow or deny.`, EXIT.usage);
}

function declining(
  { questions = [] }: Asked,
  ask: string,
  said: readonly string[],
  message: string | undefined,
): Given {
  if (said.length > 0)
    throw new CommandError("Answer, or decline with --decline: not both. --message says why.", EXIT.usage);
  return { answer: denial(ask, message), done: `was told that you decline: ${questionsInWords(questions)}` };
}

function replyTo(
  { questions = [] }: Asked,
  ask: string,
  said: readonly string[],
  message: string | undefined,
): Given {
  if (message !== undefined)
    throw new CommandError("A message goes with --decline: an answer says all itself.", EXIT.usage);
  const replies = repliesIn(questions, said);
  const misfit = misfitOf(questions, replies);
  if (misfit !== undefined) throw new CommandError(misfit, EXIT.usage);
  return {
    answer: { decision: "reply", ask, replies },
    done: `was answered: ${repliesInWords(questions, replies)}`,
  };
}
