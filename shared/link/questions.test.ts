import { describe, expect, it } from "vitest";
import { misfitOf, Questions, replyText } from "./questions.ts";

const options = (...labels: string[]): unknown => labels.map((label) => ({ label, description: "" }));
const colour = {
  question: "Which colour?",
  header: "",
  takesSeveral: false,
  options: options("Red", "Blue"),
};
const sizes = {
  question: "Which sizes?",
  header: "",
  takesSeveral: true,
  options: options("Small", "Large"),
};
const questions = Questions.parse([colour, sizes]);

describe("the answers to questions", () => {
  it.each([
    { replies: [{ chosen: ["Red"] }, { chosen: ["Small", "Large"] }], misfit: undefined },
    {
      replies: [
        { chosen: [], words: "Any" },
        { chosen: ["Small"], words: "any" },
      ],
      misfit: undefined,
    },
    { replies: [{ chosen: ["Red"] }], misfit: "Each question needs an answer." },
    { replies: [{ chosen: ["Red"] }, { chosen: [] }], misfit: "Each question needs an answer." },
    {
      replies: [{ chosen: ["Red"] }, { chosen: ["Small"] }, { chosen: [] }],
      misfit: "There are more answers than questions.",
    },
    {
      replies: [{ chosen: ["Small"] }, { chosen: ["Small"] }],
      misfit: "Something was chosen that is not offered.",
    },
    {
      replies: [{ chosen: ["Red"] }, { chosen: ["Small", "Small"] }],
      misfit: "Something was chosen that is not offered.",
    },
    {
      replies: [{ chosen: ["Red", "Blue"] }, { chosen: ["Small"] }],
      misfit: "One of the questions takes one answer only.",
    },
    {
      replies: [{ chosen: ["Red"], words: "and more" }, { chosen: ["Small"] }],
      misfit: "One of the questions takes one answer only.",
    },
  ])("fit or do not: $misfit", ({ replies, misfit }) => {
    expect(misfitOf(questions, replies)).toBe(misfit);
  });

  it("are one line each, own words last", () => {
    expect(replyText({ chosen: ["Small", "Large"], words: "or so" })).toBe("Small, Large, or so");
  });
});

it.each([
  { name: "none", asked: [] },
  { name: "two of the same words", asked: [colour, colour] },
  { name: "one that offers the same twice", asked: [{ ...colour, options: options("Red", "Red") }] },
  { name: "one without words", asked: [{ ...colour, question: "" }] },
  { name: "one that is too long", asked: [{ ...colour, question: "x".repeat(2001) }] },
  { name: "too many", asked: Array.from({ length: 9 }, (_, at) => ({ ...colour, question: `${at}?` })) },
])("are no questions: $name", ({ asked }) => {
  expect(Questions.safeParse(asked).success).toBe(false);
});
