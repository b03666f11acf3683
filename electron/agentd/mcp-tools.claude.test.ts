import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { findClaudeCode } from "../../e2e/rigs/claude-code/find-claude-code.ts";
import { writeJson } from "../../e2e/rigs/claude-code/place.ts";
import { toolNames, toolResults } from "../../e2e/rigs/messages-api/model-request.ts";
import { calls, says } from "../../e2e/rigs/messages-api/turn.ts";
import { QMS_SERVER } from "../../shared/mcp/qms-tools.ts";
import { claudeStage, type ClaudeStage } from "./programs/claude/claude-stage.test-support.ts";
import type { TestHub } from "./session-host.test-support.ts";

describe.skipIf(findClaudeCode() === undefined)("Claude Code", () => {
  let stage: ClaudeStage;
  let hub: TestHub | undefined;

  afterEach(async () => {
    hub?.leave();
    await stage.dispose();
  });

  it("has all tools in its first request, whatever the project calls by the same name, and the hub answers them", async () => {
    stage = await claudeStage({ settings: { permissions: { allow: ["mcp__qms"] } }, mcpServers: ["qms"] });
    // What the project has under the same name is not there, and does not count.
    await writeJson(join(stage.place.project, ".mcp.json"), {
      mcpServers: { qms: { type: "http", url: "http://127.0.0.1:9/mcp" } },
    });
    const host = await stage.agent.start();
    hub = await host.hub(true, true);
    await hub.untilActivity("idle");
    stage.model.say(calls("mcp__qms__qms_status", { doc_id: "CR-001" }), says("I see."));
    // A notice waits for the tools, however slow the machine is; a person may be quicker than Claude Code is.
    hub.notices("n0");
    const first = await stage.model.untilTurn(1);
    expect(toolNames(first)).toEqual(
      expect.arrayContaining(QMS_SERVER.tools.map(({ name }) => `mcp__qms__${name}`)),
    );
    const isTool = ({ call: { body } }: { readonly call: { readonly body: unknown } }): boolean =>
      JSON.stringify(body).includes('"ask":"tool"');
    await hub.until(({ calls: asked }) => asked.some(isTool));
    const { id, call } = hub.calls.find(isTool) ?? expect.unreachable();
    expect(call.body).toEqual({
      ask: "tool",
      server: "qms",
      name: "qms_status",
      arguments: { doc_id: "CR-001" },
    });
    hub.say({
      kind: "call-answer",
      id,
      result: { content: [{ type: "text", text: "Status: DRAFT" }], structuredContent: { success: true } },
    });
    const second = await stage.model.untilTurn(2);
    expect(toolResults(second).join("\n")).toContain("success");
    await hub.until(({ taken }) => taken.includes(call.key));
  });

  it("has what there is to read besides, from a server that its first request does not wait for", async () => {
    stage = await claudeStage();
    const host = await stage.agent.start();
    hub = await host.hub(true, true);
    await hub.untilActivity("idle");
    const uri = "qms://documents/CR-001";
    const asks = (word: string) => (each: { readonly call: { readonly body: unknown } }) =>
      JSON.stringify(each.call.body).includes(`"ask":"${word}"`);
    await hub.until(({ calls: asked }) => asked.some(asks("resources")));
    const list = hub.calls.find(asks("resources")) ?? expect.unreachable();
    const resources = [{ uri, name: "CR-001", mimeType: "text/markdown" }];
    hub.say({ kind: "call-answer", id: list.id, result: { resources } });
    stage.model.say(calls("ReadMcpResourceTool", { server: "documents", uri }), says("I see."));
    hub.notices("n0");
    const first = await stage.model.untilTurn(1);
    expect(toolNames(first)).toContain("mcp__qms__qms_status");
    await hub.until(({ calls: asked }) => asked.some(asks("read")));
    const { id } = hub.calls.find(asks("read")) ?? expect.unreachable();
    const contents = [{ uri, mimeType: "text/markdown", text: "# Of all changes" }];
    hub.say({ kind: "call-answer", id, result: { contents } });
    const second = await stage.model.untilTurn(2);
    expect(toolResults(second).join("\n")).toContain("Of all changes");
  });
});
