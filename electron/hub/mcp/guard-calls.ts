import { z } from "zod";
import { HubError } from "../../../shared/contract/errors.ts";
import type { CallAnswerer } from "../agents/call-answerer.ts";
import type { CallObserver } from "./observed-desk.ts";

const GuardReport = z.object({ tool: z.string().max(1000), input: z.string().max(20_000) });

const REASON = "The write guard kept it from running: it would have written below QMS/.";

/** Takes what the write guard kept from running in agents' sessions for calls that the server of the QMS has refused. */
export function guardCalls(now: () => number, onCall: CallObserver): CallAnswerer {
  return {
    answer: async (agent, { key, body }) => {
      const report = GuardReport.safeParse(body).data;
      if (report === undefined)
        throw new HubError("invalid_input", "This is nothing that was kept from running.");
      await onCall({
        user: agent,
        door: "session",
        server: "qms",
        tool: `guard: ${report.tool}`.slice(0, 128),
        key,
        arguments: valueIn(report.input),
        at: now(),
        ms: 0,
        outcome: "refused",
        answer: { content: [{ type: "text", text: REASON }], isError: true },
      });
      return null;
    },
    taken: () => undefined,
  };
}

/** What was cut is kept as the text that it is. */
function valueIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
