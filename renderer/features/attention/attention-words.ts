import { assertNever } from "../../../shared/base/assert-never.ts";
import type { Attention } from "../../../shared/contract/attention.ts";
import { plainly } from "../../ui/plainly.ts";
import { whoOf } from "./attention-store.ts";

/** What somebody waits for, after their name: "asks permission for Bash". */
export function attentionWords(entry: Attention): string {
  switch (entry.kind) {
    case "permission":
      return entry.tool === undefined ? "asks permission" : `asks permission for ${entry.tool}`;
    case "question":
      return "asks a question";
    case "login":
      return "needs a login";
    case "trust":
      return "asks whether its folder is trusted";
    case "failure":
      return "failed";
    case "tools":
      return "cannot use its tools";
    case "exposed":
      return entry.isHeld ? "is held still" : "sees what it should not";
    case "undeliverable":
      return "no agent reads this inbox";
    case "ledger":
      return "finds its ledger damaged";
    default:
      return assertNever(entry);
  }
}

/** What an entry is, where it is spoken of after it has left the list. */
export function attentionTitle(entry: Attention): string {
  return entry.kind === "undeliverable" ? plainly(entry.text) : `${whoOf(entry)} ${attentionWords(entry)}`;
}

/** What to say aloud when the list has changed: who has begun to wait. Nothing where nobody has. */
export function announcementOf(
  before: readonly Attention[],
  after: readonly Attention[],
): string | undefined {
  const known = new Set(before.map(({ id }) => id));
  const fresh = after.filter(({ id }) => !known.has(id));
  const [first] = fresh;
  if (first === undefined) return undefined;
  if (fresh.length > 1) return `${String(fresh.length)} more wait for you.`;
  return first.kind === "undeliverable"
    ? `An item for ${whoOf(first)}: ${attentionWords(first)}.`
    : `${whoOf(first)} ${attentionWords(first)}.`;
}

/** How many wait, as the button says it. */
export function countText(count: number): string {
  if (count === 0) return "Nothing waits for you";
  return count === 1 ? "1 waits for you" : `${String(count)} wait for you`;
}
