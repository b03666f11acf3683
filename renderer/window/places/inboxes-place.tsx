import { InboxesView } from "../../features/inboxes/inboxes-view.tsx";
import type { PlaceProps } from "./place-props.ts";

/** The inboxes of everyone, and the ways from them. */
export function InboxesPlace(_props: PlaceProps) {
  return <InboxesView />;
}
