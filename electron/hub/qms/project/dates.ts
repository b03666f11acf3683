/** The local calendar date of a moment, `YYYY-MM-DD`: what documents and their tasks say. */
export function localDate(now: number): string {
  const date = new Date(now);
  const pad = (value: number): string => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

/** The date of a moment in UTC: what the inbox archive is sorted by. */
export function utcDate(now: number): string {
  return new Date(now).toISOString().slice(0, 10);
}

/** Whether a text is a day of the calendar. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && utcDate(date.getTime()) === text;
}
