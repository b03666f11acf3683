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
  const [day, today] = [localDay(at), localDay(now)];
  if (day === undefined || today === undefined) return "";
  return day.year === today.year ? `${day.day} ${day.month}` : `${day.day} ${day.month} ${day.year}`;
}

/** Made once: to make one takes as long as to draw a row. */
const MOMENT = new Intl.DateTimeFormat("en-GB", {
  year: "numeric",
  month: "short",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});
const MONTH = new Intl.DateTimeFormat("en", { month: "short" });

/** The moment by the clock of where the person is, as all days and times are written here: 4 Jan 2026, 08:05:00. */
export function momentText(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? "" : MOMENT.format(date);
}

/** Files may claim any time; one that no calendar has is none. */
function localDay(
  at: number,
): { readonly day: string; readonly month: string; readonly year: number } | undefined {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return undefined;
  return { day: String(date.getDate()), month: MONTH.format(date), year: date.getFullYear() };
}
