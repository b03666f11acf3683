import { Dashboard } from "../../features/dashboard/dashboard.tsx";
import type { PlaceProps } from "./place-props.ts";

/** The dashboard, with what it shows of each feature. */
export function DashboardPlace(_props: PlaceProps) {
  return <Dashboard />;
}
