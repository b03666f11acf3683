import { describe, expect, it } from "vitest";
import { Agent, AgentId } from "../../../shared/contract/agents.ts";
import { createAgentsStore, withAgentsChange } from "../agents/agents-store.ts";
import { createHostStore } from "../project/host-store.ts";
import { followTabs, keptTabs } from "./kept-tabs.ts";
import { createTabsStore, withTab, type Tab } from "./tabs-store.ts";

function makeStorage(content: Readonly<Record<string, string>> = {}) {
  const stored = new Map(Object.entries(content));
  return {
    stored,
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  };
}

function hostWith(path: string) {
  const project = { name: "p", path };
  return { known: { version: "1", recent: [], sampleFolder: "/s", canChooseFolder: false, project } };
}

const qa: Tab = { kind: "terminal", agent: AgentId.parse("qa") };
const inbox: Tab = { ...qa, kind: "inbox" };

describe("the tabs of a project", () => {
  it("are there again when the window is opened again", () => {
    const storage = makeStorage();
    const stores = { host: createHostStore(), agents: createAgentsStore(), tabs: createTabsStore() };
    followTabs(storage, stores);
    stores.host.setState(hostWith("/a"));
    stores.tabs.setState((state) => withTab(state, qa), true);
    stores.tabs.setState((state) => withTab(state, inbox), true);
    expect(keptTabs(storage, "/a")).toEqual({ open: [qa, inbox], shown: inbox });

    stores.host.setState(hostWith("/b"));
    expect(stores.tabs.getState()).toEqual({ open: [] });
    stores.host.setState(hostWith("/a"));
    expect(stores.tabs.getState()).toEqual({ open: [qa, inbox], shown: inbox });
  });

  it("are closed with the agents that the project no longer has", () => {
    const stores = { host: createHostStore(), agents: createAgentsStore(), tabs: createTabsStore() };
    const gone = { kind: "inbox", agent: "gone" };
    const kept = JSON.stringify({ open: [qa, gone], shown: gone });
    followTabs(makeStorage({ "quorum.tabs:/a": kept }), stores);
    stores.host.setState(hostWith("/a"));
    expect(stores.tabs.getState().open).toHaveLength(2);
    const agent = Agent.parse({ id: "qa", program: "x", state: { kind: "stopped" }, hasTerminal: false });
    stores.agents.setState((state) => withAgentsChange(state, { kind: "snapshot", agents: [agent] }), true);
    expect(stores.tabs.getState()).toEqual({ open: [qa], shown: qa });
  });

  it("are none where what was kept cannot be read", () => {
    for (const text of ["", "{", "[]", '{"open":["qa"]}', '{"open":5}']) {
      expect(keptTabs(makeStorage({ "quorum.tabs:/a": text }), "/a")).toEqual({ open: [] });
    }
  });
});
