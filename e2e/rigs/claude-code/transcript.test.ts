import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { z } from "zod";
import { calls, says, text, tool, turn } from "../messages-api/turn.ts";
import { readTranscripts } from "./place.ts";
import { describeClaudeCode, openRig } from "./rig.test-support.ts";

/** The file follows soon, but not at once, and later where a machine is busy. */
const PATIENCE = { timeout: 15_000 };

const Line = z.looseObject({
  type: z.string(),
  timestamp: z.string().optional(),
  promptId: z.string().optional(),
  isSidechain: z.boolean().optional(),
  message: z
    .looseObject({
      id: z.string().optional(),
      role: z.string(),
      model: z.string().optional(),
      content: z.unknown(),
      usage: z.looseObject({ input_tokens: z.number(), output_tokens: z.number() }).optional(),
    })
    .optional(),
});
type Line = z.infer<typeof Line>;

async function read(file: string): Promise<readonly Line[]> {
  // What follows the last line end is a line that is still being written.
  const lines = (await readFile(file, "utf8")).split("\n").slice(0, -1);
  return lines.map((line) => Line.parse(JSON.parse(line)));
}

async function answersIn(file: string): Promise<readonly Line[]> {
  return (await read(file)).filter(({ type }) => type === "assistant");
}

describeClaudeCode("a transcript", () => {
  it("holds each prompt as a user's line with the id that the hook told", async () => {
    const rig = await openRig();
    const claude = rig.start({ settings: rig.desk.settings(["UserPromptSubmit", "Stop"]) });
    rig.api.model().say(says("Done."));
    await claude.submit("A notice.");
    const { input } = await rig.desk.until("UserPromptSubmit");
    const stop = await rig.desk.until("Stop");
    expect(stop.input.transcript_path).toBe(
      join(dirname(input.transcript_path), `${input.session_id}.jsonl`),
    );
    const promptsIn = async (): Promise<readonly Line[]> =>
      (await read(input.transcript_path)).filter(({ message }) => message?.content === "A notice.");
    // It is written with a delay: it may not be there yet even when the turn is over.
    await expect.poll(promptsIn, PATIENCE).toHaveLength(1);
    const prompts = await promptsIn();
    expect(prompts[0]?.promptId).toBe(input["prompt_id"]);
    expect(Date.parse(prompts[0]?.timestamp ?? "")).not.toBeNaN();
  });

  it("holds an answer's tokens on each line of the answer: they count once for each message id", async () => {
    const rig = await openRig();
    const settings = rig.desk.settings(["Stop"]);
    const claude = rig.start({ settings: { ...settings, permissions: { allow: ["Bash"] } } });
    const bash = (command: string): ReturnType<typeof tool> =>
      tool("Bash", { command, description: "A step" });
    rig.api.model().say(
      turn([text("Two at once."), bash("echo 1"), bash("echo 2")], {
        input_tokens: 100,
        output_tokens: 20,
      }),
      says("Done.", { input_tokens: 7, output_tokens: 3, cache_read_input_tokens: 1000 }),
    );
    await claude.submit("Go.");
    const { input } = await rig.desk.until("Stop");
    await expect.poll(() => answersIn(input.transcript_path), PATIENCE).toHaveLength(4);
    const answers = await answersIn(input.transcript_path);
    expect(answers.map(({ message }) => message?.id)).toEqual([
      "msg_0001",
      "msg_0001",
      "msg_0001",
      "msg_0002",
    ]);
    expect(answers.map(({ message }) => message?.usage?.output_tokens)).toEqual([20, 20, 20, 3]);
    expect(answers.at(-1)?.message?.usage).toMatchObject({ input_tokens: 7, cache_read_input_tokens: 1000 });
  });

  it("of a sub-agent is a file of its own beside the session's", async () => {
    const rig = await openRig();
    const claude = rig.start({ settings: rig.desk.settings(["SubagentStop", "Stop"]) });
    rig.api.model().otherwise = () => says("Looked.", { output_tokens: 5 });
    rig.api
      .model()
      .say(calls("Agent", { description: "Look", prompt: "Look around.", subagent_type: "general-purpose" }));
    await claude.submit("Delegate.");
    const { input } = await rig.desk.until("SubagentStop");
    const path = String(input["agent_transcript_path"]);
    expect(path).toBe(
      join(
        dirname(input.transcript_path),
        input.session_id,
        "subagents",
        `agent-${String(input["agent_id"])}.jsonl`,
      ),
    );
    await expect.poll(() => answersIn(path), PATIENCE).toHaveLength(1);
    expect((await answersIn(path))[0]).toMatchObject({
      isSidechain: true,
      message: { id: expect.any(String) },
    });
    const own = await read(input.transcript_path);
    expect(own.some(({ isSidechain }) => isSidechain)).toBe(false);
    expect([...(await readTranscripts(rig.place)).keys()]).toHaveLength(2);
  });

  it("holds what failed as an answer without a model", async () => {
    const rig = await openRig({ hasKey: false });
    const claude = rig.start({ settings: rig.desk.settings(["StopFailure"]) });
    await claude.submit("Go.");
    const { input } = await rig.desk.until("StopFailure");
    await expect.poll(() => answersIn(input.transcript_path), PATIENCE).toHaveLength(1);
    const answers = await answersIn(input.transcript_path);
    expect(answers.map(({ message }) => message?.model)).toEqual(["<synthetic>"]);
    expect(answers[0]?.message?.usage).toMatchObject({ input_tokens: 0, output_tokens: 0 });
  });
});
