import { describe, expect, it } from "vitest";
import type { WaitEdge, WaitNode, Waits } from "../../../shared/contract/desk.ts";
import { foldedWaits } from "./graph/folded-waits.ts";
import { knownWaits } from "./known-waits.ts";
import { lineText, nearText, sentencesOf } from "./wait-words.ts";

const nodeOf = (key: string): WaitNode => {
  const [kind, name = ""] = key.split(":");
  return kind === "user"
    ? { kind: "user", key, user: name }
    : { kind: "document", key, id: name, title: `About ${name}`, status: "IN_PRE_REVIEW" };
};

const edge = (
  from: string,
  to: string,
  reason: WaitEdge["reason"],
  since = 0,
  more: Partial<WaitEdge> = {},
): WaitEdge => ({
  from,
  to,
  reason,
  since,
  ...more,
});

const told = (edges: readonly WaitEdge[], more: Partial<Waits> = {}): Waits => ({
  nodes: [...new Set(edges.flatMap(({ from, to }) => [from, to]))].map(nodeOf),
  edges: [...edges],
  cycles: [],
  longest: [],
  isCut: false,
  ...more,
});

const ROUND = [
  edge("user:claude", "document:CR-5", "owner", 20),
  edge("document:CR-5", "user:qa", "review", 20),
  edge("user:qa", "user:claude", "message", 10, { count: 3 }),
  edge("document:CR-6", "user:lead", "step"),
];

describe("waits", () => {
  it("are told as sentences, the oldest first, an owner’s wait together with the one it is for", () => {
    expect(sentencesOf(knownWaits(told(ROUND))).map(({ text }) => text)).toEqual([
      "qa waits for claude to answer 3 messages",
      "claude waits for qa to review CR-5",
      "CR-6 waits for its owner lead",
    ]);
  });

  it("mark what is in a circle, and what is in the longest line alone", () => {
    const cycle = ["user:claude", "document:CR-5", "user:qa"];
    const longest = ["document:CR-9", "user:claude", "document:CR-5"];
    const edges = [...ROUND, edge("document:CR-9", "user:claude", "step")];
    const { parts } = knownWaits(told(edges, { cycles: [cycle], longest }));
    expect(edges.map((one) => parts.get(one))).toEqual(["circle", "circle", "circle", undefined, "longest"]);
  });

  it("are shown of one agent or document, with whoever is at the other end", () => {
    const known = knownWaits(told(ROUND), " LEAD ");
    expect([...known.nodes.keys()].toSorted()).toEqual(["document:CR-6", "user:lead"]);
    expect(knownWaits(told(ROUND), "about cr-6").edges).toHaveLength(1);
    expect(knownWaits(told(ROUND), "nobody").edges).toEqual([]);
    expect(knownWaits(told(ROUND), " ").edges).toHaveLength(4);
  });

  it("are told as a line, and as a circle that ends where it begins", () => {
    const { nodes } = knownWaits(told(ROUND));
    const keys = ["user:claude", "document:CR-5", "user:qa"];
    expect(lineText(keys, nodes, false)).toBe("claude waits for CR-5, which waits for qa");
    expect(lineText(keys, nodes, true)).toBe(
      "claude waits for CR-5, which waits for qa, who waits for claude",
    );
  });

  it("are told with the node that they are of", () => {
    const known = knownWaits(told(ROUND));
    expect(nearText(nodeOf("document:CR-5"), known)).toBe("waits for qa; waited for by claude");
  });
});

describe("documents that wait alike", () => {
  const drafts = ["1", "2", "3", "4", "5"].map((at) =>
    edge(`document:CR-${at}`, "user:claude", "step", Number(at)),
  );

  it("are drawn as one, but not those of the longest line, and not where they were opened", () => {
    const longest = ["document:CR-5", "user:claude", "document:CR-9"];
    const edges = [...drafts, edge("user:claude", "document:CR-9", "owner")];
    const known = knownWaits(told(edges, { longest }));
    const drawn = foldedWaits(known, new Set());
    const group = [...drawn.nodes.values()].find(({ kind }) => kind === "group");
    expect(group?.kind === "group" && group.documents.map(({ key }) => key)).toEqual(
      ["1", "2", "3", "4"].map((at) => `document:CR-${at}`),
    );
    expect(drawn.edges).toHaveLength(3);
    expect(drawn.near.get(group?.key ?? "")).toEqual(new Set(["user:claude"]));
    expect([...drawn.parts.values()]).toEqual(["longest", "longest"]);
    expect(foldedWaits(known, new Set([group?.key ?? ""])).nodes.size).toBe(known.nodes.size);
  });

  it("are drawn one by one where they are few", () => {
    expect(foldedWaits(knownWaits(told(drafts.slice(0, 3))), new Set()).nodes.size).toBe(4);
  });
});
