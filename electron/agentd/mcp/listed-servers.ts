import type { ServerName } from "../../../shared/mcp/mcp-calls.ts";
import { GIT_SERVER } from "../../../shared/mcp/git-tools.ts";
import { QMS_SERVER } from "../../../shared/mcp/qms-tools.ts";
import { listedServer, type ListedServer } from "../../../shared/mcp/tool-plan.ts";

// The build evaluates this file, and puts what it exports in its place: the lists are not made at each start.

/** What each server says of itself and its tools. */
export const LISTED_SERVERS: Readonly<Record<ServerName, ListedServer>> = {
  qms: listedServer(QMS_SERVER),
  git: listedServer(GIT_SERVER),
};
