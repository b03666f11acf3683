import { describe, expect, it } from "vitest";
import { seededRandom, rounds } from "../base/seeded-random.test-support.ts";
import { executionItems, itemCounts } from "./execution-items.ts";

const HEAD = "| Item | What is done | What is expected | Result | By, on |\n| --- | --- | --- | --- | --- |";

describe("execution items", () => {
  it("are the rows of the table that the templates have", () => {
    const body = `# CR-001\n\n${HEAD}
| EI-1 | Write \`f\` | It \\| works | As expected: \`12\` | claude, 2026-09-08 |
| EI-2 | [one step] | [something] | | |
`;
    expect(executionItems(body)).toEqual([
      {
        id: "EI-1",
        text: "Write `f`",
        expected: "It | works",
        evidence: "As expected: `12`",
        by: "claude, 2026-09-08",
        state: "passed",
      },
      { id: "EI-2", text: "[one step]", state: "open" },
    ]);
    expect(itemCounts(body)).toEqual({ done: 1, total: 2 });
  });

  it("are read from tables whose columns are called otherwise", () => {
    const body = `
EI | Task Description | VR | Execution Summary | Task Outcome | Performed By — Date
---|---|:---:|---|---|---
**EI-1** | Do it | Yes | Done so, see [log](x) | **Pass** | qa — 2026-02-03
EI-2 | Do more | | Tried | Fail | qa
EI-3 | Rest | | [SUMMARY] | [Pass/Fail] | [PERFORMER] — [DATE]

| Step | Action | Expected | Actual | Outcome |
| --- | --- | --- | --- | --- |
| 1 | Click | Opens | Opened | not started |
| 2 | Click | Opens | Opened | see below |
`;
    expect(executionItems(body).map(({ id, state }) => `${id} ${state}`)).toEqual([
      "EI-1 passed",
      "EI-2 failed",
      "EI-3 open",
      "1 open",
      "2 done",
    ]);
  });

  it("are no other tables, and nothing in code or in comments", () => {
    const body = `
| Fact | How we know it |
| --- | --- |
| a | b |

| Step | Action | Expected |
| --- | --- | --- |
| 1 | plan | only |

\`\`\`
${HEAD}
| EI-1 | in code | x | y | z |
\`\`\`

<!--
${HEAD}
| EI-1 | in a comment | x | y | z |
-->

| Item | not ruled off | Result |
| EI-1 | a | b |
`;
    expect(executionItems(body)).toEqual([]);
    expect(itemCounts(body)).toBeUndefined();
  });

  it("are read from any text without harm, in a time that grows with it", () => {
    const random = seededRandom(11);
    const pieces = [
      "|",
      "-",
      "\n",
      "Item",
      "Result",
      "What is done",
      "`",
      "```",
      "<!--",
      "-->",
      "\\",
      "[",
      "]",
      ":",
      " ",
      "x",
    ];
    for (let round = 0; round < rounds(300); round += 1) {
      const text = Array.from({ length: random.below(200) }, () => pieces[random.below(pieces.length)]).join(
        "",
      );
      for (const item of executionItems(text)) expect(item.id).not.toBe("");
    }
    for (const hostile of [
      "|".repeat(500_000),
      "[".repeat(500_000),
      `${HEAD}\n${"| [ | ".repeat(3000)}`,
      "<!--".repeat(100_000),
    ]) {
      const began = performance.now();
      executionItems(`${HEAD}\n${hostile}\n${hostile}`);
      expect(performance.now() - began).toBeLessThan(1500);
    }
  });
});
