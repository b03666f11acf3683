/** A moment as the files of inboxes state it: in UTC, to the second. */
export function timestampOf(now: number): string {
  return `${new Date(now).toISOString().slice(0, 19)}Z`;
}
