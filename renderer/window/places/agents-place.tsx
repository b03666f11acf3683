import { AgentsGrid } from "../../features/agents/agents-grid.tsx";
import type { PlaceProps } from "./place-props.ts";

/** The screens of all agents, and the ways from them. */
export function AgentsPlace(_props: PlaceProps) {
  return <AgentsGrid />;
}
