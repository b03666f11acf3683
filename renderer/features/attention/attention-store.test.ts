import { describe, expect, it } from "vitest";
import { Attention } from "../../../shared/contract/attention.ts";
import {
  noAttention,
  withAnswering,
  withDraft,
  withEntries,
  withReason,
  withRefusal,
  withRestored,
  type AttentionState,
} from "./attention-store.ts";

const permission = (id: string, agent = "qa"): Attention =>
  Attention.parse({ kind: "permission", id, agent, since: 0, text: "May I?", ask: id });
const [one, other] = [permission("one"), permission("other", "claude")];
const both: AttentionState = withEntries(noAttention(), [one, other]);

describe("what waits for the person", () => {
  it("is known from the first list on", () => {
    expect(noAttention().isKnown).toBe(false);
    expect(withEntries(noAttention(), [])).toMatchObject({ isKnown: true, entries: [] });
  });

  it("is being answered until it leaves the list, and then nothing of it is left", () => {
    const denied = withAnswering(withReason(both, "one", "Not on main."), "one");
    expect([...withEntries(denied, [one, other]).answering]).toEqual(["one"]);
    const after = withEntries(denied, [other]);
    expect([after.answering.size, after.reasons.size, after.aftermath]).toEqual([0, 0, undefined]);
  });

  it("says why an answer was not taken, until another is given", () => {
    const refused = withRefusal(withAnswering(both, "one"), one, "It is gone.");
    expect([refused.answering.has("one"), refused.refusals.get("one")]).toEqual([false, "It is gone."]);
    expect(withAnswering(refused, "one").refusals.has("one")).toBe(false);
  });

  it("says beside the list what became of an entry that is gone", () => {
    const gone = withEntries(withAnswering(both, "one"), [other]);
    expect(withRefusal(gone, one, "It was answered in the terminal.").aftermath).toBe(
      "qa: It was answered in the terminal.",
    );
  });

  it("says so when somebody else answers what the person is just writing a reason for", () => {
    const writing = withReason(both, "other", "Use");
    expect(withEntries(writing, [one]).aftermath).toBe("claude: It was answered in the terminal.");
    expect(withEntries(withReason(writing, "other", undefined), [one]).aftermath).toBeUndefined();
  });

  it("keeps what was dismissed last while others come and go, and only the last of all", () => {
    const dismissed = { ...both, undo: { id: "gone", title: "qa failed" } };
    expect(withEntries(dismissed, [one]).undo).toEqual({ id: "gone", title: "qa failed" });
    expect(withRestored(dismissed, "earlier", undefined)).toBe(dismissed);
  });

  it("says so as well when somebody else answers what the person is just choosing", () => {
    const choosing = withDraft(both, "other", [{ chosen: ["Red"], usesWords: false, words: "" }]);
    expect(withEntries(choosing, [one, other]).drafts.size).toBe(1);
    const gone = withEntries(choosing, [one]);
    expect([gone.drafts.size, gone.aftermath]).toEqual([0, "claude: It was answered in the terminal."]);
  });
});
