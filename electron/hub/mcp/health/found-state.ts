import { isDeepStrictEqual } from "node:util";
import type { ToolMismatch, ToolServerState } from "../../../../shared/contract/tools.ts";
import type { ServerCheck } from "../../../../shared/link/tool-checks.ts";
import type { ListedServer } from "../../../../shared/mcp/tool-plan.ts";
import { shownLine } from "../../reader/shown-line.ts";

const MAX_REASON_CHARS = 500;

/** How a server stands after its session has tried it; `before` says since when it has been out of reach. */
export function foundState(
  listed: ListedServer,
  found: ServerCheck["found"] | undefined,
  before: ToolServerState,
  at: number,
): ToolServerState {
  if (found === undefined) return outOfReach("The session does not offer it.", before, at);
  if (found.kind === "silent") return outOfReach(found.reason, before, at);
  if (found.hub.kind === "not-reached") return outOfReach(found.hub.reason, before, at);
  const mismatch = mismatchOf(listed, found.tools);
  return {
    kind: "reachable",
    at,
    startMs: found.startMs,
    ms: found.hub.ms,
    tools: found.tools.length,
    ...(mismatch === undefined ? {} : { mismatch }),
  };
}

function outOfReach(reason: string, before: ToolServerState, at: number): ToolServerState {
  const since = before.kind === "unreachable" ? before.since : at;
  return { kind: "unreachable", since, at, reason: shownLine(reason, MAX_REASON_CHARS) };
}

/** In what a list of tools differs from ours; nothing where it is the same. */
function mismatchOf({ tools }: ListedServer, offered: readonly unknown[]): ToolMismatch | undefined {
  const byName = new Map(offered.map((tool) => [nameOf(tool), tool]));
  const own = new Map(tools.map((tool) => [tool.name, tool]));
  const missing = [...own.keys()].filter((name) => !byName.has(name));
  const unknown = [...byName.keys()].filter((name) => !own.has(name));
  const different = [...own].flatMap(([name, tool]) =>
    byName.has(name) && !isSame(tool, byName.get(name)) ? [name] : [],
  );
  if (missing.length + unknown.length + different.length === 0) return undefined;
  return { missing, unknown, different };
}

/** What came over a wire has no fields that are undefined. */
function isSame(own: unknown, offered: unknown): boolean {
  return isDeepStrictEqual(JSON.parse(JSON.stringify(own)), offered);
}

function nameOf(tool: unknown): string {
  const name = typeof tool === "object" && tool !== null && "name" in tool ? tool.name : undefined;
  return typeof name === "string" ? shownLine(name, 128) : "?";
}
