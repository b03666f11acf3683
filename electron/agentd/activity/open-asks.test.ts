import { describe, expect, it } from "vitest";
import type { AskAnswer } from "../../../shared/link/ask-answer.ts";
import type { HookAnswer } from "../../../shared/link/hook-calls.ts";
import type { OpenAsk } from "./observation.ts";
import { OpenAsks } from "./open-asks.ts";

const COLOUR = {
  question: "Which colour?",
  header: "Colour",
  multiSelect: false,
  options: [
    { label: "Red", description: "warm" },
    { label: "Blue", description: "cold" },
  ],
};
const SIZES = {
  question: "__proto__",
  header: "Sizes",
  multiSelect: true,
  options: [
    { label: "Small", description: "" },
    { label: "Large", description: "" },
  ],
};

/** What is asked with this input of a tool, and what its hook is told. */
function ask(input: unknown, tool = "AskUserQuestion") {
  const asked: (OpenAsk | undefined)[] = [];
  const told: HookAnswer[] = [];
  const asks = new OpenAsks((first) => asked.push(first));
  const text = typeof input === "string" ? input : JSON.stringify(input);
  const forget = asks.open("id", { event: "PermissionRequest", tool, input: text }, (one) => told.push(one));
  return { asks, asked, told, forget };
}

/** What the program is told by an answer; nothing where the hook waits on. */
function decisionOf(input: unknown, answer: AskAnswer, tool?: string): unknown {
  const { asks, told } = ask(input, tool);
  asks.answer(answer);
  const said = told.find(({ kind }) => kind === "print");
  return said?.kind === "print" ? JSON.parse(said.text).hookSpecificOutput.decision : undefined;
}

const reply = (...replies: { chosen: string[]; words?: string }[]): AskAnswer => ({
  decision: "reply",
  ask: "id",
  replies,
});

describe("questions", () => {
  it("are asked with all that is offered, until they are answered", () => {
    const { asks, asked, told, forget } = ask({ questions: [COLOUR] });
    const { multiSelect: takesSeveral, ...question } = COLOUR;
    const questions = [{ ...question, takesSeveral }];
    expect(asked).toEqual([{ id: "id", what: "question", text: "Which colour?", questions }]);
    expect(told).toEqual([{ kind: "wait" }]);
    asks.answer(reply({ chosen: ["Blue"] }));
    expect(asked.at(-1)).toBeUndefined();
    forget?.();
    expect(asked).toHaveLength(2);
  });

  it("are answered beside all that the program said itself, several answers with commas", () => {
    const input = { questions: [COLOUR, SIZES], metadata: { source: "remember" } };
    const said = decisionOf(input, reply({ chosen: ["Blue"] }, { chosen: ["Small", "Large"], words: "any" }));
    const answers = JSON.parse('{"Which colour?":"Blue","__proto__":"Small, Large, any"}');
    expect(said).toEqual({ behavior: "allow", updatedInput: { ...input, answers } });
  });

  it("are declined in words that say so, with the person's own behind them", () => {
    const decline = (more: object): unknown =>
      decisionOf({ questions: [COLOUR] }, { decision: "deny", ask: "id", ...more });
    expect(decline({})).toEqual({ behavior: "deny", message: "The person declined to answer." });
    expect(decline({ message: "Ask lead." })).toEqual({
      behavior: "deny",
      message: "The person declined to answer. Ask lead.",
    });
  });

  it("show what an answer would look like where the program says it, and no more than is read", () => {
    const options = [
      { label: "Wide", description: "", preview: "+--+\n|  |\n+--+" },
      { label: "Long", description: "", preview: "x".repeat(6000) },
      { label: "None", description: "", preview: " \n" },
    ];
    const { asked } = ask({ questions: [{ ...COLOUR, options }] });
    const [first] = asked;
    const shown = first?.what === "question" ? first.questions[0]?.options : undefined;
    expect(shown?.map(({ preview }) => preview)).toEqual([
      "+--+\n|  |\n+--+",
      `${"x".repeat(4999)}…`,
      undefined,
    ]);
  });

  it.each([
    { name: "what is not offered", answer: reply({ chosen: ["Green"] }) },
    { name: "too much", answer: reply({ chosen: ["Red", "Blue"] }) },
    { name: "nothing", answer: reply({ chosen: [] }) },
    { name: "a yes", answer: { decision: "allow", ask: "id" } as const },
    { name: "another name", answer: { ...reply({ chosen: ["Red"] }), ask: "other" } },
  ])("take no answer that does not fit: $name", ({ answer }) => {
    expect(decisionOf({ questions: [COLOUR] }, answer)).toBeUndefined();
  });

  it.each([
    { name: "cut", input: JSON.stringify({ questions: [COLOUR] }).slice(0, -5) },
    { name: "of another version", input: { ask: "?" } },
    { name: "too long", input: { questions: [{ ...COLOUR, question: "x".repeat(5000) }] } },
    { name: "the same twice", input: { questions: [COLOUR, COLOUR] } },
  ])("are left to the terminal where they are $name", ({ input }) => {
    const { forget, asked, told } = ask(input);
    expect([forget, asked, told]).toEqual([undefined, [], []]);
  });
});

describe("a permission", () => {
  it("is given or denied, and takes no reply", () => {
    const input = { command: "ls" };
    expect(decisionOf(input, { decision: "allow", ask: "id" }, "Bash")).toEqual({ behavior: "allow" });
    expect(decisionOf(input, { decision: "deny", ask: "id", message: "No." }, "Bash")).toEqual({
      behavior: "deny",
      message: "No.",
    });
    expect(decisionOf(input, reply({ chosen: ["Red"] }), "Bash")).toBeUndefined();
  });
});
