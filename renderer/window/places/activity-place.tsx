import { ActivityView } from "../../features/activity/activity-view.tsx";
import type { PlaceProps } from "./place-props.ts";

/** The timeline of everything, and the ways from it. */
export function ActivityPlace(_props: PlaceProps) {
  return <ActivityView />;
}
