import { describe, expect, it } from "vitest";
import type { TestViewer } from "../../electron/hub/testing/test-viewer.test-support.ts";
import type { Attention } from "../../shared/contract/attention.ts";
import { findClaudeCode } from "../rigs/claude-code/find-claude-code.ts";
import { calls } from "../rigs/messages-api/turn.ts";
import { openClaudeScene, type ClaudeScene } from "./claude-scene.ts";
import { Role } from "./role.ts";
import { CLAUDE } from "./scene.ts";

const SCENE_TIMEOUT_MS = 120_000;
/** A dialog does not take keys in the first moments. */
const DIALOG_MS = 500;

const QUESTIONS = [
  {
    question: "Which colour?",
    header: "Colour",
    multiSelect: false,
    options: [
      { label: "Red", description: "warm" },
      { label: "Blue", description: "cold" },
    ],
  },
  {
    question: "Which tests are to run?",
    header: "Tests",
    multiSelect: true,
    options: [
      { label: "Units", description: "beside the code" },
      { label: "Scenes", description: "with the real program" },
    ],
  },
  {
    question: "What is it called?",
    header: "Name",
    multiSelect: false,
    options: [
      { label: "Quorum", description: "as it is" },
      { label: "Other", description: "as it may be" },
    ],
  },
];

type Asked = Extract<Attention, { kind: "question" }> & { readonly ask: string };

interface Asking extends ClaudeScene {
  readonly role: Role;
  readonly viewer: TestViewer;
  readonly asked: Asked;
}

/** Lets `claude` come to where it asks these. */
async function untilItAsks(questions: readonly object[]): Promise<Asking> {
  const opened = await openClaudeScene({ permissions: { allow: ["Bash(qms inbox)"] } });
  const { scene, model } = opened;
  const role = Role.play(model(CLAUDE), [
    { to: /Choose"\. Run qms inbox\./, does: () => calls("AskUserQuestion", { questions }) },
  ]);
  await scene.host.hub.start(CLAUDE);
  await scene.message(CLAUDE, "Choose", "With the person.");
  const isAsked = (one: Attention): one is Asked => one.kind === "question" && one.ask !== undefined;
  const list = await scene.untilAttention((all) => all.some(isAsked));
  const asked = list.find(isAsked) ?? expect.fail("it does not ask");
  const viewer = scene.view(CLAUDE);
  await viewer.sees("2. Blue");
  return { ...opened, role, viewer, asked };
}

describe.skipIf(findClaudeCode() === undefined)("questions", () => {
  it(
    "are answered from the list: with a choice, with several, and in own words, as its model learns next",
    async () => {
      const { scene, role, asked } = await untilItAsks(QUESTIONS);
      expect(asked).toMatchObject({ agent: CLAUDE, ask: expect.any(String) });
      expect(asked.questions).toEqual(
        QUESTIONS.map(({ multiSelect, ...question }) => ({ ...question, takesSeveral: multiSelect })),
      );
      const { ask } = asked;
      const green = {
        decision: "reply",
        ask,
        replies: QUESTIONS.map(() => ({ chosen: ["Green"] })),
      } as const;
      await expect(scene.host.hub.answer(CLAUDE, green)).rejects.toMatchObject({ code: "invalid_input" });
      await expect(scene.host.hub.answer(CLAUDE, { decision: "allow", ask })).rejects.toMatchObject({
        code: "invalid_input",
      });
      const replies = [
        { chosen: ["Blue"] },
        { chosen: ["Units", "Scenes"] },
        { chosen: [], words: 'The "third" one' },
      ];
      await scene.host.hub.answer(CLAUDE, { decision: "reply", ask, replies });
      await scene.untilAttention((list) => list.length === 0);
      await scene.untilAgent(CLAUDE, ({ activity }) => activity?.kind === "idle");
      const results = role.heard.flatMap((each) => each.results).join("\n");
      expect(results).toContain('"Which colour?"="Blue"');
      expect(results).toContain('"Which tests are to run?"="Units, Scenes"');
      expect(results).toContain('"What is it called?"="The "third" one"');
    },
    SCENE_TIMEOUT_MS,
  );

  it(
    "are declined from the list with a sentence, as its model learns next, and it goes on",
    async () => {
      const { scene, role, asked } = await untilItAsks(QUESTIONS.slice(0, 1));
      const declined = { ask: asked.ask, decision: "deny", message: "Take what the last one had." } as const;
      await scene.host.hub.answer(CLAUDE, declined);
      await scene.untilAttention((list) => list.length === 0);
      await scene.untilAgent(CLAUDE, ({ activity }) => activity?.kind === "idle");
      expect(role.heard.at(-1)?.results.at(-1)).toBe(
        "The person declined to answer. Take what the last one had.",
      );
    },
    SCENE_TIMEOUT_MS,
  );

  it(
    "that are answered in the terminal leave the list, where nobody can answer them any more",
    async () => {
      const { scene, role, viewer, asked } = await untilItAsks(QUESTIONS.slice(0, 1));
      await new Promise((resolve) => setTimeout(resolve, DIALOG_MS));
      viewer.type("\r");
      await scene.untilAttention((list) => list.length === 0);
      const late = scene.host.hub.answer(CLAUDE, {
        decision: "reply",
        ask: asked.ask,
        replies: [{ chosen: ["Blue"] }],
      });
      await expect(late).rejects.toMatchObject({ code: "conflict" });
      await scene.untilAgent(CLAUDE, ({ activity }) => activity?.kind === "idle");
      expect(role.heard.flatMap((each) => each.results).join("\n")).toContain('"Which colour?"="Red"');
    },
    SCENE_TIMEOUT_MS,
  );
});
