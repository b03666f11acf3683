import type { DocumentPage, JudgedAction } from "../../../../shared/contract/qms-document.ts";
import type { DocumentAction } from "../../../../shared/qms/judge.ts";
import { USUAL_ASSIGNEES } from "../../../../shared/qms/action-form.ts";
import { isStatus } from "../../../../shared/qms/status.ts";
import { statusText } from "../../../ui/status-words.ts";

interface ActionWords {
  readonly title: string;
  /** What it does, in a sentence. */
  readonly does: string;
  /** What is pressed in the end. */
  readonly verb: string;
}

const WORDS: Readonly<Record<DocumentAction, ActionWords>> = {
  checkout: {
    title: "Check out",
    does: "You get a copy in your workspace to write in, and the document is yours until you check it in.",
    verb: "Check out",
  },
  checkin: {
    title: "Check in",
    does: "The copy in your workspace becomes the draft. Reviews of an earlier draft count no more.",
    verb: "Check in",
  },
  interact: {
    title: "Answer its prompts",
    does: "It is written by answering one prompt after another.",
    verb: "Answer",
  },
  "route-review": {
    title: "Send to review",
    does: "Those who are chosen are asked to review it. A copy that is checked out is checked in first.",
    verb: "Send",
  },
  "route-approval": {
    title: "Send to approval",
    does: "Those who are chosen are asked to approve it.",
    verb: "Send",
  },
  "route-retirement": {
    title: "Send to approval to retire it",
    does: "Those who are chosen are asked to approve that it no longer holds.",
    verb: "Send",
  },
  assign: { title: "Ask others", does: "Those who are chosen are asked in this round as well.", verb: "Ask" },
  review: {
    title: "Review",
    does: "Your review is written into its history, for everyone to read.",
    verb: "Give the review",
  },
  approve: { title: "Approve", does: "Your approval is written into its history.", verb: "Approve" },
  reject: {
    title: "Reject",
    does: "It goes back to its owner, with your reason. Nobody else is asked any more.",
    verb: "Reject",
  },
  withdraw: {
    title: "Take back",
    does: "The round ends, and nobody is asked any more. What was said in it stays in the history.",
    verb: "Take back",
  },
  release: { title: "Release", does: "Its execution begins.", verb: "Release" },
  revert: {
    title: "Back to execution",
    does: "Its execution goes on, for the reason that you give.",
    verb: "Go back",
  },
  close: { title: "Close", does: "It is done. Nothing can follow any more.", verb: "Close" },
  cancel: {
    title: "Delete",
    does: "It is deleted with its draft, its copies and its history. This cannot be undone.",
    verb: "Delete",
  },
  fix: {
    title: "Put its text right",
    does: "What it says of its own version and date in the text is made to agree with what holds.",
    verb: "Put right",
  },
};

export function actionWords(action: DocumentAction): ActionWords {
  return WORDS[action];
}

/** What becomes of the document, where the action changes its state. */
export function becomes({ verdict }: JudgedAction, { status }: DocumentPage): string | undefined {
  if (verdict.kind === "refused" || verdict.to === status) return undefined;
  return `It becomes: ${statusText(verdict.to)}.`;
}

/** Actions that need no second thought: they are done as they are chosen, unless they send a document back. */
export function isDoneAtOnce(
  { action, verdict }: JudgedAction,
  { status }: Pick<DocumentPage, "status">,
): boolean {
  if (action !== "checkout" && action !== "checkin") return false;
  return verdict.kind === "refused" || verdict.to === status;
}

/** What is pressed to take an action: dots say that there is more to be asked. */
export function actionTitle(action: JudgedAction, page: Pick<DocumentPage, "status">): string {
  return `${actionWords(action.action).title}${isDoneAtOnce(action, page) ? "" : "…"}`;
}

/** Who is asked where nobody is chosen. */
export const USUAL = USUAL_ASSIGNEES.join(" and ");

export interface ActionGroups {
  readonly open: readonly JudgedAction[];
  /** Those that may come, each with its reason. */
  readonly later: readonly JudgedAction[];
  /** Those that documents of this sort, or this user, never have. */
  readonly never: readonly JudgedAction[];
}

const NEVER: ReadonlySet<string> = new Set(["group", "not-executable", "not-interactive"]);

/** What forwards a document stands before what takes it back or ends it. */
const ORDER: readonly DocumentAction[] = [
  "review",
  "approve",
  "reject",
  "checkin",
  "interact",
  "route-review",
  "route-approval",
  "release",
  "close",
  "checkout",
  "assign",
  "revert",
  "withdraw",
  "route-retirement",
  "fix",
  "cancel",
];

/** The actions in the order in which a person may want them, apart by whether they can be done. */
export function grouped(actions: readonly JudgedAction[]): ActionGroups {
  const ordered = actions.toSorted((one, other) => ORDER.indexOf(one.action) - ORDER.indexOf(other.action));
  const isNever = ({ verdict }: JudgedAction): boolean =>
    verdict.kind === "refused" && NEVER.has(verdict.reason);
  return {
    open: ordered.filter(({ verdict }) => verdict.kind === "allowed"),
    later: ordered.filter((action) => action.verdict.kind === "refused" && !isNever(action)),
    never: ordered.filter(isNever),
  };
}

/** Whether it is what a document waits for, and not a way around or back. */
export function leadsOn(action: DocumentAction): boolean {
  return ORDER.indexOf(action) <= ORDER.indexOf("close");
}

/** Actions that are refused for the same reason, together; the reason in the window's words. */
export function byReason(
  actions: readonly JudgedAction[],
): readonly { readonly why: string; readonly titles: readonly string[] }[] {
  const titles = new Map<string, string[]>();
  for (const { action, verdict } of actions) {
    if (verdict.kind === "allowed") continue;
    const why = inWords(verdict.why);
    titles.set(why, [...(titles.get(why) ?? []), actionWords(action).title]);
  }
  return [...titles].map(([why, those]) => ({ why, titles: those }));
}

/** A reason in the window's words: the engine names a status as files do, and the person as anybody. */
export function inWords(sentence: string): string {
  return sentence
    .replaceAll(/\b[A-Z]{2,}(?:_[A-Z]+)*\b/g, (word) =>
      isStatus(word) ? statusText(word).toLowerCase() : word,
    )
    .replaceAll("this user", "you");
}
