import type { DocumentView } from "./qms.ts";

/** A document as the hub lists it, a draft of a change record unless it is said otherwise. */
export function documentView(given: Partial<DocumentView> = {}): DocumentView {
  return {
    id: "CR-001",
    type: "CR",
    title: "Show the time of the next tide",
    status: "DRAFT",
    version: "0.1",
    isExecutable: true,
    owner: "claude",
    isCheckedOut: false,
    pending: [],
    outcomes: {},
    children: [],
    progress: { step: 0, steps: 10 },
    hasDraft: true,
    hasEffective: false,
    isForeign: false,
    changedAt: 1_700_000_000_000,
    problems: [],
    ...given,
  };
}
