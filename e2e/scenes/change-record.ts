import { runs, tool, turn, waitsFor, type Turn } from "../rigs/messages-api/turn.ts";
import type { Reaction } from "./role.ts";

export const TITLE = "Write down where the numbers come from";

/** The record, with what came of its item so far. */
export const record = (id: string, result: string): string => `---
title: ${TITLE}
revision_summary: ${result}
---

# ${id}: ${TITLE}

## 1. Purpose

Who doubts a number wants to know where it comes from.

## 2. Execution items

| Item | What is done | What is expected | Result | By |
| --- | --- | --- | --- | --- |
| EI-1 | Write NUMBERS.md | It names the source | ${result} | claude |

**END OF DOCUMENT**
`;

/** How the author of a change record works, and what it waits for where the test says so. */
export interface AuthorWays {
  /** The file that its work results in. */
  readonly result?: string;
  /** A command that runs until the test lets it go on, right after the record was routed for the first time. */
  readonly work: string;
  /** Resolves when the record may be released. */
  readonly release: Promise<unknown>;
}

/** Any notice ends with it. */
const TOLD: Reaction = { to: /Run qms inbox\.$/m, does: () => runs("qms inbox") };

/** Writes a change record when a message asks for it, and leads it through its life as notices tell it to. */
export function author({ result = "NUMBERS.md", work, release }: AuthorWays): readonly Reaction[] {
  const on = (to: RegExp, does: (id: string) => Turn): Reaction => ({ to, does: ([, id = ""]) => does(id) });
  return [
    {
      to: /\[MESSAGE\]/,
      does: () => runs(`qms inbox --archive msg-lead && qms create CR --title "${TITLE}"`),
    },
    on(/Created: (CR-\d+) /, (id) => runs(submits(id, "planned"))),
    on(/Routed: CR-\d+ for PRE_REVIEW/, () => runs(work)),
    on(/\[NOTIFICATION\] (CR-\d+): (?:PRE|POST)_REVIEWED/, (id) => runs(`qms route ${id} --approval`)),
    on(/\[NOTIFICATION\] (CR-\d+): APPROVED/, (id) => runs(`qms status ${id}`)),
    on(/^Document: (CR-\d+)[\s\S]*^Status: PRE_APPROVED/m, (id) =>
      turn([waitsFor(release), tool("Bash", { command: `qms release ${id} && qms checkout ${id}` })]),
    ),
    on(/Checked out: (CR-\d+)/, (id) => runs(`echo by hand > ${result} && ${submits(id, "as expected")}`)),
    on(/^Document: (CR-\d+)[\s\S]*^Status: POST_APPROVED/m, (id) => runs(`qms close ${id}`)),
    TOLD,
  ];
}

/** Reviews and approves whatever lies in its inbox. */
export function reviewer(): readonly Reaction[] {
  return [
    {
      to: /\[REVIEW\] (CR-\d+)/,
      does: ([, id]) => runs(`qms review ${id} --recommend --comment "Read in full. Nothing is left open."`),
    },
    { to: /\[APPROVAL\] (CR-\d+)/, does: ([, id]) => runs(`qms approve ${id}`) },
    TOLD,
  ];
}

/** A command that writes the record, checks it in, and asks for its review. */
function submits(id: string, result: string): string {
  const copy = `.claude/users/claude/workspace/${id}.md`;
  return `cat > ${copy} <<'END' && qms checkin ${id} && qms route ${id} --review --assign qa\n${record(id, result)}END`;
}
