import type { WaitEdge, WaitNode } from "../../../shared/contract/desk.ts";
import { countText } from "../../ui/count-text.ts";
import type { KnownWaits } from "./known-waits.ts";

/** What a node is called. */
export function nameOf(node: WaitNode | undefined): string {
  if (node === undefined) return "somebody";
  return node.kind === "user" ? node.user : node.id;
}

/** Why one waits for another, in a few words. */
export function reasonText({ reason, count = 1 }: Pick<WaitEdge, "reason" | "count">): string {
  switch (reason) {
    case "review":
      return "review";
    case "approval":
      return "approval";
    case "task":
      return "task of its round";
    case "step":
      return "owner’s next step";
    case "owner":
      return "document is with others";
    case "child":
      return "child is still open";
    case "message":
      return count === 1 ? "answer to a message" : `answer to ${countText(count)} messages`;
  }
}

/** A sentence about a wait, without how long it has lasted, and where it leads. */
export interface WaitSentence {
  readonly key: string;
  readonly edge: WaitEdge;
  readonly text: string;
}

/**
 * All waits as sentences. That an owner waits for a document, and the document for whoever has it, is one sentence:
 * "claude waits for qa to review CR-005".
 */
export function sentencesOf({ nodes, edges }: Pick<KnownWaits, "nodes" | "edges">): readonly WaitSentence[] {
  const owners = new Map<string, string>();
  for (const { from, to, reason } of edges) if (reason === "owner") owners.set(to, from);
  const isTold = new Set(edges.flatMap(({ from, reason }) => (isAsked(reason) ? [from] : [])));
  return edges.flatMap((edge) => {
    // Told with those who have the document.
    if (edge.reason === "owner" && isTold.has(edge.to)) return [];
    const owner = isAsked(edge.reason) ? owners.get(edge.from) : undefined;
    const text = owner === undefined ? plainSentence(edge, nodes) : ownerSentence(edge, owner, nodes);
    return [{ key: `${edge.from} ${edge.to} ${edge.reason}`, edge, text }];
  });
}

function isAsked(reason: WaitEdge["reason"]): boolean {
  return reason === "review" || reason === "approval" || reason === "task";
}

function ownerSentence({ from, to, reason }: WaitEdge, owner: string, nodes: KnownWaits["nodes"]): string {
  const [who, whom, what] = [owner, to, from].map((key) => nameOf(nodes.get(key)));
  return `${who ?? ""} waits for ${whom ?? ""} ${deed(reason)} ${what ?? ""}`;
}

function deed(reason: WaitEdge["reason"]): string {
  return reason === "review" ? "to review" : reason === "approval" ? "to approve" : "with a task for";
}

/** One wait as a sentence, without how long it has lasted. */
function plainSentence({ from, to, reason, count = 1 }: WaitEdge, nodes: KnownWaits["nodes"]): string {
  const who = nameOf(nodes.get(from));
  const whom = nameOf(nodes.get(to));
  switch (reason) {
    case "review":
      return `${who} waits for ${whom} to review it`;
    case "approval":
      return `${who} waits for ${whom} to approve it`;
    case "task":
      return `${who} waits for ${whom}, who has a task for it`;
    case "step":
      return `${who} waits for its owner ${whom}`;
    case "owner":
      return `${who} waits for ${whom}, which others have to act on`;
    case "child":
      return `${who} waits for its child ${whom}`;
    case "message":
      return count === 1
        ? `${who} waits for ${whom} to answer a message`
        : `${who} waits for ${whom} to answer ${countText(count)} messages`;
  }
}

/** A line of waiting as it is said: "CR-003 waits for claude, who waits for CR-005". */
export function lineText(keys: readonly string[], nodes: KnownWaits["nodes"], isCircle: boolean): string {
  const way = isCircle ? [...keys, ...keys.slice(0, 1)] : keys;
  return way
    .map((key, at) => {
      const node = nodes.get(key);
      if (at === 0) return nameOf(node);
      if (at === 1) return `waits for ${nameOf(node)}`;
      const pronoun = nodes.get(way[at - 1] ?? "")?.kind === "user" ? "who" : "which";
      return `${pronoun} waits for ${nameOf(node)}`;
    })
    .join(", ")
    .replace(", waits", " waits");
}

/** Who waits for a node and for whom it waits, for those who hear it. */
export function nearText(
  { key }: Pick<WaitNode, "key">,
  { edges, nodes }: Pick<KnownWaits, "edges" | "nodes">,
): string {
  const names = (keys: readonly string[]): string =>
    [...new Set(keys.map((other) => nameOf(nodes.get(other))))].join(", ");
  const whom = edges.filter(({ from }) => from === key).map(({ to }) => to);
  const who = edges.filter(({ to }) => to === key).map(({ from }) => from);
  return [
    ...(whom.length === 0 ? [] : [`waits for ${names(whom)}`]),
    ...(who.length === 0 ? [] : [`waited for by ${names(who)}`]),
  ].join("; ");
}
