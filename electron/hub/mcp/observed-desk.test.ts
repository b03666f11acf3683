import { expect, it } from "vitest";
import { HubError } from "../../../shared/contract/errors.ts";
import { QMS_SERVER } from "../../../shared/mcp/qms-tools.ts";
import { observedDesk, type FinishedCall } from "./observed-desk.ts";
import type { ToolCaller, ToolDesk, ToolResult } from "./tool-desk.ts";

const DONE: ToolResult = { answer: { content: [{ type: "text", text: "Done." }] } };
const REFUSED: ToolResult = { answer: { content: [{ type: "text", text: "No." }], isError: true } };

/** What is told of a call that goes like this, in order. */
async function told(call: ToolDesk["call"], signal = new AbortController().signal): Promise<unknown[]> {
  const events: unknown[] = [];
  let now = 1000;
  const desk: ToolDesk = {
    plan: QMS_SERVER,
    call: (...parameters) => {
      now += 40;
      return call(...parameters);
    },
  };
  const onCall = async ({ tool, door, at, ms, outcome, answer }: FinishedCall): Promise<void> => {
    await Promise.resolve();
    events.push({ tool: tool.length, door, at, ms, outcome, text: answer?.content[0]?.text });
  };
  const observed = observedDesk(desk, () => now, onCall);
  const caller: ToolCaller = { user: "qa", door: "session", key: "key", signal, tell: () => undefined };
  const answered = observed.call(caller, "t".repeat(300), {});
  await answered.then(
    () => events.push("answered"),
    () => events.push("thrown"),
  );
  return events;
}

it("tells of each call how it went, before its answer leaves", async () => {
  const call = { tool: 128, door: "session", at: 1000, ms: 40 };
  expect(await told(() => Promise.resolve(DONE))).toEqual([
    { ...call, outcome: "done", text: "Done." },
    "answered",
  ]);
  expect(await told(() => Promise.resolve(REFUSED))).toMatchObject([{ outcome: "refused" }, "answered"]);
  expect(await told(() => Promise.resolve({ ...REFUSED, isMismatch: true }))).toMatchObject([
    { outcome: "mismatch" },
    "answered",
  ]);
  const fails = (): Promise<ToolResult> => Promise.reject(new HubError("unavailable", "Not now."));
  expect(await told(fails)).toEqual([{ ...call, outcome: "failed", text: undefined }, "thrown"]);
  expect(await told(fails, AbortSignal.abort())).toMatchObject([{ outcome: "cancelled" }, "thrown"]);
});
