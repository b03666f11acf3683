import { parseItemName } from "../../../shared/qms/item-name.ts";

/** The files of a task change at once with what was done; who reads them is told a moment later. */
const REMEMBERED_MS = 10_000;

/** Commands that carry out a task. */
const ACTS: readonly string[] = ["review", "approve", "reject"];

/**
 * Who is carrying out which tasks. A task's file leaves its inbox also when a document is withdrawn: only where its user
 * has reviewed, approved or rejected the document at that moment has it been done.
 */
export class ActingUsers {
  readonly #now: () => number;
  readonly #acts = new Map<string, number>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** A user is about to do this. */
  begins(user: string, command: string, document: string): void {
    if (!ACTS.includes(command)) return;
    const now = this.#now();
    for (const [act, at] of this.#acts) if (at + REMEMBERED_MS < now) this.#acts.delete(act);
    this.#acts.set(actOf(user, document), now);
  }

  /** Whether a task that is gone has been done by its user. */
  takeAct(user: string, item: string): boolean {
    const name = parseItemName(item);
    if (name.kind !== "task") return false;
    const act = actOf(user, name.document);
    const at = this.#acts.get(act);
    this.#acts.delete(act);
    return at !== undefined && at + REMEMBERED_MS >= this.#now();
  }
}

function actOf(user: string, document: string): string {
  return `${user} ${document.toUpperCase()}`;
}
