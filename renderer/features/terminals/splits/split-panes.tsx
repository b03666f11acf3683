import { useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from "react";
import type { AgentId } from "../../../../shared/contract/agents.ts";
import { IconButton } from "../../../ui/icon-button.tsx";
import { lineAt, type Split } from "./splits-store.ts";
import styles from "./split-panes.module.css";

export interface SplitPanesProps {
  readonly split: Split;
  /** Whose terminal has the focus. */
  readonly active: AgentId;
  readonly renderPane: (agent: AgentId) => ReactNode;
  /** What stands before the name of an agent. */
  readonly renderMark: (agent: AgentId) => ReactNode;
  readonly onActivate: (agent: AgentId) => void;
  readonly onLeave: (agent: AgentId) => void;
  readonly onMoveLine: (way: "columns" | "rows", line: number, place: number) => void;
}

/** How far an arrow key moves a line. */
const STEP = 0.02;

/** Terminals side by side, with lines between them that can be dragged. */
export function SplitPanes(props: SplitPanesProps) {
  const { split, active, renderPane, renderMark, onActivate, onLeave, onMoveLine } = props;
  const { agents, columns, rows } = split;
  const frame = useRef<HTMLDivElement>(null);
  return (
    <div
      ref={frame}
      className={styles.frame}
      role="group"
      aria-label="Terminals side by side"
      style={{ gridTemplate: `${tracks(rows)} / ${tracks(columns)}` }}
    >
      {agents.map((agent, place) => (
        <div
          key={agent}
          className={styles.pane}
          data-split-pane={agent}
          data-active={agent === active}
          style={{ gridArea: areaOf(place, columns.length) }}
          onFocus={() => {
            if (agent !== active) onActivate(agent);
          }}
        >
          <header className={styles.header}>
            {renderMark(agent)}
            <span>{agent}</span>
            <IconButton
              icon="close"
              label={`Take ${agent} out of the split`}
              onPress={() => onLeave(agent)}
            />
          </header>
          {renderPane(agent)}
        </div>
      ))}
      {columns.slice(1).map((_, line) => (
        <Line key={`column ${String(line)}`} way="columns" {...{ frame, split, line, onMoveLine }} />
      ))}
      {rows.slice(1).map((_, line) => (
        <Line key={`row ${String(line)}`} way="rows" {...{ frame, split, line, onMoveLine }} />
      ))}
    </div>
  );
}

interface LineProps extends Pick<SplitPanesProps, "split" | "onMoveLine"> {
  readonly frame: { readonly current: HTMLDivElement | null };
  readonly way: "columns" | "rows";
  readonly line: number;
}

/** The line between two columns or rows: dragged, or moved by the arrow keys. */
function Line({ frame, split, way, line, onMoveLine }: LineProps) {
  const place = lineAt(split, way, line);
  const isUpright = way === "columns";
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    const box = frame.current?.getBoundingClientRect();
    if (box === undefined || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    onMoveLine(
      way,
      line,
      isUpright ? (event.clientX - box.left) / box.width : (event.clientY - box.top) / box.height,
    );
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: -STEP, ArrowUp: -STEP, ArrowRight: STEP, ArrowDown: STEP }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    onMoveLine(way, line, place + step);
  };
  const track = 2 * line + 2;
  return (
    <div
      className={styles.line}
      role="separator"
      tabIndex={0}
      aria-label={isUpright ? "Width of the terminals" : "Height of the terminals"}
      aria-orientation={isUpright ? "vertical" : "horizontal"}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(place * 100)}
      data-way={way}
      style={{
        gridArea: isUpright ? `1 / ${String(track)} / -1 / auto` : `${String(track)} / 1 / auto / -1`,
      }}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
    />
  );
}

/** Each share a track, with one for the line between them. */
function tracks(shares: readonly number[]): string {
  return shares.map((share) => `minmax(0, ${String(share)}fr)`).join(" 1px ");
}

function areaOf(place: number, columns: number): string {
  return `${String(2 * Math.floor(place / columns) + 1)} / ${String(2 * (place % columns) + 1)}`;
}
