/** Who takes part in the life of a change record. */
export const TEAM = ["claude", "qa", "tu_ui"] as const;

/** A step in the life of a change record: what somebody types, and what has to come of it. */
export interface Step {
  readonly who: string;
  /** What is done, for the table. */
  readonly does: string;
  readonly line: string;
  /** What has to be printed. */
  readonly shows: string;
  /** How the change record has to stand after it, where that is looked at. */
  readonly leaves?: string;
}

const TITLE = "Write down where the numbers come from";
const FILE = "src/README.md";

const TEXT = `# Where the numbers come from

- The high water that all others are counted from was seen in the harbour on 1 January 2026 at 1:10 UTC.
- From one high water to the next it is half a lunar day: 12 h 25 min.

Both stand in \`tides.mjs\`.`;

/** The plan, or the same text with the results of its items. */
function record(id: string, results?: readonly [string, string]): string {
  const [one, two] = results?.map((result) => `${result} | claude`) ?? ["|", "|"];
  const notes =
    results === undefined
      ? "_After release: what differed from the plan._"
      : "Nothing differed from the plan.";
  const summary =
    results === undefined
      ? "_After release: whether the proposed state is reached, and where that can be seen._"
      : `The proposed state is reached: \`${FILE}\` has both numbers.`;
  return `---
title: ${TITLE}
revision_summary: ${results === undefined ? "Initial draft" : "Results of both items written down"}
---

# ${id}: ${TITLE}

## 1. Purpose

Who doubts a time wants to know what it was counted from. Today that takes reading the program.

## 2. Present state

Both numbers stand in \`src/tides.mjs\` and nowhere else.

## 3. Proposed state

\`${FILE}\` says which high water was seen and how far apart two of them are.

## 4. Scope and risks

| File or document | What happens to it |
| --- | --- |
| \`${FILE}\` | new |

- Not part of this: changing either number.
- What could go wrong: the two places come to differ. The file names the other one.
- The way back: the file is removed.

## 5. Execution items

| Item | What is done | What is expected | Result | By |
| --- | --- | --- | --- | --- |
| EI-1 | Write \`${FILE}\` | It names both numbers and the file that they stand in | ${one} |
| EI-2 | Compare it with \`src/tides.mjs\` | \`12 * 60 + 25\`, and \`2026, 0, 1, 1, 10\` | ${two} |

## 6. Execution notes

${notes}

## 7. Summary of the result

${summary}

**END OF DOCUMENT**`;
}

/** The first step: nobody knows the record's ID before. */
export const CREATE: Step = {
  who: "claude",
  does: "create",
  line: `qms create CR --title "${TITLE}"`,
  shows: "Document is checked out and ready for editing.",
};

/** The ID in what `create` printed. */
export function createdId(printed: string): string {
  const id = /Created: (CR-\d+) /.exec(printed)?.[1];
  if (id === undefined) throw new Error("no change record was created");
  return id;
}

/** The whole life of a change record after its creation. */
export function lifeOf(id: string): readonly Step[] {
  const copy = `.claude/users/claude/workspace/${id}.md`;
  const claude = (does: string, line: string, shows: string, leaves: string): Step => ({
    who: "claude",
    does,
    line,
    shows,
    leaves,
  });
  const works = (who: string, shows: string, leaves: string): Step => ({
    who,
    does: "work",
    line: "work",
    shows,
    leaves,
  });
  const reviewed = `Review submitted for ${id}`;
  const approved = `Approval submitted for ${id}`;
  return [
    claude("write the plan", `write ${copy}\n${record(id)}`, "Wrote", "DRAFT 0.1"),
    claude("checkin", `qms checkin ${id}`, `Checked in: ${id} (v0.1)`, "DRAFT 0.1"),
    claude(
      "route for review",
      `qms route ${id} --review --assign qa tu_ui`,
      "Assigned to: qa, tu_ui",
      "IN_PRE_REVIEW 0.1",
    ),
    works("tu_ui", reviewed, "IN_PRE_REVIEW 0.1"),
    works("qa", reviewed, "PRE_REVIEWED 0.1"),
    claude(
      "route for approval",
      `qms route ${id} --approval`,
      `Routed: ${id} for PRE_APPROVAL`,
      "IN_PRE_APPROVAL 0.1",
    ),
    works("qa", approved, "PRE_APPROVED 1.0"),
    claude("see that it is approved", `qms status ${id}`, "PRE_APPROVED", "PRE_APPROVED 1.0"),
    claude("release", `qms release ${id}`, `Released: ${id}`, "IN_EXECUTION 1.0"),
    claude("checkout", `qms checkout ${id}`, `Checked out: ${id}`, "IN_EXECUTION 1.1"),
    claude("carry it out", `write ${FILE}\n${TEXT}`, `Wrote ${FILE}`, "IN_EXECUTION 1.1"),
    claude(
      "write the results",
      `write ${copy}\n${record(id, ["As expected", "As expected: the same numbers"])}`,
      "Wrote",
      "IN_EXECUTION 1.1",
    ),
    claude("checkin", `qms checkin ${id}`, `Checked in: ${id} (v1.1)`, "IN_EXECUTION 1.1"),
    claude(
      "tell qa",
      `message qa ${id}: Both items are done, the result is on its way to you.`,
      "Message sent: msg-claude-",
      "IN_EXECUTION 1.1",
    ),
    claude(
      "route for review",
      `qms route ${id} --review --assign qa tu_ui`,
      `Routed: ${id} for POST_REVIEW`,
      "IN_POST_REVIEW 1.1",
    ),
    works("tu_ui", reviewed, "IN_POST_REVIEW 1.1"),
    works("qa", reviewed, "POST_REVIEWED 1.1"),
    claude(
      "route for approval",
      `qms route ${id} --approval`,
      `Routed: ${id} for POST_APPROVAL`,
      "IN_POST_APPROVAL 1.1",
    ),
    works("qa", approved, "POST_APPROVED 2.0"),
    claude("close", `qms close ${id}`, `Closed: ${id}`, "CLOSED 2.0"),
    {
      who: "qa",
      does: "put the message away",
      line: "archive msg-claude",
      shows: "Archived: msg-claude-",
      leaves: "CLOSED 2.0",
    },
  ];
}
