import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { useStore } from "zustand";
import type { ActivityEntry, ExportFormat } from "../../../shared/contract/activity.ts";
import { Button } from "../../ui/button.tsx";
import { countText } from "../../ui/count-text.ts";
import { EmptyState, ErrorState } from "../../ui/empty-state.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Menu } from "../../ui/menu.tsx";
import { Spinner } from "../../ui/progress.tsx";
import { useNow } from "../../ui/use-now.ts";
import { View } from "../../ui/view.tsx";
import type { ActivityFeature } from "./activity.ts";
import { ExportBar } from "./export/export-bar.tsx";
import { FilterBar } from "./filter/filter-bar.tsx";
import { isFiltered, NO_CHOICE, type FilterChoice } from "./filter/filter-choice.ts";
import { EntryDetails } from "./list/entry-details.tsx";
import { Timeline } from "./list/timeline.tsx";
import { timelineRows } from "./list/timeline-rows.ts";
import styles from "./activity-view.module.css";

/** What is typed is looked for when the person rests for so long. */
const TYPING_REST_MS = 150;
const MINUTE_MS = 60_000;

export interface ActivityViewProps {
  readonly activity: ActivityFeature;
  /** The agents in their order, which gives each its colour. */
  readonly agents: readonly string[];
  /** Others who are known to the project. */
  readonly others: readonly string[];
  readonly isConnected: boolean;
  readonly isDocument: (id: string) => boolean;
  readonly onAgent: (agent: string) => void;
  readonly onDocument: (id: string) => void;
  readonly onExport: (format: ExportFormat) => void;
}

/** Everything that happened, the latest first. */
export function ActivityView(props: ActivityViewProps) {
  const { activity, agents, others, isConnected, isDocument, onAgent, onDocument, onExport } = props;
  const { store, exporting } = activity;
  const state = useStore(store);
  const isExporting = useStore(exporting.state, ({ kind }) => kind === "running");
  const { choice, isKnown, entries, held, hasMoreHeld, next, isLoading, failure } = state;
  const [text, setText] = useState(choice.text);
  const [selected, setSelected] = useState<ActivityEntry>();
  const [isAtTop, setIsAtTop] = useState(true);
  const list = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLElement>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => activity.follow(), [activity]);

  // The days' names change seldom.
  const today = Math.floor(useNow() / MINUTE_MS) * MINUTE_MS;
  const drawn = useDeferredValue(entries);
  const rows = useMemo(() => timelineRows(drawn, today), [drawn, today]);
  const places = useMemo(() => new Map(agents.map((agent, place) => [agent, place])), [agents]);
  const placeOf = useCallback((agent: string) => places.get(agent), [places]);

  const isReading = !isAtTop || selected !== undefined;
  useEffect(() => activity.setReading(isReading), [activity, isReading]);

  const choose = useCallback(
    (chosen: FilterChoice): void => {
      setSelected(undefined);
      setIsAtTop(true);
      list.current?.scrollTo({ top: 0 });
      activity.choose(chosen);
    },
    [activity],
  );
  useEffect(() => {
    if (text === store.getState().choice.text) return undefined;
    const timer = setTimeout(() => choose({ ...store.getState().choice, text }), TYPING_REST_MS);
    return () => clearTimeout(timer);
  }, [text, store, choose]);

  const showHeld = (): void => {
    setSelected(undefined);
    setIsAtTop(true);
    activity.showHeld();
    list.current?.scrollTo({ top: 0 });
    list.current?.focus({ preventScroll: true });
  };
  const close = (): void => {
    setSelected(undefined);
    list.current?.focus({ preventScroll: true });
  };
  const only = (what: Partial<FilterChoice>): void => {
    setText("");
    choose({ ...NO_CHOICE, ...what });
  };
  const isNarrowed = isFiltered(choice);
  const isEmpty = isKnown && entries.length === 0 && next === undefined && !isLoading;

  return (
    <View
      title="Activity"
      hasOwnScroll
      summary={isConnected ? "Follows what happens" : "Not connected: nothing new comes"}
      tools={
        <Menu
          groups={[
            [
              { id: "jsonl", label: "As JSON lines", onChoose: () => onExport("jsonl") },
              { id: "csv", label: "As a table (CSV)", onChoose: () => onExport("csv") },
            ],
          ]}
        >
          <button type="button" className={styles.export} disabled={!isConnected || isExporting || isEmpty}>
            <Icon name="export" />
            {isNarrowed ? "Export what is shown" : "Export"}
          </button>
        </Menu>
      }
    >
      <FilterBar
        choice={choice}
        text={text}
        agents={[...agents, ...others]}
        fieldRef={field}
        onText={setText}
        onChoose={choose}
      />
      <ExportBar exporting={exporting} />
      <div className={styles.frame}>
        <div className={styles.lists}>
          {held.length > 0 && (
            <button type="button" className={styles.pill} onClick={showHeld}>
              <Icon name="up" />
              {hasMoreHeld ? `More than ${countText(held.length)} new` : `${countText(held.length)} new`}
            </button>
          )}
          {!isKnown ? (
            <div className={styles.waiting}>
              <Spinner label="Reading what happened…" />
            </div>
          ) : isEmpty ? (
            <Nothing isNarrowed={isNarrowed} onClear={() => only({})} />
          ) : (
            <Timeline
              rows={rows}
              selected={selected?.id}
              placeOf={placeOf}
              hasOlder={next !== undefined && failure === undefined}
              isLoading={isLoading}
              listRef={list}
              onSelect={setSelected}
              onEnter={() => panel.current?.focus()}
              onOlder={activity.loadOlder}
              onAtTop={setIsAtTop}
            />
          )}
          {failure !== undefined && (
            <ErrorState
              sentence={`What happened before could not be read. ${failure}`}
              actionLabel="Try again"
              onAction={activity.loadOlder}
            />
          )}
        </div>
        {selected !== undefined && (
          <EntryDetails
            entry={selected}
            isAgent={selected.agent !== undefined && places.has(selected.agent)}
            isDocument={selected.document !== undefined && isDocument(selected.document)}
            panelRef={panel}
            onAgent={onAgent}
            onDocument={onDocument}
            onOnly={(what) => only("agent" in what ? { agents: [what.agent] } : what)}
            onClose={close}
          />
        )}
      </div>
    </View>
  );
}

function Nothing({ isNarrowed, onClear }: { readonly isNarrowed: boolean; readonly onClear: () => void }) {
  if (isNarrowed) {
    return (
      <EmptyState
        icon="search"
        title="Nothing of the kind has happened"
        actions={<Button onPress={onClear}>Show everything</Button>}
      >
        Nothing that was recorded is like what you look for.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="activity" title="Nothing has happened yet">
      What agents and people do is listed here as it happens. Start an agent, or create a document.
    </EmptyState>
  );
}
