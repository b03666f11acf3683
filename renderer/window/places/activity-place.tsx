import { useEffect, useMemo } from "react";
import { useStore } from "zustand";
import { useShallow } from "zustand/react/shallow";
import type { ExportFormat } from "../../../shared/contract/activity.ts";
import { AgentId } from "../../../shared/contract/agents.ts";
import { useActionWays } from "../../actions/use-actions.ts";
import { ActivityView } from "../../features/activity/activity-view.tsx";
import { saveFile } from "../../features/activity/export/save-file.ts";
import { filterOf } from "../../features/activity/filter/filter-choice.ts";
import type { PlaceProps } from "./place-props.ts";

/** The timeline of everything, and the ways from it. */
export function ActivityPlace({ quorum, isConnected, onOpen }: PlaceProps) {
  const { actions, activity, agents, documents, host } = quorum;
  const names = useStore(
    agents,
    useShallow(({ byId }) => [...byId.keys()]),
  );
  const known = useStore(documents.store, ({ byId }) => byId);
  const project = useStore(host, (state) => state.known?.project?.path);
  // Who owns documents and is no agent: the person, for one.
  const owners = useMemo(() => {
    const all = new Set([...known.values()].flatMap(({ owner }) => (owner === undefined ? [] : [owner])));
    return [...all].filter((owner) => !names.some((name) => name === owner)).toSorted();
  }, [known, names]);
  useEffect(() => activity.forProject(project), [activity, project]);
  const write = (format: ExportFormat): void => {
    const filter = filterOf(activity.store.getState().choice, Date.now());
    void activity.exporting.run(filter, format, (file) => saveFile(document, file));
  };
  const whyNot = (): string | undefined => {
    if (!isConnected) return "Quorum is not connected.";
    if (activity.exporting.state.getState().kind === "running") return "A file is being written.";
    const { isKnown, entries } = activity.store.getState();
    return isKnown && entries.length > 0 ? undefined : "There is nothing to export.";
  };
  useActionWays(actions, {
    "activity.lines": { whyNot, run: () => write("jsonl") },
    "activity.table": { whyNot, run: () => write("csv") },
  });
  return (
    <ActivityView
      activity={activity}
      agents={names}
      others={owners}
      isConnected={isConnected}
      isDocument={(id) => known.has(id)}
      onAgent={(agent) => onOpen({ kind: "agent", agent: AgentId.parse(agent) })}
      onDocument={(id) => onOpen({ kind: "document", id })}
      onExport={write}
    />
  );
}
