import { assertNever } from "../../../shared/base/assert-never.ts";
import type { Activity } from "../../../shared/link/activity.ts";
import type { AskAnswer } from "../../../shared/link/ask-answer.ts";
import { misfitOf } from "../../../shared/link/questions.ts";

type Waiting = Extract<Activity, { kind: "waiting" }>;

/** Why an answer does not fit what is waited for; nothing where it does. */
export function misfitOfAnswer({ questions }: Waiting, answer: AskAnswer): string | undefined {
  if (questions === undefined)
    return answer.decision === "reply" ? "It asks for a permission: allow or deny it." : undefined;
  switch (answer.decision) {
    case "allow":
      return "It asks a question: choose an answer, say it in your own words, or decline.";
    case "deny":
      return undefined;
    case "reply":
      return misfitOf(questions, answer.replies);
    default:
      return assertNever(answer);
  }
}
