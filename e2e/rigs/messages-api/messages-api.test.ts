import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MessagesApi } from "./messages-api.ts";
import { lastText, toolNames } from "./model-request.ts";
import type { ScriptedModel } from "./scripted-model.ts";
import { fails, runs, says, text, turn, waitsFor } from "./turn.ts";

describe("the scripted Messages API", () => {
  let api: MessagesApi;
  let model: ScriptedModel;

  beforeEach(async () => {
    api = await MessagesApi.start();
    model = api.model("qa");
  });
  afterEach(() => api.close());

  function ask(words: string, { tools = ["Bash"], path = "" } = {}): Promise<Response> {
    return fetch(`${model.url}/v1/messages${path}?beta=true`, {
      method: "POST",
      body: JSON.stringify({
        model: "any",
        stream: true,
        messages: [{ role: "user", content: words }],
        ...(tools.length === 0 ? {} : { tools: tools.map((name) => ({ name })) }),
      }),
    });
  }

  it("says what is written, turn by turn, and records what it was asked", async () => {
    model.say(says("one", { output_tokens: 7 }), runs("git status"));
    const first = await (await ask("first")).text();
    expect(eventsOf(first).map(({ type }) => type)).toEqual([
      "message_start",
      "content_block_start",
      "content_block_delta",
      "content_block_stop",
      "message_delta",
      "message_stop",
    ]);
    expect(first).toContain('"text":"one"');
    expect(first).toContain('"stop_reason":"end_turn"');
    expect(first).toContain('"output_tokens":7');
    const second = await (await ask("second")).text();
    expect(second).toContain('\\"command\\":\\"git status\\"');
    expect(second).toContain('"stop_reason":"tool_use"');
    expect(model.turns.map(lastText)).toEqual(["first", "second"]);
    expect(model.turns.map(toolNames)).toEqual([["Bash"], ["Bash"]]);
  });

  it("holds a turn that is not written yet, until it is", async () => {
    const answer = ask("anyone?");
    await model.untilTurn(1);
    expect(model.waiting).toBe(1);
    model.say((request) => says(`you said: ${lastText(request)}`));
    expect(await (await answer).text()).toContain("you said: anyone?");
  });

  it("holds an answer in its middle", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    model.say(turn([text("before"), waitsFor(promise), text("after")]));
    const reader = (await ask("go")).body?.pipeThrough(new TextDecoderStream()).getReader();
    let seen = "";
    while (!seen.includes("before")) seen += (await reader?.read())?.value ?? "";
    expect(seen).not.toContain("after");
    resolve();
    while (!seen.includes("message_stop")) seen += (await reader?.read())?.value ?? "";
    expect(seen).toContain("after");
  });

  it("forgets a turn whose asker hung up", async () => {
    const { signal, abort } = abortable();
    const lost = fetch(`${model.url}/v1/messages`, {
      method: "POST",
      signal,
      body: JSON.stringify({ model: "any", messages: [], tools: [{ name: "Bash" }] }),
    });
    await model.untilTurn(1);
    abort();
    await expect(lost).rejects.toThrow("abort");
    const next = ask("still there");
    await model.untilTurn(2);
    model.say(says("for the second"));
    expect(await (await next).text()).toContain("for the second");
  });

  it("answers with an error where one is written", async () => {
    model.say(fails("Too much.", 529, "overloaded_error"));
    const answer = await ask("go");
    expect(answer.status).toBe(529);
    expect(await answer.json()).toEqual({
      type: "error",
      error: { type: "overloaded_error", message: "Too much." },
    });
  });

  it("answers what is no turn by itself", async () => {
    expect((await fetch(model.url, { method: "HEAD" })).status).toBe(200);
    expect(await (await ask("a title, please", { tools: [] })).text()).toContain("A scripted session");
    expect(await (await ask("how long?", { path: "/count_tokens" })).json()).toEqual({
      input_tokens: expect.any(Number),
    });
    expect(model.requests.map(({ kind }) => kind)).toEqual(["aside", "count"]);
    expect(api.problems).toEqual([]);
  });

  it("keeps the models of two agents apart", async () => {
    api.model("bu").say(says("bu speaks"));
    model.say(says("qa speaks"));
    expect(await (await ask("who?")).text()).toContain("qa speaks");
    expect(api.model("bu").requests).toEqual([]);
  });

  it("names what it does not know as a problem", async () => {
    expect((await fetch(`${model.url}/v2/other`, { method: "POST" })).status).toBe(404);
    expect(api.problems).toHaveLength(1);
  });
});

function abortable(): { readonly signal: AbortSignal; abort(): void } {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}

function eventsOf(stream: string): readonly { readonly type: string }[] {
  return stream
    .split("\n")
    .filter((line) => line.startsWith("data: "))
    .map((line) => JSON.parse(line.slice("data: ".length)) as { type: string });
}
