import { assertNever } from "../../../shared/base/assert-never.ts";
import type { Activity, Evidence, WaitingFor } from "../../../shared/link/activity.ts";
import { durationText } from "../time-text.ts";
import type { StateTone } from "./state-tone.ts";

const NEW_MS = 5000;

/** What a program does, since when, in a few words: "busy for 3 min · Bash". */
export function activityText(activity: Activity, now: number): string {
  const elapsed = now - activity.since;
  // Of what has just begun the time says nothing.
  const isNew = elapsed < NEW_MS;
  const time = isNew ? "" : ` for ${durationText(elapsed)}`;
  switch (activity.kind) {
    case "starting":
      return `starting${time}`;
    case "idle":
      return activity.failure === undefined ? `idle${time}` : `idle · ${activity.failure}`;
    case "busy":
      return activity.tool === undefined ? `busy${time}` : `busy${time} · ${activity.tool}`;
    case "waiting":
      return isNew
        ? WAITING_WORDS[activity.what]
        : `${WAITING_WORDS[activity.what]} · ${durationText(elapsed)}`;
    case "no-signal":
      return `no signal${time}`;
    case "exited":
      return "has ended";
    default:
      return assertNever(activity);
  }
}

/** What an agent does that waits for a person. */
const WAITING_WORDS: Readonly<Record<WaitingFor, string>> = {
  permission: "asks permission",
  question: "asks a question",
  login: "needs a login",
  trust: "asks for trust",
};

export function activityTone(activity: Activity): StateTone {
  switch (activity.kind) {
    case "starting":
    case "busy":
      return "busy";
    case "idle":
      return activity.failure === undefined ? "ok" : "bad";
    case "waiting":
      return "warn";
    case "no-signal":
    case "exited":
      return "quiet";
    default:
      return assertNever(activity);
  }
}

/** One line of what a state was concluded from. */
export interface EvidenceLine {
  readonly source: string;
  readonly text: string;
  readonly ago: string;
}

const SOURCES: Readonly<Record<Evidence["source"], string>> = {
  hook: "Hook",
  "pid-file": "Its status file",
  screen: "Screen",
  title: "Title",
  process: "Process",
};

/** What a state was concluded from, the strongest first, as a person reads it. */
export function evidenceLines({ evidence }: Activity, now: number): readonly EvidenceLine[] {
  return evidence.map(({ source, text, at }) => ({
    source: SOURCES[source],
    text,
    ago: `${durationText(now - at)} ago`,
  }));
}
