import { WaitsView } from "../../features/waits/waits-view.tsx";
import type { PlaceProps } from "./place-props.ts";

/** The graph of who waits for whom, and the ways from it. */
export function WaitsPlace(_props: PlaceProps) {
  return <WaitsView />;
}
