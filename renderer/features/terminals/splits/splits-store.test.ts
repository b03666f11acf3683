import { describe, expect, it } from "vitest";
import { AgentId } from "../../../../shared/contract/agents.ts";
import {
  besideIn,
  lineAt,
  splitOf,
  withBeside,
  withLineAt,
  withOpenOnly,
  withoutAgent,
  type SplitsState,
} from "./splits-store.ts";

const id = (name: string): AgentId => AgentId.parse(name);
const [a, b, c, d, e] = [id("a"), id("b"), id("c"), id("d"), id("e")];
const NONE: SplitsState = { splits: [] };
const agentsOf = ({ splits }: SplitsState) => splits.map(({ agents }) => agents.join(" "));

describe("terminals side by side", () => {
  it("stand beside the one that they were put beside, four at most", () => {
    const two = withBeside(NONE, a, b);
    expect(two.splits).toEqual([{ agents: [a, b], columns: [0.5, 0.5], rows: [1] }]);
    const three = withBeside(two, a, c);
    expect(agentsOf(three)).toEqual(["a c b"]);
    const four = withBeside(three, b, d);
    expect(four.splits).toEqual([{ agents: [a, c, b, d], columns: [0.5, 0.5], rows: [0.5, 0.5] }]);
    expect(withBeside(four, a, e)).toBe(four);
    expect(withBeside(two, a, a)).toBe(two);
  });

  it("are in one split each, and in none where they are left alone", () => {
    const both = withBeside(withBeside(NONE, a, b), c, d);
    expect(agentsOf(withBeside(both, c, a))).toEqual(["c a d"]);
    expect(agentsOf(withoutAgent(both, d))).toEqual(["a b"]);
    expect(agentsOf(withOpenOnly(both, new Set([c, d])))).toEqual(["c d"]);
    expect(splitOf(both, e)).toBeUndefined();
  });

  it("have the room that they are given, and never none", () => {
    const three = withBeside(withBeside(NONE, a, b), b, c);
    const moved = withLineAt(three, a, "columns", 0, 0.2);
    const [split] = moved.splits;
    expect(split?.columns.map((share) => Math.round(share * 100))).toEqual([20, 47, 33]);
    expect(split === undefined ? 0 : lineAt(split, "columns", 1)).toBeCloseTo(2 / 3);
    expect(withLineAt(three, a, "columns", 0, -3).splits[0]?.columns[0]).toBe(0.15);
    expect(withLineAt(three, a, "rows", 0, 0.5)).toBe(three);
  });

  it("are walked through around the ends", () => {
    const three = withBeside(withBeside(NONE, a, b), b, c);
    expect([
      besideIn(three, a, 1),
      besideIn(three, c, 1),
      besideIn(three, a, -1),
      besideIn(three, e, 1),
    ]).toEqual([b, a, c, e]);
  });
});
