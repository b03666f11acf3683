import { ACTIVITY_KINDS, EXPORT_FORMATS } from "../../../shared/activity/activity-kinds.ts";
import type { ActivityKind, ExportFormat } from "../../../shared/contract/activity.ts";
import { CommandError, EXIT } from "../command-error.ts";

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** A moment as a person says it: how long ago, such as `2h` or `3d`, or a date with or without a time. */
export function parseMoment(text: string, now = Date.now()): number {
  const [, count, unit = ""] = /^(\d{1,6})([mhdw])$/.exec(text) ?? [];
  if (count !== undefined) return now - Number(count) * (UNITS[unit] ?? 0);
  // A day without a time begins at midnight here, and not in Greenwich.
  const moment = Date.parse(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00` : text);
  if (Number.isNaN(moment))
    throw new CommandError("Say how long ago, such as 2h or 3d, or a date.", EXIT.usage);
  return moment;
}

/** One more kind. */
export function parseKind(text: string, before: readonly ActivityKind[] = []): ActivityKind[] {
  const kind = ACTIVITY_KINDS.find((known) => known === text);
  if (kind === undefined)
    throw new CommandError(`A kind is one of ${ACTIVITY_KINDS.join(", ")}.`, EXIT.usage);
  return [...before, kind];
}

/** One more name. */
export function parseNames(text: string, before: readonly string[] = []): string[] {
  return [...before, text];
}

export function parseFormat(text: string): ExportFormat {
  const format = EXPORT_FORMATS.find((known) => known === text);
  if (format === undefined) throw new CommandError("A format is jsonl or csv.", EXIT.usage);
  return format;
}
