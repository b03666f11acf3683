import { useStore } from "zustand";
import type { Agent } from "../../../shared/contract/agents.ts";
import { Button } from "../../ui/button.tsx";
import type { ContainersStore } from "./containers-store.ts";

export interface ContainersWayProps {
  readonly agent: Agent;
  readonly store: ContainersStore;
  readonly onOpen: () => void;
}

/** The way to the containers, for an agent that was to run in one and failed: what mends that may stand there. */
export function ContainersWay({ agent, store, onOpen }: ContainersWayProps) {
  const isInContainer = useStore(store, ({ known }) => known?.agents.includes(agent.id) === true);
  if (!isInContainer || agent.state.kind !== "failed") return null;
  return (
    <Button label="Open containers" onPress={onOpen}>
      Containers
    </Button>
  );
}
