import { memo, useState, type KeyboardEvent, type PointerEvent } from "react";
import { namedBars, scaleTo } from "./chart-scale.ts";
import { countText } from "./count-text.ts";
import styles from "./chart.module.css";

export interface Bar {
  readonly key: string;
  /** In full, for who has it chosen. */
  readonly name: string;
  /** Below the bar. */
  readonly shortName: string;
  readonly value: number;
}

export interface BarChartProps {
  readonly label: string;
  readonly bars: readonly Bar[];
  /** A value with its unit: "12 events". */
  readonly textOf: (value: number) => string;
  /** What is said while no bar is chosen. */
  readonly summary: string;
}

const NAMED_BARS = 6;
/** Of a bar's room, on each side of it. */
const GAP = 0.15;

/**
 * Bars over time. One of them can be chosen by the pointer or by the arrow keys and is then told in words: whoever does not
 * see the bars goes through them like through the values of a slider. All values as a table belong beside it.
 */
export function BarChart({ label, bars, textOf, summary }: BarChartProps) {
  const [chosenKey, setChosenKey] = useState<string>();
  const at = bars.findIndex(({ key }) => key === chosenKey);
  const chosen = bars[at];
  const lines = scaleTo(Math.max(0, ...bars.map(({ value }) => value)));
  const top = lines.at(-1) ?? 1;
  const toldOf = ({ name, value }: Bar): string => `${name}: ${textOf(value)}`;

  const onKeyDown = (event: KeyboardEvent): void => {
    const next = nextBar(event.key, at, bars.length);
    if (next === undefined) return;
    event.preventDefault();
    setChosenKey(bars[next]?.key);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    setChosenKey(bars[Math.floor(((event.clientX - box.left) / box.width) * bars.length)]?.key);
  };
  return (
    <div className={styles.chart}>
      <p className={styles.told}>{chosen === undefined ? summary : toldOf(chosen)}</p>
      <div className={styles.scale} aria-hidden="true">
        {lines.map((line) => (
          <span key={line} style={{ bottom: `${String((line / top) * 100)}%` }}>
            {countText(line)}
          </span>
        ))}
      </div>
      <div
        className={styles.plot}
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={1}
        aria-valuemax={Math.max(1, bars.length)}
        aria-valuenow={at === -1 ? Math.max(1, bars.length) : at + 1}
        aria-valuetext={chosen === undefined ? summary : toldOf(chosen)}
        onKeyDown={onKeyDown}
        onPointerMove={onPointerMove}
        onPointerLeave={() => setChosenKey(undefined)}
        onBlur={() => setChosenKey(undefined)}
      >
        <Bars bars={bars} lines={lines} top={top} />
        {chosen !== undefined && (
          <span
            className={styles.mark}
            style={{ left: `${String((at / bars.length) * 100)}%`, width: `${String(100 / bars.length)}%` }}
          />
        )}
      </div>
      <div className={styles.names} aria-hidden="true">
        {[...namedBars(bars.length, NAMED_BARS)].map((place) => (
          <span key={place} style={{ left: `${String(((place + 0.5) / bars.length) * 100)}%` }}>
            {bars[place]?.shortName}
          </span>
        ))}
      </div>
    </div>
  );
}

interface DrawnBars {
  readonly bars: readonly Bar[];
  readonly lines: readonly number[];
  readonly top: number;
}

/** Drawn again only where values are others. */
const Bars = memo(
  function Bars({ bars, lines, top }: DrawnBars) {
    const room = 100 / bars.length;
    return (
      <svg className={styles.drawing} aria-hidden="true">
        {lines.map((line) => {
          const y = percent(100 - (line / top) * 100);
          return <line key={line} x1="0" x2="100%" y1={y} y2={y} />;
        })}
        {bars.map(({ key, value }, place) => {
          const height = (value / top) * 100;
          return (
            value > 0 && (
              <rect
                key={key}
                x={percent((place + GAP) * room)}
                width={percent(room * (1 - 2 * GAP))}
                y={percent(100 - height)}
                height={percent(height)}
                rx="2"
              />
            )
          );
        })}
      </svg>
    );
  },
  (before, after) =>
    before.top === after.top &&
    before.bars.length === after.bars.length &&
    before.bars.every(({ key, value }, place) => {
      const other = after.bars[place];
      return other?.key === key && other.value === value;
    }),
);

function percent(value: number): string {
  return `${String(Math.round(value * 100) / 100)}%`;
}

/** The bar that a key leads to; nothing where it leads nowhere. */
function nextBar(key: string, at: number, count: number): number | undefined {
  const from = at === -1 ? count : at;
  switch (key) {
    case "ArrowLeft":
    case "ArrowDown":
      return Math.max(0, from - 1);
    case "ArrowRight":
    case "ArrowUp":
      return Math.min(count - 1, at === -1 ? count - 1 : from + 1);
    case "PageDown":
      return Math.max(0, from - 7);
    case "PageUp":
      return Math.min(count - 1, from + 7);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return undefined;
  }
}
