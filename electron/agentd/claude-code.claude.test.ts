import { appendFileSync, chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { findClaudeCode, requireClaudeCode } from "../../e2e/rigs/claude-code/find-claude-code.ts";
import { writeJson } from "../../e2e/rigs/claude-code/place.ts";
import { lastText } from "../../e2e/rigs/messages-api/model-request.ts";
import { calls, fails, runs, says, text, turn, waitsFor } from "../../e2e/rigs/messages-api/turn.ts";
import { SessionStatus, STATUS_FILE } from "../../shared/link/session-files.ts";
import {
  claudeStage,
  type ClaudeStage,
  type ClaudeStageOptions,
} from "./programs/claude/claude-stage.test-support.ts";
import { itConforms } from "./programs/program-conformance.test-support.ts";
import { lineOf, type SessionHost, type TestHub } from "./session-host.test-support.ts";

const ESCAPE = "\u001b";
const WIPE = "\u0015";
const ALLOWED = { permissions: { allow: ["Bash"] } };

let stage: ClaudeStage;
let host: SessionHost;
let hub: TestHub;

async function open(options?: ClaudeStageOptions): Promise<void> {
  stage = await claudeStage(options);
  host = await stage.agent.start();
  hub = await host.hub();
}

async function openIdle(options?: ClaudeStageOptions): Promise<void> {
  await open(options);
  await hub.untilActivity("idle");
}

function toldTimes(id: string): number {
  return stage.said().join("\n").split(lineOf(id)).length - 1;
}

/** That all is well shows in that it can be told something. */
async function tell(id: string, how: "prompt" | "stop" = "prompt"): Promise<void> {
  hub.notices(id);
  await hub.untilOutcome(id, "announced");
  expect(hub.outcomes.get(id)).toMatchObject({ how });
  await hub.untilActivity("idle");
  expect(toldTimes(id)).toBe(1);
}

/** A dialog does not take keys in the first moments. */
async function pressLater(key: string): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 500));
  hub.type(key);
}

describe.skipIf(findClaudeCode() === undefined)("with the real program,", () => {
  describe("Claude Code, as every program,", () => {
    itConforms(() => claudeStage());
  });

  describe("Claude Code", () => {
    afterEach(async () => {
      hub.leave();
      await stage.dispose();
    });

    it("keeps what scrolls off", async () => {
      await openIdle();
      stage.model.say(says(Array.from({ length: 60 }, (_, at) => `Line ${at} of many.`).join("\n\n")));
      await stage.ask(hub, "much");
      await hub.untilVisible("Line 59 of many.");
      await hub.untilActivity("idle");
      expect(hub.lines.some((line) => line.includes("Line 3 of many."))).toBe(true);
      await tell("a");
    });

    it("gives back what a person takes back before its first word, and is told it again later", async () => {
      await openIdle();
      const { promise, resolve } = Promise.withResolvers<void>();
      stage.model.say(turn([waitsFor(promise), text("Too late.")]));
      hub.notices("a");
      await hub.untilOutcome("a", "announced");
      await stage.model.untilTurn(1);
      hub.notices();
      hub.type(ESCAPE);
      await hub.untilOutcome("a", "returned");
      resolve();
      await tell("a");
    });

    it("is idle after Esc behind its first word, in a tool, and behind a refused end of its turn", async () => {
      await openIdle({ settings: ALLOWED });
      const never = new Promise<void>(() => undefined);
      stage.model.say(turn([text("First word."), waitsFor(never)]));
      await stage.ask(hub, "talk");
      await hub.untilVisible("First word.");
      hub.type(ESCAPE);
      await hub.untilActivity("idle");
      stage.model.say(runs("read -t 60 line < <(tail -f /dev/null)"));
      await stage.ask(hub, "read");
      await hub.until(({ activity }) => activity?.kind === "busy" && activity.tool === "Bash");
      await hub.untilVisible("Running");
      hub.type(ESCAPE);
      await hub.untilActivity("idle");
      const asked = stage.model.turns.length;
      const { promise, resolve } = Promise.withResolvers<void>();
      stage.model.say(turn([waitsFor(promise), text("Done.")]), turn([waitsFor(never)]));
      await stage.ask(hub, "work");
      hub.notices("a");
      await hub.untilHeld("a", "It works");
      resolve();
      await hub.untilOutcome("a", "announced");
      await stage.model.untilTurn(asked + 2);
      hub.type(ESCAPE);
      await hub.untilActivity("idle");
      await tell("b");
      expect(toldTimes("a")).toBe(1);
    });

    it("ends the turn in which it is stopped, and its transcript is whole", async () => {
      await openIdle({ settings: { permissions: { allow: ["Write"] } } });
      const file = join(stage.place.project, "report.txt");
      const { promise, resolve } = Promise.withResolvers<void>();
      stage.model.say(
        calls("Write", { file_path: file, content: "All is well." }),
        turn([waitsFor(promise), text("The report is written, and this is the end of it.")]),
      );
      await stage.ask(hub, "report");
      hub.say({ kind: "stop", force: false, turnMs: 600_000 });
      await stage.model.untilAsked((request) =>
        JSON.stringify(request.body.messages).includes("tool_result"),
      );
      expect(hub.stops.map((turnMs) => turnMs !== undefined)).toEqual([true]);
      resolve();
      await host.ended();
      expect(stage.agent.status()).toMatchObject({ kind: "ended", isRequested: true });
      expect(readFileSync(file, "utf8")).toBe("All is well.");
      const transcript = readFileSync(hub.transcripts.at(-1) ?? "", "utf8");
      expect(transcript).toContain("this is the end of it");
      expect(transcript).not.toContain("interrupted");
      // It has left by itself, and not by force.
      const own = readdirSync(join(stage.place.config, "sessions")).filter((name) => name.endsWith(".json"));
      expect(own).toEqual([]);
    });

    it("is idle after an error of the API, whose words are kept, and can be told", async () => {
      await openIdle();
      stage.model.say(fails("no such thing"));
      await stage.ask(hub, "fail");
      await hub.until(({ activity }) => activity?.kind === "idle" && activity.failure !== undefined);
      await tell("a");
      expect(hub.activity).not.toHaveProperty("failure");
    });

    it("is busy while a sub-agent works for it, and told when its own turn ends", async () => {
      await openIdle({ settings: ALLOWED });
      const { promise, resolve } = Promise.withResolvers<void>();
      stage.model.otherwise = (request) => {
        if (lastText(request).includes("Look around."))
          return turn([waitsFor(promise), text("I looked around.")]);
        return says("Go on.");
      };
      const agent = { description: "Look", prompt: "Look around.", subagent_type: "general-purpose" };
      stage.model.say(calls("Agent", agent));
      await stage.ask(hub, "delegate");
      await stage.model.untilAsked((request) => lastText(request).includes("Look around."));
      hub.notices("a");
      resolve();
      await hub.untilOutcome("a", "announced");
      await hub.untilActivity("idle");
      expect(
        JSON.stringify(stage.model.turns.at(-1)?.body.messages).split(lineOf("a")).length,
      ).toBeGreaterThan(1);
    });

    it("is idle while a background command runs, and busy by itself when that ends", async () => {
      await openIdle({ settings: ALLOWED });
      const input = { command: "sleep 2; echo over", description: "Wait", run_in_background: true };
      stage.model.say(calls("Bash", input), says("It runs."));
      await stage.ask(hub, "go");
      await hub.until(
        ({ activity }) => activity?.kind === "idle" && activity.evidence[0]?.text.includes("shell") === true,
      );
      await stage.model.untilAsked((request) =>
        JSON.stringify(request.body.messages).includes("task-notification"),
      );
      await hub.untilActivity("idle");
      await tell("a");
    });

    it("is idle after a compaction that it begins by itself, and knows what it was told", async () => {
      await openIdle();
      stage.model.otherwise = (request) =>
        says(lastText(request).includes("summary") ? "<summary>It went.</summary>" : "I have seen it.");
      stage.model.say(says("Much.", { input_tokens: 2_000_000 }));
      await stage.ask(hub, "fill up");
      await hub.untilActivity("idle");
      hub.notices("a");
      await hub.untilOutcome("a", "announced");
      await hub.untilVisible("Conversation compacted");
      await hub.untilActivity("idle");
      await tell("b");
    });

    it("says where it keeps its conversation, also when it begins another", async () => {
      await openIdle();
      await tell("a");
      hub.type("/clear");
      await hub.untilVisible("/clear");
      await pressLater("\r");
      await hub.until(({ transcripts }) => new Set(transcripts).size === 2);
      await hub.untilActivity("idle");
      hub.notices("b");
      await hub.untilOutcome("b", "announced");
    });

    it("waits for a login when there is none, and is told nothing", async () => {
      await open({ hasKey: false });
      await hub.untilActivity("waiting");
      expect(hub.activity).toMatchObject({ what: "login" });
      hub.notices("a");
      await hub.untilHeld("a", "login");
      hub.type("go");
      await hub.untilVisible("go");
      await pressLater("\r");
      await hub.until(
        ({ activity }) => activity?.evidence.some((each) => each.text === "StopFailure") === true,
      );
      expect(hub.activity).toMatchObject({ kind: "waiting", what: "login" });
      expect(stage.model.turns).toEqual([]);
    });

    it("waits for trust in a folder that is not trusted, which only a person gives", async () => {
      await open({ isTrusted: false });
      await hub.untilActivity("waiting");
      expect(hub.activity).toMatchObject({ what: "trust" });
      hub.notices("a");
      await hub.untilHeld("a", "trusted");
      // Which answer is chosen at first depends on the version.
      await hub.until(({ visible }) => /❯ (?:1\. )?(?:Yes|No)/.test(visible));
      if (hub.visible.includes("❯ No")) await pressLater("\u001b[B");
      await hub.until(({ visible }) => /❯ (?:1\. )?Yes/.test(visible));
      await pressLater("\r");
      await hub.untilOutcome("a", "announced");
    });

    it("is followed also where the person turned all hooks off, before or meanwhile", async () => {
      await openIdle({ settings: { disableAllHooks: true } });
      await tell("a");
      await writeJson(join(stage.place.config, "settings.json"), { disableAllHooks: true, theme: "light" });
      const finish = await stage.work(hub);
      hub.notices("b");
      await hub.untilHeld("b", "It works");
      finish();
      await hub.untilOutcome("b", "announced");
      expect(hub.outcomes.get("b")).toMatchObject({ how: "stop" });
    });

    it("is told once where a hook of the person hangs at the end of a turn", async () => {
      const hangs = { hooks: [{ type: "command", command: "sleep 30", timeout: 2 }] };
      await openIdle({ settings: { hooks: { Stop: [hangs], UserPromptSubmit: [hangs] } } });
      const finish = await stage.work(hub);
      hub.notices("a");
      await hub.untilHeld("a", "It works");
      finish();
      await hub.untilOutcome("a", "announced");
      await hub.untilActivity("idle");
      expect(toldTimes("a")).toBe(1);
    });

    it("is told nothing twice where its transcript does not parse", async () => {
      await openIdle();
      await tell("a");
      const [transcript = ""] = hub.transcripts;
      appendFileSync(transcript, `{"type":"user","message":\n\u0000\u0001${"x".repeat(10_000)}\n[1,2\n`);
      hub.leave();
      await host.kill();
      host = await stage.agent.start();
      hub = await host.hub();
      await hub.untilActivity("idle");
      hub.notices("a", "b");
      await hub.untilOutcome("b", "announced");
      await hub.untilActivity("idle");
      expect([toldTimes("a"), toldTimes("b")]).toEqual([1, 1]);
    });

    it("is told again what it was told in a conversation that was killed before its first answer", async () => {
      await openIdle();
      stage.model.say(turn([waitsFor(new Promise(() => undefined))]));
      hub.notices("a");
      await hub.untilOutcome("a", "announced");
      await stage.model.untilTurn(1);
      hub.leave();
      await host.kill();
      host = await stage.agent.start();
      hub = await host.hub();
      await hub.untilActivity("idle");
      hub.notices();
      await hub.untilOutcome("a", "returned");
      await tell("a");
    });

    it("is followed with fewer hooks where it is an old version", async () => {
      const { binary } = requireClaudeCode();
      const fake = await claudeStage();
      const old = join(fake.place.root, "claude");
      writeFileSync(
        old,
        `#!/bin/sh\ncase "$1" in --version) echo "2.0.10 (Claude Code)";; *) exec '${binary}' "$@";; esac\n`,
      );
      chmodSync(old, 0o755);
      await openIdle({ command: old });
      const settings = readFileSync(join(host.folder, "claude-settings.json"), "utf8");
      expect(settings).toContain("UserPromptSubmit");
      expect(settings).not.toContain("PermissionRequest");
      await tell("a");
      await stage.wantPermission(hub, "git push --force");
      await hub.untilActivity("waiting");
      hub.notices("b");
      await hub.untilHeld("b", "permission");
      await hub.until(({ visible }) => /❯ 1\. Yes/.test(visible));
      await pressLater(ESCAPE);
      await hub.untilOutcome("b", "announced");
      await fake.dispose();
    });

    it("works in the permission mode that the person's settings choose, and else asks a person", async () => {
      await openIdle({ settings: { permissions: { defaultMode: "acceptEdits" } } });
      await hub.untilVisible("accept edits on");
      hub.type(WIPE);
    });
  });

  it("a Claude Code that is not there is said to be missing", async () => {
    const missing = await claudeStage({ command: "claude-that-is-not-there" });
    const { folder } = await missing.agent.start();
    const status = SessionStatus.parse(JSON.parse(readFileSync(join(folder, STATUS_FILE), "utf8")));
    expect(status).toMatchObject({ kind: "failed", reason: expect.stringContaining("was not found") });
    expect(existsSync(join(folder, "output"))).toBe(true);
    await missing.dispose();
  });
});
