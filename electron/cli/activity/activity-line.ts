import type { ActivityEntry } from "../../../shared/contract/activity.ts";
import { plainText } from "../plain-text.ts";

const KIND_WIDTH = 8;

/** An entry in one line: when by the clock of this machine, what sort, and what happened. */
export function activityLine({ at, kind, text, details }: ActivityEntry): string {
  const ms = kind === "tool" || kind === "turn" ? Number(details["ms"]) : Number.NaN;
  const took = Number.isFinite(ms) ? ` (${(ms / 1000).toFixed(1)} s)` : "";
  return `${localTime(at)}  ${kind.padEnd(KIND_WIDTH)}  ${plainText(text)}${took}`;
}

function localTime(at: number): string {
  const date = new Date(at);
  const two = (number: number): string => String(number).padStart(2, "0");
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join("-");
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}
