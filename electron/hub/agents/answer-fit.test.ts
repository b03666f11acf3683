import { expect, it } from "vitest";
import type { Activity } from "../../../shared/link/activity.ts";
import type { AskAnswer } from "../../../shared/link/ask-answer.ts";
import { misfitOfAnswer } from "./answer-fit.ts";

type Waiting = Extract<Activity, { kind: "waiting" }>;

const waiting: Waiting = { kind: "waiting", what: "permission", text: "", since: 0, evidence: [], ask: "a" };
const options = [{ label: "Red", description: "" }];
const questions = [{ question: "Which?", header: "", takesSeveral: false, options }];
const asking: Waiting = { ...waiting, what: "question", questions };
const reply = (label: string): AskAnswer => ({ decision: "reply", ask: "a", replies: [{ chosen: [label] }] });

it.each([
  { what: waiting, answer: { decision: "allow", ask: "a" } as const, fits: true },
  { what: waiting, answer: reply("Red"), fits: false },
  { what: asking, answer: reply("Red"), fits: true },
  { what: asking, answer: reply("Blue"), fits: false },
  { what: asking, answer: { decision: "deny", ask: "a" } as const, fits: true },
  { what: asking, answer: { decision: "allow", ask: "a" } as const, fits: false },
])("a $what.what with the answer $answer", ({ what, answer, fits }) => {
  expect(misfitOfAnswer(what, answer) === undefined).toBe(fits);
});
