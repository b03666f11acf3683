import { findClaudeCode } from "../../../../e2e/rigs/claude-code/find-claude-code.ts";
import {
  environmentOf,
  makePlace,
  type Place,
  type PlaceOptions,
} from "../../../../e2e/rigs/claude-code/place.ts";
import { MessagesApi } from "../../../../e2e/rigs/messages-api/messages-api.ts";
import { lastText, type ModelRequest } from "../../../../e2e/rigs/messages-api/model-request.ts";
import type { ScriptedModel } from "../../../../e2e/rigs/messages-api/scripted-model.ts";
import {
  calls,
  runs,
  says,
  text,
  turn,
  waitsFor,
  type Turn,
} from "../../../../e2e/rigs/messages-api/turn.ts";
import { TestAgent, type TestHub, type TestProgram } from "../../session-host.test-support.ts";
import type { ProgramStage } from "../program-stage.test-support.ts";

export interface ClaudeStageOptions extends PlaceOptions {
  /** Another command in place of the installed one. */
  readonly command?: string;
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Whether it is kept from writing below QMS/. */
  readonly guardsQms?: boolean;
}

/** The real Claude Code on the stage, with a model that says what the test writes, and else that it has seen it. */
export interface ClaudeStage extends ProgramStage {
  readonly model: ScriptedModel;
  readonly place: Place;
  /** Enters what a person asks, and waits until the model is asked. */
  ask(hub: TestHub, words: string): Promise<ModelRequest>;
}

export async function claudeStage(options: ClaudeStageOptions = {}): Promise<ClaudeStage> {
  const {
    command = findClaudeCode()?.binary ?? "claude",
    args = [],
    environment = {},
    guardsQms = false,
  } = options;
  const api = await MessagesApi.start();
  const model = api.model();
  model.otherwise = answerTo;
  const place = await makePlace(options);
  const program: TestProgram = { command, args: [...args], program: "claude", guardsQms };
  const agent = new TestAgent(program, { ...environmentOf(place, model.url), ...environment }, place.project);
  const ask = async (hub: TestHub, words: string): Promise<ModelRequest> => {
    const before = model.turns.length;
    hub.type(`\u001b[200~${words}\u001b[201~`);
    // Enter that comes together with the paste may be taken for a part of it.
    await hub.untilVisible(words);
    hub.type("\r");
    return model.untilTurn(before + 1);
  };
  return {
    agent,
    model,
    place,
    ask,
    interruptKey: "\u001b",
    leaveKey: "\u001b",
    said: () => saidIn(model.turns.at(-1)),
    work: async (hub) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      model.say(runs("ls"), turn([waitsFor(promise), text("Done.")]));
      await ask(hub, "work");
      await model.untilAsked((request) => JSON.stringify(request.body.messages).includes("tool_result"));
      return resolve;
    },
    wantPermission: async (hub, wanted) => {
      model.say(runs(wanted));
      await ask(hub, "do it");
    },
    askQuestion: async (hub, question) => {
      const colours = ["Red", "Blue"].map((label) => ({ label, description: label }));
      model.say(
        calls("AskUserQuestion", {
          questions: [{ question, header: "Colour", multiSelect: false, options: colours }],
        }),
      );
      await ask(hub, "ask me");
    },
    exitWords: "/exit",
    dispose: async () => {
      await agent.dispose();
      await api.close();
      await place.remove();
    },
  };
}

/** Does what the scripted agent does with the same words. */
function answerTo(request: ModelRequest): Turn {
  const words = lastText(request);
  const wanted = /^permit (.+?)(?: \d+)?$/m.exec(words)?.[1];
  if (wanted !== undefined) return runs(wanted);
  const seconds = Number(/^run ([\d.]+)$/m.exec(words)?.[1] ?? 0);
  const worked = new Promise((resolve) => setTimeout(resolve, 1000 * seconds));
  return seconds > 0 ? turn([waitsFor(worked), text("Done.")]) : says("I have seen it.");
}

/** The person's side of a conversation; Claude Code itself may repeat a part of it as a remark of the system. */
function saidIn(request: ModelRequest | undefined): readonly string[] {
  const messages = (request?.body.messages ?? []).filter(({ role }) => role === "user");
  return messages.flatMap(({ content }) =>
    typeof content === "string" ? [content] : content.flatMap(({ text: words }) => words ?? []),
  );
}
