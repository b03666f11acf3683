/** The tile that an arrow key leads to, from one of so many that stand in so many columns. */
export function nextTile(key: string, at: number, count: number, columns: number): number | undefined {
  const next = { ArrowRight: at + 1, ArrowLeft: at - 1, ArrowDown: at + columns, ArrowUp: at - columns }[key];
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  return next === undefined || next < 0 || next >= count ? undefined : next;
}
