import { useMemo, useState } from "react";
import type { DocumentPage } from "../../../../shared/contract/qms-document.ts";
import { ATTACHMENT_TYPES } from "../../../../shared/qms/document-type.ts";
import { replay } from "../../../../shared/qms/replay.ts";
import type { Status } from "../../../../shared/qms/status.ts";
import { statusText } from "../../../ui/status-words.ts";
import { actionTitle } from "../actions/action-words.ts";
import type { Taking } from "../actions/use-taking.ts";
import type { History } from "../document-commands.ts";
import { diagramShape } from "./diagram-shape.ts";
import { DiagramLines } from "./diagram-lines.tsx";
import { movesNow, standings, stateGraph, wayKey, wayText, type Move, type Standing } from "./state-graph.ts";
import { StateMark } from "./state-mark.tsx";
import { WaysTable } from "./ways-table.tsx";
import hidden from "../../../ui/heard.module.css";
import styles from "./state-diagram.module.css";

export interface StateDiagramProps {
  readonly page: DocumentPage;
  /** What happened to it, once that is known. */
  readonly history: History | undefined;
  readonly isConnected: boolean;
  readonly taking: Taking;
}

/** The states of a document of this kind and the ways between them, where on them this one is, and where it can go now. */
export function StateDiagram({ page, history, isConnected, taking }: StateDiagramProps) {
  const { type, isExecutable, status } = page;
  const graph = useMemo(
    () => stateGraph({ isExecutable, isAttachment: ATTACHMENT_TYPES.includes(type) }, status),
    [isExecutable, type, status],
  );
  const wasIn = useMemo(() => history && statesIn(history), [history]);
  const moves = movesNow(page, graph);
  const movesTo = (state: Status): readonly Move[] => moves.filter(({ to }) => to === state);
  const shape = diagramShape(graph, (state) => movesTo(state).length);
  const where = standings(graph.states, status, wasIn);
  const [marked, setMarked] = useState<string>();
  const pointed = graph.ways.find((way) => wayKey(way) === marked);
  const mark = (to: Status) => () => status !== undefined && setMarked(wayKey({ from: status, to }));
  const unmark = (): void => setMarked(undefined);
  return (
    <div className={styles.diagram}>
      <div className={styles.picture}>
        <DiagramLines
          graph={graph}
          shape={shape}
          where={where}
          isOpen={({ from, to }) => from === status && movesTo(to).length > 0}
          marked={marked}
          onMark={setMarked}
        />
        <ol aria-label="Its way">
          {graph.states.map((state, place) => {
            const standing = where[place] ?? "ahead";
            const { top = 0, height = 0 } = shape.spots.get(state) ?? {};
            return (
              <li
                key={state}
                data-where={standing}
                aria-current={standing === "here" ? "step" : undefined}
                style={{ top, height, paddingLeft: shape.width }}
              >
                <span className={styles.name} title={statusText(state)}>
                  {statusText(state)}
                  <span className={hidden.heard}>{HEARD[standing]}</span>
                </span>
                {movesTo(state).length > 0 && (
                  <span className={styles.moves}>
                    {movesTo(state).map(({ action }) => (
                      <button
                        key={action.action}
                        type="button"
                        className={styles.move}
                        disabled={!isConnected || taking.isBusy}
                        title={actionTitle(action, page)}
                        onClick={() => void taking.choose(action)}
                        onPointerEnter={mark(state)}
                        onPointerLeave={unmark}
                        onFocus={mark(state)}
                        onBlur={unmark}
                      >
                        {action.action === "route-retirement"
                          ? "Ask to retire it…"
                          : actionTitle(action, page)}
                      </button>
                    ))}
                  </span>
                )}
              </li>
            );
          })}
        </ol>
        {/* What is drawn lies outside the flow. */}
        <div style={{ height: shape.height }} />
      </div>
      <div className={styles.beside}>
        <p className={styles.caption} aria-hidden="true">
          {pointed === undefined ? <Legend where={where} /> : wayText(pointed)}
        </p>
        <WaysTable ways={graph.ways} />
      </div>
    </div>
  );
}

const HEARD: Readonly<Record<Standing, string>> = {
  passed: ", done",
  here: "",
  before: ", it was there before",
  ahead: "",
};

function statesIn({ events }: History): ReadonlySet<Status> | undefined {
  const { stretches } = replay(events.map(({ user, version, ...event }) => ({ ...event, user, version })));
  return stretches.length === 0 ? undefined : new Set(stretches.map(({ status }) => status));
}

const MEANINGS: readonly (readonly [Standing, string])[] = [
  ["passed", "passed"],
  ["here", "here"],
  ["before", "was there before"],
  ["ahead", "ahead"],
];

/** What the marks mean, of those that there are. */
function Legend({ where }: { readonly where: readonly Standing[] }) {
  return MEANINGS.filter(([standing]) => where.includes(standing)).map(([standing, meaning]) => (
    <span key={standing} className={styles.meaning}>
      <svg width="14" height="14" viewBox="-7 -7 14 14">
        <StateMark standing={standing} />
      </svg>
      {meaning}
    </span>
  ));
}
