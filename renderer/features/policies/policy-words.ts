import { assertNever } from "../../../shared/base/assert-never.ts";
import { isUp } from "../../../shared/contract/agent-actions.ts";
import type { Agent } from "../../../shared/contract/agents.ts";
import type { AgentPolicy, PolicyOutlook } from "../../../shared/contract/policies.ts";
import { durationText } from "../../ui/time-text.ts";
import type { AgentOutlook } from "../../ui/agents/agent-outlook.ts";
import { policyOf, type PoliciesState } from "./policies-store.ts";

/** What is about to become of an agent, as a sentence that goes on from its name: "starts in 20 s: a task came". */
export function outlookSentence(outlook: PolicyOutlook, now: number): string {
  const link = outlook.kind === "stops" ? ", when" : ":";
  return `${outlookWords(outlook, now)}${link} ${withoutStop(outlook.reason)}`;
}

/** The same in two or three words, for a line that has little room. */
export function outlookWords(outlook: PolicyOutlook, now: number): string {
  switch (outlook.kind) {
    case "queued":
      return "starts when its turn comes";
    case "launches":
      return outlook.at <= now ? "starts now" : `starts in ${durationText(outlook.at - now)}`;
    case "stops":
      return outlook.at <= now ? "stops now" : `stops in ${durationText(outlook.at - now)}`;
    case "rests":
      return "rests";
    default:
      return assertNever(outlook);
  }
}

/** What becomes of an agent that is not up, by its policy, where nothing is about to: "starts on a task". */
export function launchWords({ launch }: AgentPolicy): string | undefined {
  switch (launch) {
    case "manual":
      return undefined;
    case "on-task":
      return "starts on a task";
    case "always":
      return "always on";
    default:
      return assertNever(launch);
  }
}

/** All of a policy in one sentence, without its stop: "starts on a task, stops when idle for 15 min". */
export function policySentence({ launch, stop, restarts }: AgentPolicy): string {
  const parts = [LAUNCH_SENTENCES[launch], stopSentence(stop)];
  if (restarts > 0)
    parts.push(`starts again after a crash, ${restarts === 1 ? "once" : `${String(restarts)} times`}`);
  return parts.join(", ");
}

export function isSamePolicy(one: AgentPolicy, other: AgentPolicy): boolean {
  return policySentence(one) === policySentence(other);
}

const LAUNCH_SENTENCES: Readonly<Record<AgentPolicy["launch"], string>> = {
  manual: "starts by hand",
  "on-task": "starts on a task",
  always: "starts with the project",
};

function stopSentence(stop: AgentPolicy["stop"]): string {
  switch (stop.kind) {
    case "manual":
      return "stops by hand";
    case "inbox-empty":
      return "stops when its inbox is empty";
    case "idle-for":
      return `stops when idle for ${String(stop.minutes)} min`;
    default:
      return assertNever(stop);
  }
}

/** What to add to the line of an agent's state: what is about to happen, or what its policy says while it is not up. */
export function lineOutlook(
  policies: PoliciesState,
  { id, state }: Pick<Agent, "id" | "state">,
  now: number,
): AgentOutlook | undefined {
  const outlook = policies.known?.outlooks[id];
  if (outlook !== undefined) {
    return { words: outlookWords(outlook, now), sentence: `It ${outlookSentence(outlook, now)}.` };
  }
  const words = isUp(state) ? undefined : launchWords(policyOf(policies, id));
  return words === undefined ? undefined : { words };
}

/** The reason stands in the middle of a line. */
function withoutStop(reason: string): string {
  return reason.charAt(0).toLowerCase() + reason.slice(1).replace(/\.$/, "");
}
