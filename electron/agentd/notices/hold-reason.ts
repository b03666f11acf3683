import type { Activity } from "../../../shared/link/activity.ts";

/** Why an agent that is not idle is not told anything now. */
export function holdReason(activity: Exclude<Activity, { kind: "idle" }>): string {
  switch (activity.kind) {
    case "starting":
      return "It is starting.";
    case "busy":
      return "It works. It is told at the end of its turn.";
    case "waiting":
      return WAITING[activity.what];
    case "no-signal":
      return "Nothing shows what it does, and it might be asking something.";
    case "exited":
      return "It has ended.";
  }
}

const WAITING = {
  permission: "It waits for a permission. Typing now could give it.",
  question: "It waits for an answer. Typing now could be taken for one.",
  login: "It waits for a login.",
  trust: "It asks whether the folder is trusted.",
} as const;

/** Why an idle agent, or one that is being stopped, is not told anything now. */
export const HELD = {
  stopping: "It is being stopped. It is told when it runs again.",
  unknown: "It has just begun, and has not said where it keeps its conversation.",
  unequipped: "It has just begun, and does not have its tools yet.",
  typing: "Somebody is typing.",
  halfWritten: "A line is half written at its prompt.",
  late: "It takes its time to show what was typed for it.",
  dialog: "A dialog is open.",
  unclear: "Its prompt is not in sight.",
  unwritten: "It cannot be written down that it is told: the session's folder takes nothing.",
  settling: "It is looked up whether it was told before.",
  refused: "It could not be entered at the prompt. It is tried again.",
  takenBack: "It was taken back a moment ago. It is told again.",
  interrupted: "It was interrupted. It is looked whether what came before was taken back.",
  next: "It is told what came before.",
} as const;
