/** The lines of a scale that begins at nothing and reaches a value, at most `most` steps, in numbers that are easily read. */
export function scaleTo(value: number, most = 3): readonly number[] {
  if (!(value > 0)) return [0, 1];
  const step = [1, 2, 5, 10]
    .map((part) => part * roundedDown(value / most))
    .find((size) => size * most >= value);
  const size = Math.max(1, step ?? value);
  return Array.from({ length: Math.ceil(value / size) + 1 }, (_, at) => at * size);
}

/** The power of ten that is not above it. */
function roundedDown(value: number): number {
  return 10 ** Math.floor(Math.log10(value));
}

/** Which of so many bars have their names below them: at most `most`, evenly, counted from the last. */
export function namedBars(count: number, most: number): ReadonlySet<number> {
  const step = Math.max(1, Math.ceil(count / most));
  const named = new Set<number>();
  for (let at = count - 1; at >= 0; at -= step) named.add(at);
  return named;
}
