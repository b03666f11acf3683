import { describe, expect, it } from "vitest";
import { rounds, seededRandom } from "../../../../shared/base/seeded-random.test-support.ts";
import { WORKFLOWS } from "../../../../shared/qms/status.ts";
import { strangeText } from "../../../../shared/qms/text/strange-text.test-support.ts";
import { Refusal } from "../refusal.ts";
import { findPrompt } from "./prompts.ts";
import type { TaskPrompt } from "./task-prompt.ts";

function files(texts: Readonly<Record<string, string>>): (path: string) => string | undefined {
  return (path) => texts[path.replace("qms-cli/prompts/", "")];
}

function categories({ checklist }: TaskPrompt): readonly string[] {
  return checklist.map(({ category, items }) => `${category} ${items.length}`);
}

const CHECK = (name: string): string => `checklist:\n- category: ${name}\n  items: [look]\n`;

describe("the prompt of a task", () => {
  it.each([
    [
      "REVIEW",
      "SOP",
      ["Frontmatter 3", "Document Structure 3", "Procedure Content 3", "Content Integrity 5"],
    ],
    ["REVIEW", "QMS-RS", ["Frontmatter 2", "Document Structure 3", "Content Integrity 5"]],
    ["PRE_REVIEW", "CR", ["Frontmatter 2", "Document Structure 3", "Content Integrity 5"]],
    [
      "POST_REVIEW",
      "CR",
      ["Frontmatter 3", "Document Structure 3", "Execution Compliance 5", "Content Integrity 5"],
    ],
    ["POST_REVIEW", "VAR", ["Frontmatter 2", "Document Structure 3", "Content Integrity 5"]],
    ["APPROVAL", "SOP", ["Approval 4"]],
    ["PRE_APPROVAL", "CR", ["Pre-Approval 4"]],
    ["POST_APPROVAL", "INV", ["Post-Approval 5"]],
  ] as const)("of ours for %s of a %s", (workflow, typeName, expected) => {
    expect(categories(findPrompt({ workflow, typeName, read: () => undefined }))).toEqual(expected);
  });

  it("is the nearest one that the project has", () => {
    const all: Record<string, string> = {
      "review/post_review/cr.yaml": CHECK("one"),
      "review/post_review/default.yaml": CHECK("two"),
      "review/default.yaml": CHECK("three"),
    };
    const found: string[] = [];
    for (const path of Object.keys(all)) {
      found.push(...categories(findPrompt({ workflow: "POST_REVIEW", typeName: "CR", read: files(all) })));
      delete all[path];
    }
    expect(found).toEqual(["one 1", "two 1", "three 1"]);
  });

  it.each([
    "",
    " \n",
    "# only a comment",
    "checklist: []",
    "- a",
    "checklist: {",
    "a: *b",
    "\u0000",
    "x".repeat(300_000),
  ])("is another where a file of the project is %j", (text) => {
    const read = files({ "review/review/default.yaml": text, "review/default.yaml": CHECK("next") });
    expect(categories(findPrompt({ workflow: "REVIEW", typeName: "SOP", read }))).toEqual(["next 1"]);
  });

  it("is another where a file of the project cannot be read, but hides no defect", () => {
    const refuse = (): string => {
      throw new Refusal("Error: it leaves the project");
    };
    expect(categories(findPrompt({ workflow: "APPROVAL", typeName: "SOP", read: refuse }))).toEqual([
      "Approval 4",
    ]);
    const fail = (): string => {
      throw new Error("defect");
    };
    expect(() => findPrompt({ workflow: "APPROVAL", typeName: "SOP", read: fail })).toThrow("defect");
  });

  it("takes all that a file may say, in one line where it is shown in one", () => {
    const text = `checklist:
  - category: Frontmatter
    items:
      - text: "Title\\e[31m there"
        evidence_prompt: |
          quote
          it
      - just words
      - [no, text]
critical_reminders: ["Read it.", {no: text}]
additional_sections:
  - {title: Scope, content: "Two\\nlines"}
  - {content: no title}
response_format: unused
custom_header: Above
custom_footer: Below
`;
    const read = files({ "review/review/sop.yaml": text });
    expect(findPrompt({ workflow: "REVIEW", typeName: "SOP", read })).toEqual({
      checklist: [
        {
          category: "Frontmatter",
          items: [{ text: "Title there", evidence: "quote it" }, { text: "just words" }],
        },
      ],
      reminders: ["Read it."],
      sections: [{ title: "Scope", content: "Two\nlines" }],
      header: "Above",
      footer: "Below",
    });
  });

  it("never looks for a file under a name that is none", () => {
    const paths: string[] = [];
    const read = (path: string): undefined => {
      paths.push(path);
    };
    findPrompt({ workflow: "REVIEW", typeName: "../../X", read });
    expect(paths).toEqual([
      "qms-cli/prompts/review/review/default.yaml",
      "qms-cli/prompts/review/default.yaml",
    ]);
  });

  it("is always there, whatever the project's files are", () => {
    const random = seededRandom(61);
    for (let round = 0; round < rounds(2000); round += 1) {
      const text = `checklist:\n- items:\n  - ${strangeText(random, 20)}`;
      const workflow = WORKFLOWS[random.below(WORKFLOWS.length)] ?? "REVIEW";
      const prompt = findPrompt({ workflow, typeName: "CR", read: () => text });
      expect(prompt.checklist.length).toBeGreaterThan(0);
    }
  });
});
