import type { CallOutcome } from "../../../shared/contract/tools.ts";
import type { ToolAnswer } from "../../../shared/mcp/mcp-calls.ts";
import type { ToolCaller, ToolDesk, ToolResult } from "./tool-desk.ts";

/** A call of a tool that is over. */
export interface FinishedCall {
  readonly user: string;
  /** By which door it came in: the link of an agent's session, or that for other programs. */
  readonly door: ToolCaller["door"];
  readonly server: string;
  readonly tool: string;
  readonly key: string;
  /** As they were given: nobody has looked at them. */
  readonly arguments: unknown;
  readonly at: number;
  readonly ms: number;
  readonly outcome: CallOutcome;
  /** None where there was none. */
  readonly answer?: ToolAnswer;
}

/** Hears of each call before its answer leaves; what it promises is waited for. */
export type CallObserver = (call: FinishedCall) => Promise<void> | void;

/** A desk whose calls are told to an observer, whichever door they came in by. */
export function observedDesk(desk: ToolDesk, now: () => number, onCall: CallObserver): ToolDesk {
  const server = desk.plan.name;
  return {
    ...desk,
    call: async (caller, tool, given) => {
      const { user, door, key, signal } = caller;
      const at = now();
      const over = (outcome: CallOutcome, answer?: ToolAnswer): Promise<void> | void =>
        onCall({
          user,
          door,
          server,
          tool: tool.slice(0, 128),
          key,
          arguments: given,
          at,
          ms: now() - at,
          outcome,
          ...(answer === undefined ? {} : { answer }),
        });
      try {
        const result = await desk.call(caller, tool, given);
        await over(outcomeOf(result), result.answer);
        return result;
      } catch (error) {
        await over(signal.aborted ? "cancelled" : "failed");
        throw error;
      }
    },
  };
}

function outcomeOf({ answer, isMismatch = false, hasFailed = false }: ToolResult): CallOutcome {
  if (isMismatch) return "mismatch";
  if (hasFailed) return "failed";
  return answer.isError === true ? "refused" : "done";
}
