import { describe, expect, it } from "vitest";
import { placeholderText } from "./placeholder-text.ts";
import { progressText } from "./progress.ts";
import { interactText, promptText } from "./prompt-text.ts";
import { goto, respond, startSession } from "./session.ts";
import type { InteractiveSession } from "./session-state.ts";
import { SMALL } from "./small-template.test-support.ts";

const ID = "CR-001-VR-001";

function session(...values: readonly string[]): InteractiveSession {
  const begun = startSession(SMALL, { id: ID, metadata: { parent_doc_id: "CR-001", vr_id: ID, title: "T" } });
  return values.reduce(
    (before, value) =>
      respond(before, SMALL, {
        value,
        author: "claude",
        timestamp: "2026-02-21T10:00:00Z",
        commit: "abc1234",
      }),
    begun,
  );
}

describe("what interact shows", () => {
  it("is the document, its template and the next prompt with its guidance filled in", () => {
    expect(interactText(session(), SMALL)).toBe(
      `Document: ${ID}\nTemplate: SMALL v2\n\n--- Prompt: aim ---\n\nWhat for, in CR-001?\n\n---\n\n` +
        `Answer: qms interact ${ID} --respond "..."\n   or:  qms interact ${ID} --file answer.md`,
    );
  });

  it("names the pass of a loop, and what the engine does", () => {
    const text = promptText(session("aim", "dig\u001b[31m"), SMALL);
    expect(text).toContain("--- Prompt: step_seen.1 ---\n[Loop: steps, Iteration: 1]\n");
    expect(text).toContain("Seen what? It was: dig\n");
    expect(text).toContain("[This prompt triggers an engine-managed commit]\n---");
  });

  it("says what a gate expects", () => {
    expect(promptText(session("aim", "dig", "hole"), SMALL)).toContain(
      "More?\n\nRespond with: yes or no\n---",
    );
  });

  it("says where an amendment returns to, and when all is answered", () => {
    const complete = session("aim", "dig", "hole", "no", "so");
    expect(promptText(complete, SMALL)).toBe("Document is COMPLETE. All prompts answered.");
    const amending = goto(session("aim", "dig"), SMALL, { prompt: "aim", reason: "r" });
    const text = promptText(amending, SMALL);
    expect(text).toContain("--- Prompt: aim ---\n[AMENDMENT MODE — return to step_seen after response]\n");
    expect(text).toContain("--cancel-goto");
  });

  it("lists the progress, pass by pass", () => {
    expect(progressText(session(), SMALL)).toBe(
      "Progress:\n  [ ] aim\n  [ ] step_do [steps]\n  [ ] step_seen (commit) [steps]\n  [ ] more [steps]\n  [ ] summary",
    );
    expect(progressText(session("aim", "dig", "hole", "yes", "dig"), SMALL)).toBe(
      "Progress:\n  [x] aim\n  [x] step_do [steps.1]\n  [x] step_seen (commit) [steps.1]\n  [x] more [steps.1]\n" +
        "  [x] step_do [steps.2]\n  [ ] step_seen (commit) [steps.2]\n  [ ] more [steps.2]\n  [ ] summary",
    );
  });

  it("leaves a file in the workspace that says how the document is written", () => {
    expect(placeholderText(ID)).toContain(`qms interact ${ID}`);
  });
});
