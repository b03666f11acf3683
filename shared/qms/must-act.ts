import type { DocumentMeta } from "./meta.ts";
import { isTerminal, taskKindOf, workflowOf } from "./status.ts";

/** Whose turn it is with a document, and what for. */
export interface MustAct {
  readonly users: readonly string[];
  /** `assign`: it is in a round in which nobody is asked. `checkout`: it belongs to nobody. */
  readonly what: "review" | "approval" | "owner" | "checkout" | "assign" | "nobody";
}

const NOBODY: MustAct = { users: [], what: "nobody" };

/** Whose turn it is. A document in force waits for nobody. */
export function mustAct(
  { status, pending, owner }: Pick<DocumentMeta, "status" | "pending" | "owner">,
  hasDraft: boolean,
): MustAct {
  const workflow = workflowOf(status);
  if (workflow !== undefined) {
    const users = [...new Set(pending)];
    if (users.length === 0) return { users: [], what: "assign" };
    return { users, what: taskKindOf(workflow) === "REVIEW" ? "review" : "approval" };
  }
  if (isTerminal(status) || (status === "EFFECTIVE" && !hasDraft)) return NOBODY;
  return owner === undefined ? { users: [], what: "checkout" } : { users: [owner], what: "owner" };
}
