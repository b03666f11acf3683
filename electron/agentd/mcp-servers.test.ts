import { expect, it } from "vitest";
import { mcpServers, resourceServers } from "./mcp-servers.ts";

const NODE = "/opt/q/node";

it("are started beside the session host, with the way to it and a place for compiled code", () => {
  const environment = { QUORUM_AGENTD: "/run/q/calls", HOME: "/home/a", SECRET: "s" };
  const options = { node: NODE, environment, platform: "linux" } as const;
  expect(mcpServers({ ...options, agentdFile: "/opt/q/agentd/agentd.js" })["qms"]).toEqual({
    type: "stdio",
    command: NODE,
    args: ["/opt/q/agentd/mcp.js", "qms"],
    env: { QUORUM_AGENTD: "/run/q/calls", NODE_COMPILE_CACHE: "/home/a/.cache/quorum/compiled" },
  });
  expect(mcpServers({ ...options, agentdFile: "/src/agentd/main.ts" })["qms"]?.args).toEqual([
    "/src/agentd/mcp/main.ts",
    "qms",
  ]);
});

it("have one beside them that has no tools, and what there is to read", () => {
  const environment = { QUORUM_AGENTD: "/run/q/calls" };
  const servers = resourceServers({ node: NODE, agentdFile: "/q/agentd.js", environment, platform: "linux" });
  expect(Object.keys(servers)).toEqual(["documents"]);
  expect(servers["documents"]?.args).toEqual(["/q/mcp.js", "documents"]);
});

it("are not there where nobody takes their calls", () => {
  expect(mcpServers({ node: NODE, agentdFile: "/q/agentd.js", environment: {} })).toEqual({});
  expect(resourceServers({ node: NODE, agentdFile: "/q/agentd.js", environment: {} })).toEqual({});
});
