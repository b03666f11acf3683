import { countText } from "../../ui/count-text.ts";
/** The window's name, with how much waits for the person. */
export function pageTitle(project: string | undefined, waiting: number): string {
  const name = project === undefined ? "Quorum" : `${project} - Quorum`;
  return waiting === 0 ? name : `(${countText(waiting)}) ${name}`;
}
