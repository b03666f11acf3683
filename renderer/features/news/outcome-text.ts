import type { ToastOutcome } from "../../../shared/contract/news.ts";

/** What became of a toast, in words; of one that is not decided yet, nothing. */
export function outcomeText(toast: ToastOutcome | undefined): string | undefined {
  if (toast === undefined) return undefined;
  if (toast.kind === "silent") return `No toast. ${toast.reason}`;
  return toast.where === "desktop" ? "Toast shown" : "Toast shown by the browser";
}
