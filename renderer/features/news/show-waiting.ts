import { pageTitle } from "./page-title.ts";
import type { Toaster } from "./toaster.ts";

/** What a page is named by, and what waits in it. */
export interface Waiting {
  readonly project: string | undefined;
  readonly count: number;
}

/** Keeps the page's title and the system's badge at what waits for the person; call it whenever that may have changed. */
export function showingWaiting(
  document: { title: string },
  toaster: Pick<Toaster, "showCount">,
): (waiting: Waiting) => void {
  let shown: number | undefined;
  return ({ project, count }) => {
    const title = pageTitle(project, count);
    if (document.title !== title) document.title = title;
    if (shown !== count) toaster.showCount(count);
    shown = count;
  };
}
