import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { findClaudeCode } from "../../e2e/rigs/claude-code/find-claude-code.ts";
import { toolResults } from "../../e2e/rigs/messages-api/model-request.ts";
import { calls, runs, says } from "../../e2e/rigs/messages-api/turn.ts";
import { claudeStage, type ClaudeStage } from "./programs/claude/claude-stage.test-support.ts";
import type { TestHub } from "./session-host.test-support.ts";

const FORBIDDEN = "controlled documents";

describe.skipIf(findClaudeCode() === undefined)("Claude Code", () => {
  let stage: ClaudeStage;
  let hub: TestHub | undefined;

  afterEach(async () => {
    hub?.leave();
    await stage.dispose();
  });

  /** What the agent is told when it tries to change a document in each way, one after the other. */
  async function tries(guardsQms: boolean): Promise<{ readonly told: string[]; readonly text: string }> {
    const settings = { permissions: { allow: ["Read", "Edit", "Write", "Bash"] } };
    stage = await claudeStage({ settings, guardsQms });
    const folder = join(stage.place.project, "QMS", "SOP");
    const file = join(folder, "SOP-001.md");
    await mkdir(folder, { recursive: true });
    await writeFile(file, "As approved.\n");
    const host = await stage.agent.start();
    hub = await host.hub(true, true);
    await hub.untilActivity("idle");
    stage.model.say(
      calls("Read", { file_path: file }),
      calls("Edit", { file_path: file, old_string: "As approved.", new_string: "Changed." }),
      calls("Write", { file_path: join(folder, "new.md"), content: "New." }),
      runs("echo Changed. >> QMS/SOP/SOP-001.md"),
      says("I see."),
    );
    await stage.ask(hub, "change the document");
    await stage.model.untilTurn(5);
    return { told: stage.model.turns.flatMap(toolResults), text: await readFile(file, "utf8") };
  }

  it("is told which tool to use when it writes a controlled document, and nothing is written", async () => {
    const { told, text } = await tries(true);
    expect(told).toHaveLength(4);
    expect(told[0]).toContain("As approved.");
    for (const answer of told.slice(1)) expect(answer).toContain(FORBIDDEN);
    expect(told[1]).toContain("change SOP-001, call the tool qms_checkout");
    expect(text).toBe("As approved.\n");
  });

  it("is left alone where the project does not want the guard", async () => {
    const { told, text } = await tries(false);
    expect(told.join("\n")).not.toContain(FORBIDDEN);
    expect(text).toBe("Changed.\nChanged.\n");
  });
});
