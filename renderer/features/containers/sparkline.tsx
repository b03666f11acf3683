import { MOST_SAMPLES } from "./samples.ts";
import { sparklinePoints } from "./sparkline-points.ts";
import styles from "./sparkline.module.css";

const WIDTH = 120;
const HEIGHT = 24;

export interface SparklineProps {
  /** What is drawn, each as a line. */
  readonly lines: readonly (readonly number[])[];
  /** The value at the upper edge. */
  readonly most: number;
}

/** How something went in the last minute. What it says is said in words beside it. */
export function Sparkline({ lines, most }: SparklineProps) {
  const frame = { width: WIDTH, height: HEIGHT, most, places: MOST_SAMPLES };
  return (
    <svg
      className={styles.sparkline}
      viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <line x1="0" y1={HEIGHT} x2={WIDTH} y2={HEIGHT} vectorEffect="non-scaling-stroke" />
      {lines.map((values, index) => (
        <polyline key={index} points={sparklinePoints(values, frame)} />
      ))}
    </svg>
  );
}
