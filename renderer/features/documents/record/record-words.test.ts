import { describe, expect, it } from "vitest";
import type { DocumentRecord, RecordStepView } from "../../../../shared/contract/qms-document.ts";
import {
  answerProblem,
  closedLoops,
  progressSentence,
  stateOf,
  stepTitle,
  titleOfKey,
  whoAnswers,
} from "./record-words.ts";

const step = (part: Partial<RecordStepView>): RecordStepView => ({
  ...{ key: "aim", id: "aim", kind: "prompt", guidance: "", isCommit: false, answers: [] },
  ...part,
});
const ANSWERED = step({ answers: [{ value: "To see", isCut: false, by: "lead" }] });
const NOW = step({ key: "step_do.2", id: "step_do", loop: "steps", pass: 2 });
const RECORD: DocumentRecord = {
  ...{ template: "VR v5", author: "lead", steps: [ANSWERED, NOW], stepCount: 2, answered: 1 },
  current: { key: "step_do.2", needsReason: false },
  loops: [{ name: "steps", passes: 2, isClosed: true }],
};

describe("a record in words", () => {
  it("names steps as a person does", () => {
    expect(stepTitle(NOW)).toBe("Step do, pass 2");
    expect(titleOfKey(RECORD, "aim")).toBe("Aim");
    expect(titleOfKey(RECORD, "__end__")).toBe("the end");
  });

  it("says which step is asked now, and how far it is", () => {
    expect([ANSWERED, NOW].map((one) => stateOf(one, RECORD))).toEqual(["answered", "now"]);
    expect(progressSentence(RECORD)).toBe("1 of 2 answered");
    expect(stateOf(step({ kind: "gate", key: "more", gate: "no" }), RECORD)).toBe("answered");
  });

  it("says who answers where it is not the person", () => {
    expect(whoAnswers(RECORD)).toBeUndefined();
    expect(whoAnswers({ ...RECORD, author: "qa" })).toContain("qa answers it");
    const { author: _author, ...checkedIn } = RECORD;
    expect(whoAnswers(checkedIn)).toContain("Check it out");
  });

  it("offers another pass only where the engine takes it", () => {
    expect(closedLoops(RECORD)).toEqual(["steps"]);
    const amending = { key: "aim", returnsTo: "__end__", needsReason: true };
    expect(closedLoops({ ...RECORD, current: amending })).toEqual([]);
  });

  it("asks for an answer and, where it changes one, for a reason", () => {
    expect(answerProblem(NOW, " ", undefined)).toEqual({ answer: "Write an answer." });
    expect(answerProblem(step({ default: "none" }), "", undefined)).toEqual({});
    expect(answerProblem(NOW, "Seen", "")).toEqual({ reason: "Say why the answer changes." });
  });
});
