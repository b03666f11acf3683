import { describe, expect, it } from "vitest";
import { AgentId } from "../../../../shared/contract/agents.ts";
import {
  withKnownTabs,
  withNeighbour,
  withoutTab,
  withTab,
  withTabAt,
  type TabsState,
} from "./tabs-store.ts";

const [claude, qa, ui] = ["claude", "qa", "tu_ui"].map((id) => AgentId.parse(id)) as [
  AgentId,
  AgentId,
  AgentId,
];
const three: TabsState = { open: [claude, qa, ui], shown: qa };

describe("the tabs", () => {
  it("get a new one at the end, and show the one that is there already", () => {
    expect(withTab({ open: [claude], shown: claude }, qa)).toEqual({ open: [claude, qa], shown: qa });
    expect(withTab(three, claude)).toEqual({ open: three.open, shown: claude });
  });

  it("show the right neighbour of one that is closed, or the left one at the end", () => {
    expect(withoutTab(three, qa)).toEqual({ open: [claude, ui], shown: ui });
    expect(withoutTab({ ...three, shown: ui }, ui)).toEqual({ open: [claude, qa], shown: qa });
    expect(withoutTab({ open: [qa], shown: qa }, qa)).toEqual({ open: [], shown: undefined });
  });

  it("show the same terminal when another one's tab is closed", () => {
    expect(withoutTab(three, claude)).toEqual({ open: [qa, ui], shown: qa });
    expect(withoutTab({ open: [claude], shown: claude }, qa)).toEqual({ open: [claude], shown: claude });
  });

  it("are walked along around the ends", () => {
    expect(withNeighbour({ ...three, shown: ui }, 1).shown).toBe(claude);
    expect(withNeighbour({ ...three, shown: claude }, -1).shown).toBe(ui);
    expect(withNeighbour({ open: [] }, 1)).toEqual({ open: [] });
  });

  it("are chosen by their place, where there is one", () => {
    expect(withTabAt(three, 0).shown).toBe(claude);
    expect(withTabAt(three, 5)).toBe(three);
  });

  it("lose those whose agent the project no longer has", () => {
    expect(withKnownTabs(three, new Set([claude, ui]))).toEqual({ open: [claude, ui], shown: ui });
    expect(withKnownTabs(three, new Set(three.open))).toBe(three);
  });
});
