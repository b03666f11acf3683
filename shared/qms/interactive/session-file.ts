import {
  InteractError,
  MOST_ITERATIONS,
  type CursorContext,
  type GateAnswer,
  type InteractiveSession,
  type LoopState,
  type PromptResponse,
} from "./session-state.ts";
import { END } from "./template.ts";

/** A session as its file holds it: the same keys in the same order as other programs write, and no line end at the end. */
export function sessionText(session: InteractiveSession): string {
  return JSON.stringify(session, null, 2);
}

/** No more returns inside each other than a person could ever make. */
const DEEPEST_RETURN = 32;

/**
 * Reads a session's file. What other programs left in it besides is dropped, and so is a part that is not as it should
 * be; without its answers or its place it is no session, and an `InteractError` says so.
 */
export function parseSession(text: string): InteractiveSession {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new InteractError("The session's file is not JSON.", { cause: error });
  }
  if (!isRecord(json)) throw new InteractError("The session's file does not hold a session.");
  const { doc_id: id, cursor } = json;
  if (typeof id !== "string")
    throw new InteractError("The session's file does not say which document it is of.");
  if (!isRecord(json["responses"])) throw new InteractError("The session's file has no responses.");
  return {
    doc_id: id,
    template: textOf(json["template"]) ?? "VR",
    template_version: numberOf(json["template_version"]),
    cursor: typeof cursor === "string" && cursor !== "end" ? cursor : END,
    cursor_context: contextOf(json["cursor_context"], DEEPEST_RETURN),
    metadata: mapped(json["metadata"], (value) =>
      typeof value === "number" ? String(value) : textOf(value),
    ),
    responses: mapped(json["responses"], responsesOf),
    loops: mapped(json["loops"], loopOf),
    gates: mapped(json["gates"], gateOf),
  };
}

function responsesOf(value: unknown): readonly PromptResponse[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const found = value.flatMap((entry: unknown): PromptResponse[] => {
    const answer = isRecord(entry) ? textOf(entry["value"]) : undefined;
    if (!isRecord(entry) || answer === undefined) return [];
    const reason = textOf(entry["reason"]);
    const commit = textOf(entry["commit"]);
    return [
      {
        value: answer,
        author: textOf(entry["author"]) ?? "unknown",
        timestamp: textOf(entry["timestamp"]) ?? "",
        ...(reason !== undefined && { reason }),
        ...(commit !== undefined && { commit }),
      },
    ];
  });
  return found.length === 0 ? undefined : found;
}

function loopOf(value: unknown): LoopState | undefined {
  if (!isRecord(value)) return undefined;
  const reopenings: readonly unknown[] = Array.isArray(value["reopenings"]) ? value["reopenings"] : [];
  return {
    iterations: Math.min(numberOf(value["iterations"]), MOST_ITERATIONS),
    closed: value["closed"] === true,
    reopenings: reopenings.filter(isRecord).map((entry) => ({
      reason: textOf(entry["reason"]) ?? "",
      author: textOf(entry["author"]) ?? "unknown",
      timestamp: textOf(entry["timestamp"]) ?? "",
    })),
  };
}

function gateOf(value: unknown): GateAnswer | undefined {
  const answer = isRecord(value) ? value["value"] : undefined;
  if (!isRecord(value) || (answer !== "yes" && answer !== "no")) return undefined;
  return { value: answer, timestamp: textOf(value["timestamp"]) ?? "" };
}

function contextOf(value: unknown, deepest: number): CursorContext {
  if (!isRecord(value) || deepest === 0) return {};
  const gotoReturn = textOf(value["goto_return"]);
  const reopenReturn = textOf(value["reopen_return"]);
  const loop = textOf(value["loop"]);
  return {
    ...(gotoReturn !== undefined && {
      goto_return: gotoReturn,
      goto_return_ctx: contextOf(value["goto_return_ctx"], deepest - 1),
    }),
    ...(loop !== undefined && {
      loop,
      iteration: Math.min(Math.max(1, numberOf(value["iteration"])), MOST_ITERATIONS),
    }),
    ...(reopenReturn !== undefined && {
      reopen_return: reopenReturn,
      reopen_return_ctx: contextOf(value["reopen_return_ctx"], deepest - 1),
    }),
  };
}

function mapped<Value>(
  json: unknown,
  read: (value: unknown) => Value | undefined,
): Readonly<Record<string, Value>> {
  if (!isRecord(json)) return {};
  const entries = Object.entries(json).flatMap(([key, value]): [string, Value][] => {
    const found = read(value);
    return found === undefined ? [] : [[key, found]];
  });
  return Object.fromEntries(entries);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function numberOf(value: unknown): number {
  const number = typeof value === "string" ? Number(value) : value;
  return typeof number === "number" && Number.isInteger(number) && number >= 0 ? number : 0;
}
