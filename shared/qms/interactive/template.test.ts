import { describe, expect, it } from "vitest";
import { rounds, seededRandom } from "../../base/seeded-random.test-support.ts";
import { strangeText } from "../text/strange-text.test-support.ts";
import { SMALL } from "./small-template.test-support.ts";
import { END, parseTemplate, TemplateError } from "./template.ts";

const HEAD = "<!-- @template: T | version: 1 | start: a -->\n";
const A = "<!-- @prompt: a | next: end -->\n";

describe("a template", () => {
  it("says what it asks for and what follows what", () => {
    expect(SMALL).toMatchObject({ name: "SMALL", version: 2, start: "aim" });
    expect([...SMALL.steps.keys()]).toEqual(["aim", "step_do", "step_seen", "more", "summary"]);
    expect(SMALL.steps.get("step_seen")).toMatchObject({ isCommit: true, loop: "steps", next: "more" });
    expect(SMALL.steps.get("more")).toMatchObject({
      kind: "gate",
      yes: "step_do",
      no: "summary",
      loop: "steps",
    });
    expect(SMALL.steps.get("summary")).toMatchObject({
      next: END,
      default: "nothing to add",
      loop: undefined,
    });
    expect(SMALL.loops.get("steps")).toMatchObject({
      first: "step_do",
      steps: ["step_do", "step_seen", "more"],
    });
  });

  it("takes the text up to the end of the prompt as guidance, but for lines of placeholders", () => {
    const { steps } = parseTemplate(
      `${HEAD}${A}One\n\n{{a}}\n{{a}} {{b}}\nTwo {{x}}\n<!-- @end-prompt -->Text`,
    );
    expect(steps.get("a")?.guidance).toBe("One\n\nTwo {{x}}");
  });

  it("takes the text up to the first line of placeholders where a prompt has no end", () => {
    const template = parseTemplate(`${HEAD}${A}One\n{{a}}\n## Two\n<!-- @prompt: b | next: end -->B`);
    expect(template.steps.get("a")?.guidance).toBe("One");
    expect(template.steps.get("b")?.guidance).toBe("B");
    expect(template.parts.map(({ text }) => text).join("")).toContain("{{a}}\n## Two");
  });

  it("reads a tag on the first line of a comment only, and may lead to a loop by its name", () => {
    const text = `${HEAD}<!--\n@prompt: x | next: y\n--><!-- @prompt: a | next: l\nnote --><!-- @loop: l --><!-- @prompt: b | next: end --><!-- @end-loop -->`;
    const { steps } = parseTemplate(text.replaceAll("\n", "\r\n"));
    expect([...steps.keys()]).toEqual(["a", "b"]);
    expect(steps.get("a")).toMatchObject({ next: "b" });
  });

  it.each([
    ["# Only text", "no tags"],
    ["<!-- a comment -->", "no tags"],
    [A, "no @template tag"],
    ["<!-- @template -->", "no name"],
    ["<!-- @template: T -->", "where to start"],
    [`<!-- @template: T | start: z -->${A}`, '@template leads to "z"'],
    [`${HEAD}<!-- @prompt | next: end -->`, "has no id"],
    [`${HEAD}<!-- @prompt: a -->`, "what is next"],
    [`${HEAD}<!-- @prompt: a | next: b -->`, 'a leads to "b"'],
    [`${HEAD}<!-- @gate: a | yes: end -->`, "both yes and no"],
    [`${HEAD}${A}${A}`, "twice"],
    [`${HEAD}<!-- @prompt: a.1 | next: end -->`, "cannot be an id"],
    [`${HEAD}<!-- @prompt: end | next: end -->`, "cannot be an id"],
    [`${HEAD}<!-- @loop: l -->${A}`, "has no end"],
    [`${HEAD}${A}<!-- @end-loop: l -->`, "has not begun"],
    [`${HEAD}<!-- @loop: l -->${A}<!-- @end-loop: m -->`, "another name"],
    [`${HEAD}<!-- @loop: l --><!-- @loop: m -->`, "begins inside"],
    [`${HEAD}${A}<!-- @loop: l --><!-- @end-loop: l -->`, "no prompts"],
  ])("is refused with a sentence: %j", (text, words) => {
    expect(() => parseTemplate(text)).toThrow(TemplateError);
    expect(() => parseTemplate(text)).toThrow(words);
  });

  it("is read or refused, whatever stands in it, and in no time", () => {
    const random = seededRandom(31);
    for (let round = 0; round < rounds(2000); round += 1) {
      try {
        parseTemplate(
          `${HEAD}${A}${strangeText(random, 30)}${A.replace("a |", "b |")}${strangeText(random, 30)}`,
        );
      } catch (error) {
        expect(error).toBeInstanceOf(TemplateError);
      }
    }
    const began = performance.now();
    for (const piece of [
      "<!--",
      "-->",
      "<!-- @prompt: x | next: x -->",
      "---\n",
      "{{a}}",
      "{{a}}\n",
      " ",
      "<!-- @",
    ]) {
      const text = `${HEAD}${A}${piece.repeat(1_000_000 / piece.length)}`;
      expect(() => {
        try {
          parseTemplate(text);
        } catch (error) {
          if (!(error instanceof TemplateError)) throw error;
        }
      }).not.toThrow();
    }
    expect(performance.now() - began).toBeLessThan(4000);
  });
});
