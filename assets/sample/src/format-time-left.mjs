const MINUTE_MS = 60_000;

/** A span of time in words, rounded up to the minute: "3 h 20 min". */
export function formatTimeLeft(milliseconds) {
  const minutes = Math.ceil(milliseconds / MINUTE_MS);
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? `${minutes} min` : `${hours} h ${minutes % 60} min`;
}
