import { mkdir } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, it } from "vitest";
import { z } from "zod";
import { fails, runs, says } from "../messages-api/turn.ts";
import { writeJson } from "./place.ts";
import { describeClaudeCode, openRig } from "./rig.test-support.ts";

const EVENTS = [
  "SessionStart",
  "UserPromptSubmit",
  "PreToolUse",
  "PermissionRequest",
  "PostToolUse",
  "PostToolBatch",
  "Stop",
  "StopFailure",
  "SessionEnd",
];

const HttpInput = z.looseObject({ hook_event_name: z.string(), stop_hook_active: z.boolean().optional() });

describeClaudeCode("the hooks of Claude Code", () => {
  it("tell a turn with a tool from its prompt to its end", async () => {
    const rig = await openRig();
    const { desk, place } = rig;
    const claude = rig.start({ settings: desk.settings(EVENTS) });
    rig.api.model().say(runs("echo hello"), says("Done."));
    await claude.submit("Say hello.");
    const stop = await desk.until("Stop");
    expect(desk.calls.map(({ event }) => event)).toEqual([
      "SessionStart",
      "UserPromptSubmit",
      "PreToolUse",
      "PostToolUse",
      "PostToolBatch",
      "Stop",
    ]);
    const [start, prompt, before, after] = desk.calls.map(({ input }) => input);
    expect(start).toMatchObject({ source: "startup", cwd: place.project });
    expect(prompt).toMatchObject({ prompt: "Say hello.", permission_mode: "default" });
    expect(before).toMatchObject({ tool_name: "Bash", tool_input: { command: "echo hello" } });
    expect(after).toMatchObject({
      tool_use_id: before?.["tool_use_id"],
      tool_response: { stdout: "hello", interrupted: false },
      duration_ms: expect.any(Number),
    });
    expect(stop.input).toMatchObject({
      stop_hook_active: false,
      last_assistant_message: "Done.",
      background_tasks: [],
      transcript_path: start?.transcript_path,
      prompt_id: prompt?.["prompt_id"],
    });
    await claude.untilStatus("idle");
    await claude.leave();
    expect((await desk.until("SessionEnd")).input).toMatchObject({ reason: "prompt_input_exit" });
  });

  it("say StopFailure, and no Stop, when the API fails", async () => {
    const rig = await openRig();
    const claude = rig.start({ settings: rig.desk.settings(EVENTS) });
    rig.api.model().say(fails("Down."));
    await claude.submit("Go.");
    const failure = await rig.desk.until("StopFailure");
    expect(failure.input).toMatchObject({
      error: "server_error",
      last_assistant_message: expect.stringContaining("Down."),
    });
    await claude.untilStatus("idle");
    expect(rig.desk.of("Stop")).toEqual([]);
  });

  it("say nothing of Esc", async () => {
    const rig = await openRig();
    const claude = rig.start({ settings: rig.desk.settings(EVENTS) });
    await claude.submit("Go.");
    await rig.api.model().untilTurn(1);
    await claude.untilStatus("busy");
    claude.type("\x1b");
    await claude.untilStatus("idle");
    expect(rig.desk.calls.map(({ event }) => event)).toEqual(["SessionStart", "UserPromptSubmit"]);
  });

  it("of the overlay, of the person and of the project all run", async () => {
    const rig = await openRig();
    const hooksOf = (...labels: readonly string[]): object => ({
      hooks: {
        UserPromptSubmit: [
          { hooks: labels.map((label) => ({ type: "command", command: rig.desk.command(label) })) },
        ],
      },
    });
    await writeJson(join(rig.place.config, "settings.json"), hooksOf("person"));
    await mkdir(join(rig.place.project, ".claude"));
    await writeJson(join(rig.place.project, ".claude/settings.json"), hooksOf("project"));
    await writeJson(join(rig.place.project, ".claude/settings.local.json"), hooksOf("local"));
    // The same command twice runs once.
    const claude = rig.start({ settings: hooksOf("overlay", "overlay", "person") });
    await claude.submit("Go.");
    await rig.api.model().untilTurn(1);
    expect(rig.desk.calls.map(({ label }) => label).toSorted()).toEqual([
      "local",
      "overlay",
      "person",
      "project",
    ]);
  });

  it("with a name that it does not know make it ask at the start, before any hook runs", async () => {
    const rig = await openRig();
    const { hooks } = rig.desk.settings(["SessionStart"]);
    const claude = rig.start({ settings: { hooks: { ...hooks, NoSuchEvent: [] } } });
    await claude.untilVisible("Settings Warning");
    expect(claude.isVisible('Unknown hook event "NoSuchEvent" was ignored')).toBe(true);
    expect(rig.desk.calls).toEqual([]);
    await claude.answerDialog("Settings Warning", "\r");
    await rig.desk.until("SessionStart");
  });

  it("that fail are shown and change nothing, unless their code is 2", async () => {
    const rig = await openRig();
    rig.desk.answerNext("UserPromptSubmit", { code: 1, errors: "broken" }, { code: 2, errors: "not now" });
    const claude = rig.start({ settings: rig.desk.settings(["UserPromptSubmit", "Stop"]) });
    rig.api.model().say(says("One."));
    await claude.submit("First.");
    await rig.desk.until("Stop");
    await claude.untilStatus("idle");
    await claude.submit("Second.");
    await claude.untilVisible("not now");
    expect(rig.api.model().turns).toHaveLength(1);
  });

  it("that are async are not waited for", async () => {
    const rig = await openRig();
    rig.desk.hold("UserPromptSubmit");
    const claude = rig.start({ settings: rig.desk.settings(["UserPromptSubmit"], { async: true }) });
    rig.api.model().say(says("Done."));
    await claude.submit("Go.");
    await claude.untilLine(/● Done\./);
    await rig.desk.until("UserPromptSubmit");
  });

  it("that are not async hold up what they report", async () => {
    const rig = await openRig();
    rig.desk.hold("UserPromptSubmit");
    const claude = rig.start({ settings: rig.desk.settings(["UserPromptSubmit"]) });
    await claude.submit("Go.");
    const call = await rig.desk.until("UserPromptSubmit");
    await claude.untilStatus("busy");
    expect(rig.api.model().turns).toEqual([]);
    call.answer();
    await rig.api.model().untilTurn(1);
  });

  it("can name a program and its arguments, without a shell", async () => {
    const rig = await openRig();
    const hook = rig.desk.directHook();
    const claude = rig.start({ settings: { hooks: { UserPromptSubmit: [{ hooks: [hook] }] } } });
    await claude.submit("Go.");
    await rig.desk.until("UserPromptSubmit");
    await rig.api.model().untilTurn(1);
  });

  it("that hang are given up after their timeout, and the turn goes on", async () => {
    const rig = await openRig();
    rig.desk.hold("UserPromptSubmit");
    const claude = rig.start({ settings: rig.desk.settings(["UserPromptSubmit"], { timeout: 1 }) });
    await claude.submit("Go.");
    const call = await rig.desk.until("UserPromptSubmit");
    await rig.api.model().untilTurn(1);
    expect(["SIGTERM", "closed"]).toContain(await call.ended);
  });

  it("can be requests over HTTP, with a token from the environment, but not for the start", async () => {
    const rig = await openRig();
    const desk = await openHttpDesk();
    const hook = {
      type: "http",
      url: desk.url,
      headers: { Authorization: "Bearer $DESK_TOKEN" },
      allowedEnvVars: ["DESK_TOKEN"],
    };
    const events = ["SessionStart", "UserPromptSubmit", "PermissionRequest", "Stop"];
    const hooks = Object.fromEntries(events.map((event) => [event, [{ hooks: [hook] }]]));
    const claude = rig.start({ settings: { hooks }, env: { DESK_TOKEN: "secret" } });
    rig.api.model().say(runs("touch made"), says("Done."), says("Gone on."));
    await claude.submit("Go.");
    await claude.untilVisible("● Gone on.");
    await claude.untilStatus("idle");
    expect(desk.calls).toEqual(["UserPromptSubmit", "PermissionRequest", "Stop", "Stop"]);
    expect(desk.tokens).toEqual(new Set(["Bearer secret"]));
    await desk.close();
  });
});

interface HttpDesk {
  readonly url: string;
  readonly calls: readonly string[];
  readonly tokens: ReadonlySet<string | undefined>;
  close(): Promise<void>;
}

/** Allows what asks for permission, and makes the first turn that ends go on. */
async function openHttpDesk(): Promise<HttpDesk> {
  const calls: string[] = [];
  const tokens = new Set<string | undefined>();
  const answerTo = (event: string, isActive: boolean): object => {
    if (event === "PermissionRequest")
      return { hookSpecificOutput: { hookEventName: event, decision: { behavior: "allow" } } };
    return event === "Stop" && !isActive ? { decision: "block", reason: "Go on." } : {};
  };
  const server = createServer((request, response) => {
    tokens.add(request.headers.authorization);
    void text(request).then((body) => {
      const input = HttpInput.parse(JSON.parse(body));
      calls.push(input.hook_event_name);
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(answerTo(input.hook_event_name, input.stop_hook_active ?? false)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}/`, calls, tokens, close };
}
