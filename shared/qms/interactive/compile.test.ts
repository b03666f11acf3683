import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { rounds, seededRandom } from "../../base/seeded-random.test-support.ts";
import { strangeText } from "../text/strange-text.test-support.ts";
import { compileDocument } from "./compile.ts";
import { goto, reopen, respond, startSession } from "./session.ts";
import type { InteractiveSession } from "./session-state.ts";
import { SMALL, SMALL_TEMPLATE } from "./small-template.test-support.ts";
import { parseTemplate, type InteractiveTemplate } from "./template.ts";

const OWN_TEMPLATE = readFileSync(
  new URL("../../../assets/qms/templates/TEMPLATE-VR.md", import.meta.url),
  "utf8",
);
const METADATA = { parent_doc_id: "CR-001", vr_id: "CR-001-VR-001", title: "Tides: 'high' water" };

function begin(template: InteractiveTemplate): InteractiveSession {
  return startSession(template, { id: "CR-001-VR-001", metadata: METADATA });
}

function answered(
  template: InteractiveTemplate,
  session: InteractiveSession,
  ...values: readonly string[]
): InteractiveSession {
  return values.reduce(
    (before, value, index) =>
      respond(before, template, {
        value,
        author: index % 2 === 0 ? "claude" : "qa",
        timestamp: `2026-02-2${index % 10}T10:00:00Z`,
        reason: "because",
      }),
    session,
  );
}

describe("a compiled document", () => {
  it("holds the answers in their places, who gave them and when", () => {
    const session = answered(
      SMALL,
      begin(SMALL),
      "The aim.\n\nAnd why.",
      "dig",
      "a hole\n\n\n\n  deep",
      "no",
      "done | well",
    );
    expect(compileDocument(SMALL_TEMPLATE, session)).toBe(`---
title: 'Tides: ''high'' water'
revision_summary: Made
---

# CR-001-VR-001: Tides: 'high' water

## 1. Aim

> The aim.
>
> And why.

*-- claude, 2026-02-20 10:00:00*

## 2. Steps

### 2.1 Step 1

**Do:**

> dig

*-- qa, 2026-02-21 10:00:00*

\`\`\`text
a hole



  deep
\`\`\`

*-- claude, 2026-02-22 10:00:00*

| Summary | By | Day |
| --- | --- | --- |
| done \\| well | claude, qa | 2026-02-24 |

The end.
`);
  });

  it("leaves empty what is not answered, and has no pass of a loop that was not begun", () => {
    const text = compileDocument(SMALL_TEMPLATE, begin(SMALL));
    expect(text).not.toContain("{{");
    expect(text).not.toContain("Step 1");
    const begun = compileDocument(SMALL_TEMPLATE, answered(SMALL, begin(SMALL), "aim"));
    expect(begun).toContain("### 2.1 Step 1\n\n**Do:**\n\n|");
  });

  it("shows what an amendment replaced, who amended it and why", () => {
    let session = answered(SMALL, begin(SMALL), "old\ntwo", "dig", "seen `once`", "no");
    for (const [prompt, value] of [
      ["aim", "new"],
      ["step_seen.1", "seen\n````\ntwice"],
    ] as const) {
      session = respond(goto(session, SMALL, { prompt, reason: "r" }), SMALL, {
        value,
        author: "bu",
        timestamp: "2026-03-01T00:00:00Z",
        reason: "it was\n wrong",
        commit: "0123456789ab",
      });
    }
    const text = compileDocument(SMALL_TEMPLATE, session);
    expect(text).toContain(`> ~~old~~
> ~~two~~
>
> new

*-- claude, 2026-02-20 10:00:00*

*-- bu, 2026-03-01 00:00:00 | commit: 0123456 | Amended: it was wrong*
`);
    expect(text).toContain("> ~~seen `once`~~\n\n`````text\nseen\n````\ntwice\n`````\n\n*-- claude,");
  });

  it("repeats a loop as often as it was gone through, also after it was reopened", () => {
    let session = answered(SMALL, begin(SMALL), "aim", "dig", "1", "yes", "dig", "2", "no");
    session = reopen(session, SMALL, { loop: "steps", reason: "r", author: "a", timestamp: "t" });
    session = answered(SMALL, session, "dig", "3", "no");
    const text = compileDocument(SMALL_TEMPLATE, session);
    expect(text.match(/^### .*$/gm)).toEqual(["### 2.1 Step 1", "### 2.2 Step 2", "### 2.3 Step 3"]);
  });

  it("writes a loop in the usual form where the template does not say how", () => {
    const bare = SMALL_TEMPLATE.replace("**Do:** {{step_do}}", "").replace("{{step_seen}}\n```", "```");
    const session = answered(SMALL, begin(SMALL), "aim", "dig", "hole");
    expect(compileDocument(bare, session)).toContain(
      "### 2.1 Step 1\n\n**Do:**\n\n> dig\n\n*-- qa, 2026-02-21 10:00:00*\n\n**Seen:**\n\n```\nhole\n```\n\n*-- claude,",
    );
  });

  it("fills the rows of a table from a loop", () => {
    const rows = `<!-- @template: T | start: a -->
| A | B |
| --- | --- |
<!-- @loop: l -->
<!-- @prompt: a | next: g -->
<!-- @end-prompt -->
| {{_n}} | {{a}} |
<!-- @gate: g | yes: a | no: end -->
<!-- @end-loop: l -->
`;
    const template = parseTemplate(rows);
    const session = answered(
      template,
      startSession(template, { id: "X", metadata: {} }),
      "x\ny",
      "yes",
      "z",
      "no",
    );
    expect(compileDocument(rows, session)).toBe(
      "---\ntitle: ''\n---\n\n| A | B |\n| --- | --- |\n| 1 | x y |\n| 2 | z |\n",
    );
  });

  it("is the same for the same answers, and reads none of them for tags, placeholders or fences", () => {
    const random = seededRandom(51);
    for (let round = 0; round < rounds(300); round += 1) {
      const values = Array.from({ length: 4 }, () => `x${strangeText(random, 12)}`);
      const [aim = "", step = "", seen = "", summary = ""] = values;
      const session = answered(SMALL, begin(SMALL), aim, step, seen, "no", summary);
      const text = compileDocument(SMALL_TEMPLATE, session);
      expect(compileDocument(SMALL_TEMPLATE, structuredClone(session))).toBe(text);
      expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
      const lines = linesOutsideFences(text);
      expect(lines.filter((line) => line.startsWith("#"))).toHaveLength(4);
      expect(lines.filter((line) => line.startsWith("*-- "))).toHaveLength(3);
      expect(text.endsWith("\n\nThe end.\n")).toBe(true);
    }
  });

  it("of very long answers takes no time to speak of", () => {
    const began = performance.now();
    const long = [
      "`".repeat(1_000_000),
      "a\n".repeat(500_000),
      "<!-- {{".repeat(150_000),
      "|".repeat(1_000_000),
    ];
    const session = answered(SMALL, begin(SMALL), ...long.slice(0, 3), "no", long[3] ?? "");
    expect(compileDocument(SMALL_TEMPLATE, session).length).toBeGreaterThan(2_000_000);
    expect(performance.now() - began).toBeLessThan(4000);
  });
});

function linesOutsideFences(text: string): readonly string[] {
  let fence: string | undefined;
  return text.split("\n").filter((line) => {
    const mark = /^`{3,}/.exec(line)?.[0];
    if (fence === undefined) fence = mark;
    else if (mark !== undefined && mark.length >= fence.length && line === mark) fence = undefined;
    else return false;
    return true;
  });
}

describe("our template of verification records", () => {
  const template = parseTemplate(OWN_TEMPLATE);

  it("asks in the usual order", () => {
    expect(template).toMatchObject({ name: "VR", version: 5, start: "related_eis" });
    expect([...template.steps.keys()]).toEqual([
      "related_eis",
      "objective",
      "pre_conditions",
      "step_instructions",
      "step_expected",
      "step_actual",
      "step_outcome",
      "more_steps",
      "summary_outcome",
      "summary_narrative",
    ]);
    for (const step of template.steps.values()) expect(step.guidance).not.toBe("");
  });

  it("makes a whole record", () => {
    const steps = ["run it", "it runs", "ran\n---\nok", "PASS"];
    const answers = ["EI-1", "It runs", "none", ...steps, "yes", ...steps, "no", "PASS", "All well."];
    const text = compileDocument(OWN_TEMPLATE, answered(template, begin(template), ...answers));
    expect(text.match(/^#.*$/gm)).toEqual([
      "# CR-001-VR-001: Tides: 'high' water",
      "## 1. What is verified",
      "## 2. Objective",
      "## 3. Pre-conditions",
      "## 4. Steps",
      "### 4.1 Step 1",
      "### 4.2 Step 2",
      "## 5. Summary",
      "## 6. Performed by",
    ]);
    expect(text).toContain("| CR-001 | CR-001-VR-001 | EI-1 | 2026-02-20 |");
    expect(text).toContain("**Instructions:**\n\n> run it\n\n*-- ");
    expect(text).toContain("**Expected:**\n\n> it runs\n\n*-- ");
    expect(text).toContain("**Actual:**\n\n```\nran\n---\nok\n```\n\n*-- ");
    expect(text).toContain("**Outcome:**\n\n> PASS\n\n*-- ");
    expect(text).not.toMatch(/<!--|\{\{|\n\n\n/);
  });
});
