import type { WaitEdge, WaitNode } from "../../../../shared/contract/desk.ts";
import type { KnownWaits } from "../known-waits.ts";

/** Documents that wait alike, drawn as one. */
export interface DocumentGroup {
  readonly kind: "group";
  readonly key: string;
  readonly documents: readonly WaitNode[];
}

/** What is drawn as a node. */
export type DrawnNode = WaitNode | DocumentGroup;

/** What is drawn as an arrow: a wait, or the waits of a whole group. */
export type DrawnEdge = Pick<WaitEdge, "from" | "to" | "reason">;

/** Who waits for whom, as it is drawn. */
export interface DrawnWaits {
  readonly nodes: ReadonlyMap<string, DrawnNode>;
  readonly edges: readonly DrawnEdge[];
  readonly parts: ReadonlyMap<DrawnEdge, "circle" | "longest">;
  readonly near: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Fewer are drawn one by one. */
const LEAST_FOLDED = 4;

/**
 * Draws documents that all wait for the same, and for which the same wait, as one: twenty drafts of one owner are one
 * thing to know. Those of a circle or the longest line stand for themselves, and so do those of a group that is open.
 */
export function foldedWaits(waits: KnownWaits, open: ReadonlySet<string>): DrawnWaits {
  const groups = groupsOf(waits);
  const groupOf = new Map<string, string>();
  const nodes = new Map<string, DrawnNode>(waits.nodes);
  for (const [signature, documents] of groups) {
    const key = `group:${signature}`;
    if (documents.length < LEAST_FOLDED || open.has(key)) continue;
    nodes.set(key, { kind: "group", key, documents });
    for (const document of documents) {
      nodes.delete(document.key);
      groupOf.set(document.key, key);
    }
  }
  const edges = new Map<string, DrawnEdge>();
  const parts = new Map<DrawnEdge, "circle" | "longest">();
  const near = new Map<string, Set<string>>();
  for (const edge of waits.edges) {
    const from = groupOf.get(edge.from) ?? edge.from;
    const to = groupOf.get(edge.to) ?? edge.to;
    const key = `${from} ${to} ${edge.reason}`;
    if (edges.has(key)) continue;
    const drawn: DrawnEdge = { from, to, reason: edge.reason };
    edges.set(key, drawn);
    const part = waits.parts.get(edge);
    if (part !== undefined) parts.set(drawn, part);
    near.set(from, (near.get(from) ?? new Set()).add(to));
    near.set(to, (near.get(to) ?? new Set()).add(from));
  }
  return { nodes, edges: [...edges.values()], parts, near };
}

function groupsOf({ nodes, edges, parts }: KnownWaits): ReadonlyMap<string, readonly WaitNode[]> {
  const signs = new Map<string, string[]>();
  const standsOut = new Set<string>();
  const sign = (key: string, text: string): void => {
    const known = signs.get(key);
    if (known === undefined) signs.set(key, [text]);
    else known.push(text);
  };
  for (const edge of edges) {
    sign(edge.from, `for ${edge.to} ${edge.reason}`);
    sign(edge.to, `by ${edge.from} ${edge.reason}`);
    if (parts.has(edge)) standsOut.add(edge.from).add(edge.to);
  }
  const groups = new Map<string, WaitNode[]>();
  for (const node of nodes.values()) {
    if (node.kind !== "document" || standsOut.has(node.key)) continue;
    const signature = (signs.get(node.key) ?? []).toSorted().join(", ");
    const known = groups.get(signature);
    if (known === undefined) groups.set(signature, [node]);
    else known.push(node);
  }
  return groups;
}
