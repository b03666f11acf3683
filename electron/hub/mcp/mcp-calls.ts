import { HubError } from "../../../shared/contract/errors.ts";
import { aborted } from "../../../shared/base/aborted.ts";
import { McpCall } from "../../../shared/mcp/mcp-calls.ts";
import type { CallAnswerer, CallContext } from "../agents/call-answerer.ts";
import { fittingAnswer } from "./fitting-answer.ts";
import type { ToolCaller, ToolDesk } from "./tool-desk.ts";

/** Answers of which nobody has said yet that they have arrived; the latest count. */
const KEPT_ANSWERS = 256;

/** Answers the calls of tools that come from inside agents' sessions: each agent calls as itself. */
export function mcpCalls(desks: ReadonlyMap<string, ToolDesk>): CallAnswerer {
  const untaken = new Map<string, () => void>();
  return {
    answer: async (agent, { key, body }, { signal, tell }) => {
      const call = McpCall.safeParse(body).data;
      const desk = call === undefined ? undefined : desks.get(call.server);
      if (call === undefined || desk === undefined)
        throw new HubError("invalid_input", "This hub does not know the tool that is called.");
      if (call.ask !== "tool") return answerReader(desk, agent, call, { signal, tell });
      const caller: ToolCaller = { user: agent, door: "session", key, signal, tell, file: call.file };
      const { answer, onTaken } = await desk.call(caller, call.name, call.arguments);
      const fitting = fittingAnswer(answer);
      if (onTaken !== undefined) untaken.set(`${agent} ${key}`, onTaken);
      for (const oldest of [...untaken.keys()].slice(0, -KEPT_ANSWERS)) untaken.delete(oldest);
      return fitting;
    },
    taken: (agent, key) => {
      untaken.get(`${agent} ${key}`)?.();
      untaken.delete(`${agent} ${key}`);
    },
  };
}

/** Answers whoever wants to know something, and not to do anything. */
async function answerReader(
  { resources }: ToolDesk,
  agent: string,
  call: Exclude<McpCall, { ask: "tool" }>,
  { signal, tell }: CallContext,
): Promise<unknown> {
  if (call.ask === "reach") return null;
  if (resources === undefined) throw new HubError("invalid_input", "There is nothing to read here.");
  if (call.ask === "resources") return resources.list(agent, call.cursor);
  if (call.ask === "read") return (await resources.read(agent, call.uri)) ?? { contents: [] };
  const subscription = resources.onChanged(agent)((news) => tell(news));
  try {
    await aborted(signal);
    return null;
  } finally {
    subscription.dispose();
  }
}
