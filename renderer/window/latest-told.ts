import type { Delivery } from "../../shared/contract/deliveries.ts";
import { durationText } from "../ui/time-text.ts";

/**
 * Milliseconds from the arrival of an item to the proof that its agent was told, of the one that was told last. What came
 * before the agent was up had to wait for that.
 */
export function latestTold(items: readonly Delivery[], upSince: number): number | undefined {
  let latest: { readonly at: number; readonly took: number } | undefined;
  for (const { createdAt, notice } of items) {
    if (createdAt < upSince) continue;
    if (notice.kind !== "announced" || notice.at <= (latest?.at ?? -Infinity)) continue;
    latest = { at: notice.at, took: Math.max(0, notice.at - createdAt) };
  }
  return latest?.took;
}

/** A time that was measured: in milliseconds where it is short, which is where they count. */
export function tookText(milliseconds: number): string {
  if (milliseconds < 1000) return `${String(Math.round(milliseconds))} ms`;
  return milliseconds < 10_000 ? `${(milliseconds / 1000).toFixed(1)} s` : durationText(milliseconds);
}
