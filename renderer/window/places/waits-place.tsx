import { useMemo } from "react";
import { useStore } from "zustand";
import { useShallow } from "zustand/react/shallow";
import type { WaitNode } from "../../../shared/contract/desk.ts";
import { WaitsView } from "../../features/waits/waits-view.tsx";
import type { PlaceProps } from "./place-props.ts";

/** The graph of who waits for whom, and the ways from it. */
export function WaitsPlace({ quorum, onOpen }: PlaceProps) {
  const names = useStore(
    quorum.agents,
    useShallow(({ byId }) => [...byId.keys()]),
  );
  const colours = useMemo(() => new Map<string, number>(names.map((name, place) => [name, place])), [names]);
  const open = (node: WaitNode): void => {
    if (node.kind === "document") {
      onOpen({ kind: "document", id: node.id });
      return;
    }
    const agent = names.find((name) => name === node.user);
    // A user who is no agent has an inbox, and no page.
    onOpen(agent === undefined ? { kind: "inboxes" } : { kind: "agent", agent });
  };
  return <WaitsView store={quorum.desk.waits} colours={colours} onOpen={open} />;
}
