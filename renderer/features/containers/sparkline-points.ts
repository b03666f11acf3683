/** The points of a line through values, the newest at the right edge, for the attribute of an SVG polyline. */
export function sparklinePoints(
  values: readonly number[],
  { width, height, most, places }: SparklineFrame,
): string {
  const step = width / (places - 1);
  const top = Math.max(most, Number.EPSILON);
  return values
    .slice(-places)
    .map((value, index, shown) => {
      const x = width - (shown.length - 1 - index) * step;
      const y = height - (Math.min(Math.max(value, 0), top) / top) * height;
      return `${round(x)},${round(y)}`;
    })
    .join(" ");
}

export interface SparklineFrame {
  readonly width: number;
  readonly height: number;
  /** The value at the upper edge. */
  readonly most: number;
  /** How many values fill the width. */
  readonly places: number;
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}
