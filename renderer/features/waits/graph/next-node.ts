import { cornerOf } from "./arrow-path.ts";
import type { Layout } from "./layout.ts";

const WAYS: Readonly<Record<string, { readonly x: number; readonly y: number }>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** The node to which a key leads from another: the nearest one in that direction. */
export function nextNode({ spots }: Pick<Layout, "spots">, from: string, key: string): string | undefined {
  const way = WAYS[key];
  const start = spots.get(from);
  if (way === undefined || start === undefined) return undefined;
  const own = cornerOf(start);
  let best: { readonly key: string; readonly distance: number } | undefined;
  for (const [other, spot] of spots) {
    const corner = cornerOf(spot);
    const ahead = (corner.x - own.x) * way.x + (corner.y - own.y) * way.y;
    if (ahead <= 0) continue;
    const aside = Math.abs((corner.x - own.x) * way.y) + Math.abs((corner.y - own.y) * way.x);
    // Aside counts more: a key goes straight where it can.
    const distance = ahead + 2 * aside;
    if (best === undefined || distance < best.distance) best = { key: other, distance };
  }
  return best?.key;
}
