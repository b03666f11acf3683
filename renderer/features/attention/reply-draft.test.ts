import { expect, it } from "vitest";
import type { Question } from "../../../shared/link/questions.ts";
import { NO_REPLY, repliesOf, withOption, withWords } from "./reply-draft.ts";

const options = ["Red", "Blue", "Green"].map((label) => ({ label, description: "" }));
const one: Question = { question: "Which?", header: "", takesSeveral: false, options };
const several: Question = { ...one, takesSeveral: true };

it("takes one answer in place of another, and own words in place of what was chosen", () => {
  const red = withOption(one, NO_REPLY, "Red", true);
  const blue = withOption(one, red, "Blue", true);
  expect(repliesOf([red, blue])).toEqual([{ chosen: ["Red"] }, { chosen: ["Blue"] }]);
  const own = withWords(one, blue, " any ", true);
  expect(repliesOf([own])).toEqual([{ chosen: [], words: "any" }]);
  const back = withOption(one, own, "Red", true);
  expect(repliesOf([back])).toEqual([{ chosen: ["Red"] }]);
  expect(back.words).toBe(" any ");
});

it("takes several in the order in which they are offered, and own words beside them", () => {
  const both = withOption(several, withOption(several, NO_REPLY, "Green", true), "Red", true);
  const own = withWords(several, both, "any", true);
  const fewer = withOption(several, own, "Green", false);
  expect(repliesOf([both, own, fewer, withWords(several, fewer, "any", false)])).toEqual([
    { chosen: ["Red", "Green"] },
    { chosen: ["Red", "Green"], words: "any" },
    { chosen: ["Red"], words: "any" },
    { chosen: ["Red"] },
  ]);
});
