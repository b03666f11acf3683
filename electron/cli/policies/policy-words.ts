import { assertNever } from "../../../shared/base/assert-never.ts";
import {
  LaunchPolicy,
  StopPolicy,
  type LaunchLimits,
  type PolicyOutlook,
} from "../../../shared/contract/policies.ts";
import { ageInWords } from "../age-in-words.ts";
import { CommandError, EXIT } from "../command-error.ts";
import { plainText } from "../plain-text.ts";

/** When agents are stopped, as it is written on the command line. */
export function stopInWords(stop: StopPolicy): string {
  return stop.kind === "idle-for" ? `idle-for=${stop.minutes}` : stop.kind;
}

/** Reads when an agent is to be stopped: `manual`, `inbox-empty`, or `idle-for=10`. */
export function parseStop(text: string): StopPolicy {
  const minutes = Number(/^idle-for=(\d{1,4})$/.exec(text)?.[1]);
  const given = text.startsWith("idle-for") ? { kind: "idle-for", minutes } : { kind: text };
  const stop = StopPolicy.safeParse(given);
  if (stop.success) return stop.data;
  throw new CommandError(
    `${JSON.stringify(text)} does not say when to stop: take manual, inbox-empty, or idle-for=10, in minutes up to 1440.`,
    EXIT.usage,
  );
}

/** Reads when an agent is to be launched. */
export function parseLaunch(text: string): LaunchPolicy {
  const launch = LaunchPolicy.safeParse(text);
  if (launch.success) return launch.data;
  throw new CommandError(
    `${JSON.stringify(text)} does not say when to launch: take manual, on-task, or always.`,
    EXIT.usage,
  );
}

/** Reads a number of times or of agents. */
export function parseCount(text: string): number {
  if (/^\d{1,3}$/.test(text)) return Number(text);
  throw new CommandError(`${JSON.stringify(text)} is not a number that fits here.`, EXIT.usage);
}

/** How many agents may run, and be started, at once. */
export function limitsInWords({ running, starting }: LaunchLimits): string {
  const started = starting === 1 ? "one at a time is" : `${starting} at a time are`;
  return `At most ${running} run at once, and ${started} started.`;
}

/** What is about to become of an agent. */
export function outlookInWords(outlook: PolicyOutlook | undefined, now: number): string {
  if (outlook === undefined) return "-";
  const reason = plainText(outlook.reason);
  switch (outlook.kind) {
    case "queued":
      return `waits for its turn: ${reason}`;
    case "launches":
      return `launched in ${ageInWords(outlook.at - now)}: ${reason}`;
    case "stops":
      return `stopped in ${ageInWords(outlook.at - now)}: ${reason}`;
    case "rests":
      return `left alone: ${reason}`;
    default:
      return assertNever(outlook);
  }
}
