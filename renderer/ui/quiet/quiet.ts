import type { Quiet } from "../../../shared/contract/notification-settings.ts";

const HOUR_MS = 3_600_000;
/** What is drawn lags behind the clock. */
const SLACK_MS = 60_000;
/** When a quiet night is over. */
const MORNING_HOUR = 8;

/** Whether toasts are held back at this time. */
export function isQuiet(quiet: Quiet, now: number): boolean {
  return quiet.kind === "on" || (quiet.kind === "until" && now < quiet.at);
}

/** For how long the person wants it quiet. */
export type QuietLength = "off" | "hour" | "tomorrow" | "on";

/** Quiet for as long as that, from now; "tomorrow" is its morning, by the person's own clock. */
export function quietFor(length: QuietLength, now: number): Quiet {
  switch (length) {
    case "off":
    case "on":
      return { kind: length };
    case "hour":
      return { kind: "until", at: now + HOUR_MS };
    case "tomorrow": {
      const date = new Date(now);
      const at = new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1, MORNING_HOUR);
      return { kind: "until", at: at.getTime() };
    }
  }
}

/** For how long it was made quiet, as far as the rest of it tells. */
export function lengthOfQuiet(quiet: Quiet, now: number): QuietLength {
  if (!isQuiet(quiet, now)) return "off";
  if (quiet.kind !== "until") return "on";
  return quiet.at - now <= HOUR_MS + SLACK_MS ? "hour" : "tomorrow";
}

/** How long it is quiet; nothing while it is not. */
export function quietText(quiet: Quiet, now: number): string | undefined {
  if (!isQuiet(quiet, now)) return undefined;
  if (quiet.kind !== "until") return "Quiet until you switch it off";
  const until = new Date(quiet.at);
  const time = `${twoDigits(until.getHours())}:${twoDigits(until.getMinutes())}`;
  const isToday = until.toDateString() === new Date(now).toDateString();
  return isToday ? `Quiet until ${time}` : `Quiet until tomorrow, ${time}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
