const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Older than this, a date says more than a number of days. */
const RECENT_MS = 7 * DAY_MS;

/** A duration in its largest unit: 40 s, 4 min, 3 h, 2 d. */
export function durationText(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 60) return `${String(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${String(minutes)} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${String(hours)} h` : `${String(Math.floor(hours / 24))} d`;
}

/** When something was, seen from now: a duration while it is recent, then its day, with the year where it is another. */
export function agoText(at: number, now: number): string {
  if (now - at < MINUTE_MS) return "now";
  if (now - at < RECENT_MS) return durationText(now - at);
  const [date, today] = [new Date(at), new Date(now)];
  // Files may claim any time; one that no calendar has is none.
  if (Number.isNaN(date.getTime()) || Number.isNaN(today.getTime())) return "";
  const isThisYear = date.getFullYear() === today.getFullYear();
  return isThisYear ? dayText(date) : `${dayText(date)} ${String(date.getFullYear())}`;
}

/** Written by hand: the first formatter that a page makes takes ten milliseconds, as it opens. */
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;

/** The moment by the clock of where the person is, as all days and times are written here: 4 Jan 2026, 08:05:00. */
export function momentText(at: number): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return "";
  const clock = [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) =>
    String(part).padStart(2, "0"),
  );
  return `${dayText(date)} ${String(date.getFullYear())}, ${clock.join(":")}`;
}

/** A day in full, by the clock of where the person is: Friday 20 November. */
export function fullDayText(date: Date): string {
  return `${WEEKDAYS[date.getDay()] ?? ""} ${String(date.getDate())} ${MONTHS[date.getMonth()] ?? ""}`;
}

/** A day in short: 20 Nov. */
export function dayText(date: Date): string {
  return `${String(date.getDate())} ${(MONTHS[date.getMonth()] ?? "").slice(0, 3)}`;
}
