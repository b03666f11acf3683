import { useMemo, useState } from "react";
import { useStore } from "zustand";
import type { WaitNode, Waits } from "../../../shared/contract/desk.ts";
import { Button } from "../../ui/button.tsx";
import { Choice } from "../../ui/choice.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Spinner } from "../../ui/progress.tsx";
import { SearchField } from "../../ui/search-field.tsx";
import { View } from "../../ui/view.tsx";
import { WaitGraphView } from "./graph/wait-graph-view.tsx";
import { knownWaits } from "./known-waits.ts";
import { WaitList } from "./list/wait-list.tsx";
import { WaitTable } from "./list/wait-table.tsx";
import type { WaitsStore } from "./waits-store.ts";
import { countText } from "../../ui/count-text.ts";
import styles from "./waits-view.module.css";

export interface WaitsViewProps {
  readonly store: WaitsStore;
  /** The agents' places in their list, which give them their colours. */
  readonly colours: ReadonlyMap<string, number>;
  readonly onOpen: (node: WaitNode) => void;
}

const SHAPES = [
  { value: "graph", label: "Graph" },
  { value: "table", label: "Table" },
] as const;

/** More than that is no picture any more. */
const MOST_DRAWN = 200;

const TITLE = "Who waits for whom";

/** Agents and documents, and who of them waits for whom. */
export function WaitsView({ store, ...props }: WaitsViewProps) {
  const told = useStore(store, ({ known }) => known);
  if (told === undefined) {
    return (
      <View title={TITLE}>
        <Spinner label="Working out who waits…" />
      </View>
    );
  }
  if (told.edges.length === 0) {
    return (
      <View title={TITLE}>
        <EmptyState icon="graph" title="Nobody waits for anybody">
          Open reviews and approvals, an owner’s next step, documents with open children and messages without
          an answer are drawn here as arrows.
        </EmptyState>
      </View>
    );
  }
  return <Known told={told} {...props} />;
}

function Known({ told, colours, onOpen }: Omit<WaitsViewProps, "store"> & { readonly told: Waits }) {
  const [query, setQuery] = useState("");
  const [shape, setShape] = useState<"graph" | "table">("graph");
  const waits = useMemo(() => knownWaits(told, query), [told, query]);
  const all = useMemo(() => new Map(told.nodes.map((node) => [node.key, node])), [told]);
  const isTooMany = waits.nodes.size > MOST_DRAWN;
  return (
    <View
      title={TITLE}
      summary={summaryOf(told, waits.edges.length)}
      hasOwnScroll
      tools={
        <>
          <SearchField
            label="Only this agent or document"
            placeholder="Agent or document"
            value={query}
            onChange={setQuery}
          />
          <span className={styles.shape}>
            <Choice label="Show as" value={shape} options={SHAPES} onChoose={setShape} />
          </span>
        </>
      }
    >
      {waits.edges.length === 0 ? (
        <EmptyState
          icon="search"
          title="Nobody by that name waits or is waited for"
          actions={<Button onPress={() => setQuery("")}>Show all</Button>}
        />
      ) : (
        <>
          {isTooMany && shape === "graph" && (
            <p className={styles.note} role="status">
              {countText(waits.nodes.size)} agents and documents are too many for a picture. Look for one of
              them to see it drawn.
            </p>
          )}
          <div className={styles.parts}>
            {shape === "table" || isTooMany ? (
              <WaitTable waits={waits} onOpen={onOpen} />
            ) : (
              <WaitGraphView waits={waits} fitKey={query} colours={colours} onOpen={onOpen} />
            )}
            <WaitList told={told} all={all} waits={waits} onOpen={onOpen} />
          </div>
        </>
      )}
    </View>
  );
}

function summaryOf({ edges, nodes, cycles, isCut }: Waits, shown: number): string {
  const waits = edges.length === 1 ? "1 wait" : `${countText(edges.length)} waits`;
  const among = `${isCut ? "more than " : ""}${waits} among ${countText(nodes.length)}`;
  const circles =
    cycles.length === 0 ? "" : cycles.length === 1 ? " · 1 circle" : ` · ${countText(cycles.length)} circles`;
  return shown === edges.length ? among + circles : `${countText(shown)} of ${among}${circles}`;
}
