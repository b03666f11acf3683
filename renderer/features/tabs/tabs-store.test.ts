import { describe, expect, it } from "vitest";
import { AgentId } from "../../../shared/contract/agents.ts";
import {
  agentOfInbox,
  withKnownTabs,
  withNeighbour,
  withoutTab,
  withTab,
  withTabAt,
  type Tab,
  type TabsState,
} from "./tabs-store.ts";

const terminal = (agent: string): Tab => ({ kind: "terminal", agent: AgentId.parse(agent) });
const inbox = (agent: string): Tab => ({ kind: "inbox", agent: AgentId.parse(agent) });
const [claude, qa, ui] = [terminal("claude"), terminal("qa"), terminal("tu_ui")];
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
    expect(withNeighbour({ ...three, shown: ui }, 1).shown).toEqual(claude);
    expect(withNeighbour({ ...three, shown: claude }, -1).shown).toEqual(ui);
    expect(withNeighbour({ open: [] }, 1)).toEqual({ open: [] });
  });

  it("are chosen by their place, where there is one", () => {
    expect(withTabAt(three, 0).shown).toEqual(claude);
    expect(withTabAt(three, 5)).toBe(three);
  });

  it("lose those whose agent the project no longer has", () => {
    const known = new Set([claude.agent, ui.agent]);
    expect(withKnownTabs(three, known)).toEqual({ open: [claude, ui], shown: ui });
    expect(withKnownTabs({ ...three, open: [...three.open, inbox("qa")] }, known).open).toEqual([claude, ui]);
    expect(withKnownTabs(three, new Set(three.open.map(({ agent }) => agent)))).toBe(three);
  });

  it("have one inbox, which changes its agent where it stands", () => {
    const first = withTab(three, inbox("qa"));
    expect(first.open).toEqual([claude, qa, ui, inbox("qa")]);
    const moved = withTab(withTab(first, terminal("bu")), inbox("claude"));
    expect(moved.open).toEqual([claude, qa, ui, inbox("claude"), terminal("bu")]);
    expect(agentOfInbox(moved)).toBe("claude");
    expect(agentOfInbox(three)).toBeUndefined();
  });

  it("show again what was seen before the inbox when it is closed", () => {
    const opened = withTab(withTab(three, inbox("qa")), inbox("claude"));
    expect(withoutTab(opened, inbox("claude"))).toEqual({ open: three.open, shown: qa });
    const walked = withNeighbour(withTab(three, inbox("qa")), 1);
    expect(withoutTab(withTab(walked, inbox("qa")), inbox("qa")).shown).toEqual(claude);
    const alone = withoutTab(withTab(three, inbox("qa")), qa);
    expect(withoutTab(alone, inbox("qa")).shown).toEqual(ui);
    expect(withoutTab(withTab({ open: [] }, inbox("qa")), inbox("qa"))).toEqual({ open: [] });
  });
});
