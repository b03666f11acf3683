import { describe, expect, it } from "vitest";
import { mcpOverlay } from "./mcp-overlay.ts";
import { managedSettings, settingsOverlay } from "./settings-overlay.ts";

const read = (text: string): unknown => JSON.parse(text);
const DENIED = ["Edit(/QMS/**)", "Write(/QMS/**)", "Edit(QMS/**)", "Write(QMS/**)"];

describe("the settings in a container", () => {
  it("keep the project's own rules, and those that protect the QMS", () => {
    const own = {
      permissions: {
        allow: ["Bash(ls)"],
        ask: ["Bash(rm:*)"],
        deny: ["Read(x)", "Edit(QMS/**)"],
        defaultMode: "plan",
      },
    };
    expect(read(settingsOverlay(JSON.stringify(own)))).toEqual({
      permissions: {
        allow: ["Bash(ls)"],
        ask: ["Bash(rm:*)"],
        deny: ["Read(x)", "Edit(QMS/**)", "Edit(/QMS/**)", "Write(/QMS/**)", "Write(QMS/**)"],
        defaultMode: "plan",
      },
    });
  });

  it("leave out what is of the person's machine", () => {
    const own = {
      hooks: { Stop: [] },
      env: { TOKEN: "x" },
      statusLine: {},
      apiKeyHelper: "x",
      enabledMcpjsonServers: ["qms"],
      other: 1,
    };
    expect(read(settingsOverlay(JSON.stringify(own)))).toEqual({
      enabledMcpjsonServers: ["qms"],
      other: 1,
      permissions: { deny: DENIED },
    });
  });

  it.each([undefined, "", "{", "[]", '{"permissions": 5}', '{"permissions": {"deny": "all"}}'])(
    "protect the QMS where %s is all there is",
    (text) => {
      expect(read(settingsOverlay(text))).toEqual({ permissions: { deny: DENIED } });
      expect(read(managedSettings())).toEqual({ permissions: { deny: DENIED } });
    },
  );
});

describe("the servers in a container", () => {
  it("are the project's but for those of the machine's loopback", () => {
    const own = {
      mcpServers: {
        a: { type: "http", url: "http://localhost:8000/mcp" },
        b: { url: "http://127.0.0.1/x" },
        c: { url: "http://host.docker.internal:8000/mcp" },
        d: { url: "http://[::1]:1/" },
        e: { url: "https://example.org/mcp" },
        f: { command: "npx", args: ["x"] },
        g: { url: "no address" },
      },
      more: true,
    };
    expect(read(mcpOverlay(JSON.stringify(own)))).toEqual({
      mcpServers: { e: own.mcpServers.e, f: own.mcpServers.f, g: own.mcpServers.g },
      more: true,
    });
  });

  it.each(["", "{", "[]", '{"mcpServers": 5}'])("are none in a file that says %s", (text) => {
    expect(read(mcpOverlay(text))).toEqual({ mcpServers: {} });
  });
});
