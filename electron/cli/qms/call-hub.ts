import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";
import {
  LineReader,
  MAX_CALL_BYTES,
  type AgentCall,
  type CallerMessage,
} from "../../../shared/link/agent-calls.ts";

/** The hub waits ten seconds for a busy project, and is waited for ten seconds when it restarts. */
const DEADLINE_MS = 60_000;
/** The largest answer there can be. */
const MAX_REPLY_BYTES = 128 * 1024 * 1024;
/** How long the last word may take to leave. */
const LEAVE_MS = 2000;

/** Why there is no answer to a call, in a sentence for a person. */
export class CallFailed extends Error {
  override readonly name = "CallFailed";
}

export interface HubAnswer {
  readonly result: unknown;
  /** Says that the answer has reached its reader, and leaves. */
  taken(): Promise<void>;
  /** Leaves without. */
  leave(): void;
}

/** Calls the hub over the session host's socket. */
export async function callHub(
  path: string,
  kind: string,
  body: unknown,
  deadlineMs = DEADLINE_MS,
): Promise<HubAnswer> {
  const call: AgentCall = { key: randomBytes(16).toString("hex"), kind, body };
  const line = lineOf({ message: "call", ...call });
  if (line.byteLength > MAX_CALL_BYTES)
    throw new CallFailed("This is too large to be sent out of a session.");
  const socket = await connected(path);
  try {
    const result = await answered(socket, line, deadlineMs);
    return {
      result,
      taken: () => leaving(socket, lineOf({ message: "taken", key: call.key })),
      leave: () => void socket.destroy(),
    };
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

function lineOf(message: CallerMessage): Buffer {
  return Buffer.from(`${JSON.stringify(message)}\n`);
}

function connected(path: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    socket.once("connect", () => resolve(socket));
    // For good: what goes wrong later is told by the close that follows.
    socket.on("error", (cause) => {
      reject(new CallFailed("The host of this session cannot be reached. Start the agent again.", { cause }));
    });
  });
}

function answered(socket: Socket, line: Uint8Array, deadlineMs: number): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const deadline = setTimeout(() => {
      reject(new CallFailed(unknownEnd("The hub has not answered within a minute")));
    }, deadlineMs);
    const reader = new LineReader(MAX_REPLY_BYTES);
    socket.once("close", () => {
      clearTimeout(deadline);
      reject(new CallFailed(unknownEnd("The session ended before the hub answered")));
    });
    socket.on("data", (bytes) => {
      try {
        reader.push(bytes, (text) => {
          clearTimeout(deadline);
          resolve(resultIn(text));
        });
      } catch (error) {
        clearTimeout(deadline);
        reject(error);
      }
    });
    socket.write(line);
  });
}

function unknownEnd(sentence: string): string {
  return `${sentence}. Whether it did what was asked is not known: look before you try again.`;
}

function resultIn(line: string): unknown {
  const reply: unknown = JSON.parse(line);
  if (typeof reply !== "object" || reply === null) throw new CallFailed("The hub's answer makes no sense.");
  if ("problem" in reply && typeof reply.problem === "string") throw new CallFailed(reply.problem);
  if (!("result" in reply)) throw new CallFailed("The hub's answer makes no sense.");
  return reply.result;
}

/** The session host closes when it has read the last word: the next command comes behind it. */
function leaving(socket: Socket, line: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => socket.destroy(), LEAVE_MS);
    socket.once("close", () => {
      clearTimeout(late);
      resolve();
    });
    socket.end(line);
  });
}
