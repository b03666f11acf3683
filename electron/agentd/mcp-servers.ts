import { posix, win32 } from "node:path";
import { compileCacheFolder } from "../../shared/base/compile-cache-folder.ts";
import { CALLS_VARIABLE } from "../../shared/link/agent-calls.ts";
import { ServerName } from "../../shared/mcp/mcp-calls.ts";

/** How a program starts a server of tools for itself. */
export interface McpServerCommand {
  readonly type: "stdio";
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export interface McpServersOptions {
  readonly node: string;
  /** The file that the session host runs. */
  readonly agentdFile: string;
  /** What the program will find in its environment. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform?: NodeJS.Platform;
}

/** What the server is called that has no tools, and documents and inbox items to read. */
const RESOURCES_SERVER = "documents";

/** The servers that forward an agent's tools to the hub, each by its name; none where calls cannot be taken. */
export function mcpServers(options: McpServersOptions): Readonly<Record<string, McpServerCommand>> {
  return serversOf(options, ServerName.options);
}

/**
 * The server of what there is to read. It stands apart from those of the tools: a program that is told of resources takes
 * longer, and would make its first request without the tools.
 */
export function resourceServers(options: McpServersOptions): Readonly<Record<string, McpServerCommand>> {
  return serversOf(options, [RESOURCES_SERVER]);
}

function serversOf(
  { node, agentdFile, environment, platform = process.platform }: McpServersOptions,
  names: readonly string[],
): Readonly<Record<string, McpServerCommand>> {
  const socket = environment[CALLS_VARIABLE];
  if (socket === undefined) return {};
  const { basename, dirname, join } = platform === "win32" ? win32 : posix;
  // Beside the bundle lies a bundle; beside the source, the source.
  const isBundle = basename(agentdFile).endsWith(".js");
  const file = join(dirname(agentdFile), ...(isBundle ? ["mcp.js"] : ["mcp", "main.ts"]));
  const cache = compileCacheFolder(environment, platform);
  // Said here once more: a program may start its servers with little of its own environment.
  const env = { [CALLS_VARIABLE]: socket, ...(cache === undefined ? {} : { NODE_COMPILE_CACHE: cache }) };
  return Object.fromEntries(
    names.map((name) => [name, { type: "stdio", command: node, args: [file, name], env } as const]),
  );
}
