import type { AgentState } from "../../../shared/contract/agents.ts";
import type { SessionState } from "../runtimes/runtime.ts";

/** A program that ends in failure this soon did not really start. */
const AT_ONCE_MS = 5000;
const LINE_CHARS = 500;

/** What the end of a session means for its agent: stopped as asked, exited, or failed at once. */
export async function endOf(
  ended: Extract<SessionState, { kind: "ended" }>,
  program: string,
  lastLines: () => Promise<readonly string[]>,
): Promise<AgentState> {
  if (ended.isRequested) return { kind: "stopped" };
  const { code, signal, at } = ended;
  const isFailure = code !== 0 || signal !== undefined;
  if (!isFailure || at - ended.startedAt > AT_ONCE_MS) {
    return { kind: "exited", status: { code, at, ...(signal === undefined ? {} : { signal }) } };
  }
  const how = signal === undefined ? `with code ${code}` : `by signal ${signal}`;
  const lines = (await lastLines()).map((line) => line.slice(0, LINE_CHARS));
  return { kind: "failed", reason: `The program (${program}) ended at once ${how}.`, lastLines: lines, at };
}
