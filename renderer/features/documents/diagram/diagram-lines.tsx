import { useRef, useState, type KeyboardEvent } from "react";
import type { Shape } from "./diagram-shape.ts";
import { wayKey, wayText, type Standing, type StateGraph, type Way } from "./state-graph.ts";
import { StateMark } from "./state-mark.tsx";
import styles from "./state-diagram.module.css";

export interface DiagramLinesProps {
  readonly graph: StateGraph;
  readonly shape: Shape;
  readonly where: readonly Standing[];
  /** Whether the document can go a way now. */
  readonly isOpen: (way: Way) => boolean;
  readonly marked: string | undefined;
  readonly onMark: (key: string | undefined) => void;
}

/** The lines and marks of the diagram; one of the ways is in the order of the focus, and arrow keys lead to the others. */
export function DiagramLines({ graph, shape, where, isOpen, marked, onMark }: DiagramLinesProps) {
  const [focused, setFocused] = useState(0);
  const ways = useRef<(SVGGElement | null)[]>([]);
  const { x, width, height, spots, drawn } = shape;
  // What can be gone now is drawn over what it shares a line with.
  const ordered = drawn.toSorted((one, other) => Number(isOpen(one.way)) - Number(isOpen(other.way)));
  const shown = drawn.find(({ way }) => wayKey(way) === marked);
  const entry = Math.min(focused, ordered.length - 1);
  const isBehind = ({ from, to }: Way): boolean =>
    [from, to].every((state) => {
      const standing = where[graph.states.indexOf(state)];
      return standing === "passed" || (state === to && standing === "here");
    });
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS.get(event.key);
    const next = step === undefined ? undefined : ways.current[entry + step];
    if (next === undefined || next === null) return;
    event.preventDefault();
    next.focus();
  };
  return (
    <svg
      className={styles.lines}
      width={width}
      height={height}
      role="group"
      aria-label="Ways between its states. Arrow keys go from one to the next."
      onKeyDown={onKeyDown}
    >
      {ordered.map(({ way, course, path, head }, place) => (
        <g
          key={wayKey(way)}
          ref={(element) => {
            ways.current[place] = element;
          }}
          className={styles.way}
          data-course={course}
          data-open={isOpen(way)}
          data-behind={course === "line" && isBehind(way)}
          role="img"
          aria-label={wayText(way)}
          tabIndex={place === entry ? 0 : -1}
          onPointerEnter={() => onMark(wayKey(way))}
          onPointerLeave={() => onMark(undefined)}
          onFocus={() => {
            setFocused(place);
            onMark(wayKey(way));
          }}
          onBlur={() => onMark(undefined)}
        >
          <path className={styles.reach} d={path} />
          <path d={`${path} ${head}`} />
        </g>
      ))}
      {shown !== undefined && (
        <g className={styles.shown} aria-hidden="true">
          <path d={`${shown.path} ${shown.head}`} />
        </g>
      )}
      <g aria-hidden="true">
        {graph.states.map((state, place) => (
          <g key={state} transform={`translate(${String(x)} ${String(spots.get(state)?.y ?? 0)})`}>
            <StateMark standing={where[place] ?? "ahead"} />
          </g>
        ))}
      </g>
    </svg>
  );
}

const STEPS: ReadonlyMap<string, number> = new Map([
  ["ArrowDown", 1],
  ["ArrowRight", 1],
  ["ArrowUp", -1],
  ["ArrowLeft", -1],
]);
