import { describe, expect, it } from "vitest";
import { AgentId } from "../../shared/contract/agents.ts";
import { agentOf, type Place, type TabPlace } from "./place.ts";
import {
  agentOfInbox,
  canGo,
  placesAt,
  withBack,
  withForward,
  withKnownAgents,
  withNeighbour,
  withoutTab,
  withPlace,
  withTabAt,
  withTabBehind,
} from "./places-store.ts";

const terminal = (agent: string): TabPlace => ({ kind: "terminal", agent: AgentId.parse(agent) });
const inbox = (agent: string): TabPlace => ({ kind: "inbox", agent: AgentId.parse(agent) });
const shell = (agent: string): TabPlace => ({ kind: "shell", agent: AgentId.parse(agent) });
const document = (id: string): TabPlace => ({ kind: "document", id });
const dashboard: Place = { kind: "dashboard" };
const documents: Place = { kind: "documents" };
const [claude, qa, ui] = [terminal("claude"), terminal("qa"), terminal("tu_ui")];
const three = placesAt([claude, qa, ui], qa);

describe("the tabs", () => {
  it("get a new one at the end, and show the one that is there already", () => {
    expect(withPlace(placesAt([claude], claude), qa)).toMatchObject({ open: [claude, qa], shown: qa });
    expect(withPlace(three, claude)).toMatchObject({ open: three.open, shown: claude });
    expect(withTabBehind(three, document("CR-1"))).toMatchObject({
      open: [claude, qa, ui, document("CR-1")],
      shown: qa,
    });
  });

  it("stay as they are where a place without one is shown", () => {
    expect(withPlace(three, documents)).toMatchObject({ open: three.open, shown: documents });
  });

  it("show the right neighbour of one that is closed, or the left one at the end, or the dashboard", () => {
    expect(withoutTab(three, qa)).toMatchObject({ open: [claude, ui], shown: ui });
    expect(withoutTab({ ...three, shown: ui }, ui)).toMatchObject({ open: [claude, qa], shown: qa });
    expect(withoutTab(placesAt([qa], qa), qa)).toMatchObject({ open: [], shown: dashboard });
  });

  it("show the same place when another one's tab is closed", () => {
    expect(withoutTab(three, claude)).toMatchObject({ open: [qa, ui], shown: qa });
    expect(withoutTab(placesAt([claude], claude), qa)).toEqual(placesAt([claude], claude));
  });

  it("are walked along around the ends, and entered from a place that has none", () => {
    expect(withNeighbour({ ...three, shown: ui }, 1).shown).toEqual(claude);
    expect(withNeighbour({ ...three, shown: claude }, -1).shown).toEqual(ui);
    expect(withNeighbour({ ...three, shown: dashboard }, 1).shown).toEqual(claude);
    expect(withNeighbour({ ...three, shown: dashboard }, -1).shown).toEqual(ui);
    expect(withNeighbour(placesAt([], dashboard), 1)).toEqual(placesAt([], dashboard));
  });

  it("are chosen by their place, where there is one", () => {
    expect(withTabAt(three, 0).shown).toEqual(claude);
    expect(withTabAt(three, 5)).toBe(three);
  });

  it("lose those whose agent the project no longer has", () => {
    const known = new Set([claude, ui].flatMap((place) => agentOf(place) ?? []));
    expect(withKnownAgents(three, known)).toMatchObject({ open: [claude, ui], shown: ui });
    const withInbox = withPlace(three, inbox("qa"));
    expect(withKnownAgents(withInbox, known)).toMatchObject({ open: [claude, ui], back: [] });
    const all = new Set(three.open.flatMap((place) => agentOf(place) ?? []));
    expect(withKnownAgents(three, all)).toBe(three);
  });

  it("have one inbox, which changes its agent where it stands", () => {
    const first = withPlace(three, inbox("qa"));
    expect(first.open).toEqual([claude, qa, ui, inbox("qa")]);
    const moved = withPlace(withPlace(first, terminal("bu")), inbox("claude"));
    expect(moved.open).toEqual([claude, qa, ui, inbox("claude"), terminal("bu")]);
    expect(agentOfInbox(moved)).toBe("claude");
    expect(agentOfInbox(three)).toBeUndefined();
  });

  it("show again what was seen before an inbox or a document when it is closed", () => {
    const opened = withPlace(withPlace(three, inbox("qa")), inbox("claude"));
    expect(withoutTab(opened, inbox("claude"))).toMatchObject({ open: three.open, shown: qa });
    const walked = withNeighbour(withPlace(three, inbox("qa")), 1);
    expect(withoutTab(withPlace(walked, inbox("qa")), inbox("qa")).shown).toEqual(claude);
    const alone = withoutTab(withPlace(three, inbox("qa")), qa);
    expect(withoutTab(alone, inbox("qa")).shown).toEqual(ui);
    const listed = withPlace(withPlace(three, documents), document("CR-1"));
    expect(withoutTab(listed, document("CR-1"))).toMatchObject({ shown: documents, back: [qa] });
  });
});

describe("the way back", () => {
  it("leads to where the person was, and forward again", () => {
    const there = withPlace(withPlace(three, documents), document("CR-1"));
    const once = withBack(there);
    expect(once.shown).toEqual(documents);
    const twice = withBack(once);
    expect(twice.shown).toEqual(qa);
    expect(canGo(twice, "back")).toBe(false);
    expect(withBack(twice)).toBe(twice);
    expect(withForward(withForward(twice))).toEqual(there);
    expect(canGo(there, "forward")).toBe(false);
  });

  it("opens a tab again that was closed, but starts no shell", () => {
    const left = withPlace(withPlace(three, document("CR-1")), dashboard);
    const closed = withoutTab(left, document("CR-1"));
    expect(withBack(closed)).toMatchObject({ shown: document("CR-1") });
    expect(withBack(closed).open).toContainEqual(document("CR-1"));
    const over = withoutTab(withPlace(withPlace(three, shell("qa")), dashboard), shell("qa"));
    expect(withBack(over).shown).toEqual(qa);
  });

  it("is cut where another way is taken", () => {
    const other = withPlace(withBack(withPlace(three, documents)), dashboard);
    expect(canGo(other, "forward")).toBe(false);
    expect(other.back).toEqual([qa]);
  });

  it("does not remember a step that led nowhere, and not without end", () => {
    expect(withPlace(three, qa).back).toEqual([]);
    let state = three;
    for (let step = 0; step < 200; step += 1)
      state = withPlace(state, step % 2 === 0 ? documents : dashboard);
    expect(state.back).toHaveLength(50);
  });
});
