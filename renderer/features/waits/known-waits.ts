import type { WaitEdge, WaitNode, Waits } from "../../../shared/contract/desk.ts";

/** What a wait is a part of that stands out. */
export type WaitPart = "circle" | "longest";

/** Who waits for whom, made ready to be drawn and told. */
export interface KnownWaits {
  readonly nodes: ReadonlyMap<string, WaitNode>;
  /** The oldest first. */
  readonly edges: readonly WaitEdge[];
  /** The edges that stand out; one that is in a circle counts as that. */
  readonly parts: ReadonlyMap<WaitEdge, WaitPart>;
  /** With whom each is joined by a wait. */
  readonly near: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Makes waits ready: all of them, or those that somebody or something has that is looked for. */
export function knownWaits({ nodes, edges, cycles, longest }: Waits, query = ""): KnownWaits {
  const all = new Map(nodes.map((node) => [node.key, node]));
  const inCircles = new Set(cycles.flatMap((keys) => steps([...keys, ...keys.slice(0, 1)])));
  const inLongest = new Set(longest.length > 2 ? steps(longest) : []);
  const found = foundKeys(nodes, query);
  const shown = edges
    .filter(({ from, to }) => found === undefined || found.has(from) || found.has(to))
    .toSorted((one, other) => ageOf(one) - ageOf(other));
  const parts = new Map<WaitEdge, WaitPart>();
  const near = new Map<string, Set<string>>();
  const own = new Map<string, WaitNode>();
  for (const edge of shown) {
    const step = stepOf(edge.from, edge.to);
    if (inCircles.has(step)) parts.set(edge, "circle");
    else if (inLongest.has(step)) parts.set(edge, "longest");
    for (const [key, other] of [
      [edge.from, edge.to],
      [edge.to, edge.from],
    ] as const) {
      const node = all.get(key);
      if (node !== undefined) own.set(key, node);
      const others = near.get(key) ?? new Set<string>();
      near.set(key, others.add(other));
    }
  }
  return { nodes: own, edges: shown, parts, near };
}

/** Where nothing says since when, it comes last. */
function ageOf({ since }: WaitEdge): number {
  return since === 0 ? Infinity : since;
}

function stepOf(from: string, to: string): string {
  return `${from}\n${to}`;
}

function steps(way: readonly string[]): readonly string[] {
  return way.slice(1).map((to, at) => stepOf(way[at] ?? "", to));
}

/** Those in whose name or title all that is looked for stands; nothing where nothing is. */
function foundKeys(nodes: readonly WaitNode[], query: string): ReadonlySet<string> | undefined {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  if (words.length === 0) return undefined;
  const keys = nodes.flatMap((node) => {
    const text = (node.kind === "user" ? node.user : `${node.id} ${node.title}`).toLowerCase();
    return words.every((word) => text.includes(word)) ? [node.key] : [];
  });
  return new Set(keys);
}
