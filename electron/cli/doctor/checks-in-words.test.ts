import { expect, it } from "vitest";
import { checksInWords } from "./checks-in-words.ts";

it("says each check with what mends it, and nothing that would act on a terminal", () => {
  const text = checksInWords(
    {
      project: "/work/tide",
      checks: [
        {
          id: "qms",
          title: "QMS",
          state: "problem",
          sentence: "None.\u001b[2J",
          mend: { kind: "initialize" },
        },
        {
          id: "git",
          title: "Git",
          state: "note",
          sentence: "Git 2.",
          mend: { kind: "command", command: "git init" },
        },
        { id: "rights", title: "Right to write", state: "ok", sentence: "All." },
      ],
    },
    { isStyled: false },
  );
  expect(text.split("\n")).toEqual([
    "/work/tide",
    "",
    expect.stringMatching(/^PROBLEM {2}QMS: None\.[^\u001b]*$/),
    "         To mend it: qms init --root /work/tide",
    "note     Git: Git 2.",
    "         If you need it: git init",
    "ok       Right to write: All.",
  ]);
});
