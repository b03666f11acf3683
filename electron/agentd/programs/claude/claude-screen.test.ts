import { describe, expect, it } from "vitest";
import { holdsText } from "../typed-text.ts";
import { screenOf } from "../screen.test-support.ts";
import { readClaudeScreen } from "./claude-screen.ts";

describe("the prompt", () => {
  it.each([
    { name: "blank", line: "❯ ¦" },
    { name: "with a hint, whose first letter the cursor covers", line: "❯ ¦P~ress up to edit~" },
    { name: "with a hint as a whole", line: "❯ ¦~Try something~" },
  ])("is empty when it is $name", ({ line }) => {
    expect(readClaudeScreen(screenOf(["● Hello", "─", line, "─", "  ? for shortcuts"]))).toEqual({
      kind: "empty",
    });
  });

  it.each([
    { name: "a line", line: "❯ half a wo¦", text: "half a wo" },
    { name: "a line that the cursor went back in", line: "❯ ¦half", text: "half" },
    { name: "one letter under the cursor", line: "❯ ¦h", text: "h" },
  ])("holds $name", ({ line, text }) => {
    expect(readClaudeScreen(screenOf(["─", line, "─"]))).toEqual({ kind: "text", text, isStandIn: false });
  });

  it("holds several lines, also those that were broken to fit", () => {
    const reading = readClaudeScreen(
      screenOf(["─", "❯ Notice a is a", "  longer line.", "  Notice b.¦", "─"]),
    );
    expect(holdsText(reading, "Notice a is a longer line.\nNotice b.")).toBe(true);
    expect(holdsText(reading, "Notice a is a longer line.\nNotice c.")).toBe(false);
  });

  it("knows the sign that stands for a longer paste", () => {
    const reading = readClaudeScreen(screenOf(["─", "❯ [Pasted text #1 +11 lines]¦", "─"]));
    expect(reading).toMatchObject({ kind: "text", isStandIn: true });
  });

  it.each([
    { name: "commands of a shell", lines: ["─", "! ¦", "─"] },
    { name: "what an agent printed", lines: ["● the prompt:", "─", "❯ ", "─", "● more¦"] },
    { name: "nothing yet", lines: ["¦", ""] },
  ])("is not taken from $name", ({ lines }) => {
    expect(readClaudeScreen(screenOf(lines))).toEqual({ kind: "unclear" });
  });
});

describe("a dialog", () => {
  it.each([
    {
      what: "permission",
      text: "Bash command · git push --force · This command requires approval · Do you want to proceed?",
      lines: [
        "❯ go",
        "─",
        " Bash command",
        "   git push --force",
        " This command requires approval",
        " Do you want to proceed?",
        " ¦❯ 1. Yes",
        "   2. No",
        " Esc to cancel",
      ],
    },
    {
      what: "question",
      text: "☐ Colour · Which colour?",
      lines: [
        "❯ ask me",
        "─",
        " ☐ Colour",
        "Which colour?",
        "¦❯ 1. Red",
        "  2. Blue",
        "─",
        "  3. Chat about this",
      ],
    },
    {
      what: "trust",
      text: "Accessing workspace: · Is this a project you trust?",
      lines: [
        "─",
        " Accessing workspace:",
        " Is this a project you trust?",
        " ¦❯ No, exit",
        "   Yes, I trust this folder",
        " Enter to confirm",
      ],
    },
    {
      what: "login",
      text: "Select login method:",
      lines: [" Select login method:", "¦ ❯ 1. Account", "   2. Console"],
    },
  ])("for a $what is known by its words", ({ what, text, lines }) => {
    expect(readClaudeScreen(screenOf(lines, 60))).toEqual({ kind: "dialog", what, text });
  });
});
