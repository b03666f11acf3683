/** Why one waits for another. */
export const WAIT_REASONS = [
  /** A document waits for somebody to review or approve it, whose name is among those who have not. */
  "review",
  "approval",
  /** A document waits for somebody who has the task of its round, though it no longer names them. */
  "task",
  /** A document waits for its owner's next step. */
  "step",
  /** An owner waits for a document with which others have to do something. */
  "owner",
  /** A document waits for its child, which must be over before it can be. */
  "child",
  /** Somebody waits for the answer to a message. */
  "message",
] as const;
export type WaitReason = (typeof WAIT_REASONS)[number];

/** One waits for another, both named by their keys. */
export interface Wait {
  readonly from: string;
  readonly to: string;
}

/** Whom each waits for. */
export type WaitGraph = ReadonlyMap<string, readonly string[]>;

/** Puts waits together by who waits; whoever only is waited for has an entry too. */
export function graphOf(waits: Iterable<Wait>): WaitGraph {
  const graph = new Map<string, Set<string>>();
  const targets = (key: string): Set<string> => {
    const known = graph.get(key) ?? new Set<string>();
    graph.set(key, known);
    return known;
  };
  for (const { from, to } of waits) {
    targets(from).add(to);
    targets(to);
  }
  return new Map([...graph].map(([key, keys]) => [key, [...keys]]));
}

export function userKey(user: string): string {
  return `user:${user}`;
}

export function documentKey(id: string): string {
  return `document:${id}`;
}
