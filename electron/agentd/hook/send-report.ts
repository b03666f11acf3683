import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";
import { LineReader, MAX_CALL_BYTES, type CallerMessage } from "../../../shared/link/agent-calls.ts";
import {
  ANSWERED_EVENTS,
  GUARD_CALL,
  HOOK_CALL,
  HOOK_PATIENCE_MS,
  type GuardReport,
  type HookAnswer,
  type HookReport,
} from "../../../shared/link/hook-calls.ts";

/** Whoever takes the connection is there, and on a busy machine may need so long to say a first word. */
const FIRST_WORD_MS = 1000;
/** What the end of a turn is given to be judged, once the session host has begun. */
const ANSWER_MS = 2000;

/**
 * Reports to the session host, and prints what it wants printed: nothing where it is away, or wants nothing. What was kept
 * from running is told to the hub beside it; where there is none just now, nobody hears of it.
 */
export function sendReport(
  path: string,
  report: HookReport,
  print: (text: string) => Promise<void>,
  guarded?: GuardReport,
): Promise<void> {
  const key = newKey();
  const isAnswered = ANSWERED_EVENTS.includes(report.event);
  return new Promise((resolve) => {
    const socket = connect(path);
    let last: NodeJS.Immediate | undefined;
    const keepWaiting = (): void => {
      clearTimeout(patience);
      clearImmediate(last);
    };
    const leave = (): void => {
      keepWaiting();
      socket.destroy();
      resolve();
    };
    const say = async (text: string): Promise<void> => {
      keepWaiting();
      socket.off("close", leave);
      // First printed, then said to be.
      await print(text);
      socket.end(lineOf({ message: "taken", key }), resolve);
    };
    // On a busy machine this process may have slept meanwhile: what has come by now is looked at first.
    const leaveSoon = (): void => void (last = setImmediate(leave));
    let patience = setTimeout(leaveSoon, HOOK_PATIENCE_MS);
    socket.on("error", leave);
    socket.on("close", leave);
    const line = lineOf({ message: "call", key, kind: HOOK_CALL, body: report }) + guardLine(guarded);
    // Where nothing is answered, what has left this process arrives.
    if (!isAnswered) return void socket.end(line, leave);
    socket.write(line);
    socket.once("connect", () => {
      clearTimeout(patience);
      patience = setTimeout(leaveSoon, FIRST_WORD_MS);
    });
    onAnswer(socket, (answer) => {
      if (answer.kind === "print") return void say(answer.text);
      if (answer.kind === "done") return leave();
      keepWaiting();
      // A person takes as long as the program lets its hook wait.
      if (report.event !== "PermissionRequest") patience = setTimeout(leaveSoon, ANSWER_MS);
    });
  });
}

function guardLine(guarded: GuardReport | undefined): string {
  if (guarded === undefined) return "";
  return lineOf({ message: "call", key: newKey(), kind: GUARD_CALL, body: guarded });
}

function newKey(): string {
  return randomBytes(16).toString("hex");
}

function lineOf(message: CallerMessage): string {
  return `${JSON.stringify(message)}\n`;
}

function onAnswer(socket: Socket, take: (answer: HookAnswer) => void): void {
  const reader = new LineReader(MAX_CALL_BYTES);
  socket.on("data", (bytes) => reader.push(bytes, (line) => take(answerIn(line))));
}

function answerIn(line: string): HookAnswer {
  const reply: unknown = JSON.parse(line);
  const result = typeof reply === "object" && reply !== null && "result" in reply ? reply.result : undefined;
  if (typeof result !== "object" || result === null || !("kind" in result)) return { kind: "done" };
  if (result.kind === "wait") return { kind: "wait" };
  if (result.kind === "print" && "text" in result && typeof result.text === "string")
    return { kind: "print", text: result.text };
  return { kind: "done" };
}
