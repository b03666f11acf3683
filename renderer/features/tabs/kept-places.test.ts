import { describe, expect, it } from "vitest";
import { Agent, AgentId } from "../../../shared/contract/agents.ts";
import { createAgentsStore, withAgentsChange } from "../../ui/agents/agents-store.ts";
import { createHostStore } from "../../connection/host-store.ts";
import type { Place, TabPlace } from "../../places/place.ts";
import { createPlacesStore, placesAt, withPlace } from "../../places/places-store.ts";
import { followPlaces, keptPlaces } from "./kept-places.ts";

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

const qa: TabPlace = { kind: "terminal", agent: AgentId.parse("qa") };
const inbox: TabPlace = { ...qa, kind: "inbox" };
const dashboard: Place = { kind: "dashboard" };

describe("the places of a project", () => {
  it("are there again when the window is opened again", () => {
    const storage = makeStorage();
    const stores = { host: createHostStore(), agents: createAgentsStore(), places: createPlacesStore() };
    const go = (place: Place) => stores.places.setState((state) => withPlace(state, place), true);
    followPlaces(storage, stores);
    stores.host.setState(hostWith("/a"));
    go(qa);
    go(inbox);
    expect(keptPlaces(storage, "/a")).toEqual(placesAt([qa, inbox], inbox));

    stores.host.setState(hostWith("/b"));
    expect(stores.places.getState()).toEqual(placesAt([], dashboard));
    go({ kind: "document", id: "CR-001" });
    go({ kind: "activity" });
    stores.host.setState(hostWith("/a"));
    expect(stores.places.getState()).toEqual(placesAt([qa, inbox], inbox));
    stores.host.setState(hostWith("/b"));
    const document = { kind: "document", id: "CR-001" } as const;
    expect(stores.places.getState()).toEqual(placesAt([document], { kind: "activity" }));
  });

  it("are closed with the agents that the project no longer has", () => {
    const stores = { host: createHostStore(), agents: createAgentsStore(), places: createPlacesStore() };
    const gone = { kind: "inbox", agent: "gone" };
    const kept = JSON.stringify({ open: [qa, gone], shown: gone });
    followPlaces(makeStorage({ "quorum.tabs:/a": kept }), stores);
    stores.host.setState(hostWith("/a"));
    expect(stores.places.getState().open).toHaveLength(2);
    const agent = Agent.parse({ id: "qa", program: "x", state: { kind: "stopped" }, hasTerminal: false });
    stores.agents.setState((state) => withAgentsChange(state, { kind: "snapshot", agents: [agent] }), true);
    expect(stores.places.getState()).toEqual(placesAt([qa], qa));
  });

  it("keep no shell, which is over with its page", () => {
    const storage = makeStorage();
    const stores = { host: createHostStore(), agents: createAgentsStore(), places: createPlacesStore() };
    followPlaces(storage, stores);
    stores.host.setState(hostWith("/a"));
    stores.places.setState((state) => withPlace(state, qa), true);
    stores.places.setState((state) => withPlace(state, { ...qa, kind: "shell" }), true);
    expect(keptPlaces(storage, "/a")).toEqual(placesAt([qa], qa));
  });

  it("are the dashboard alone where what was kept cannot be read", () => {
    const texts = ["", "{", "[]", '{"open":["qa"]}', '{"open":5}', '{"open":[],"shown":{"kind":"nowhere"}}'];
    for (const text of [...texts, '{"open":[],"shown":{"kind":"terminal","agent":"qa"}}']) {
      expect(keptPlaces(makeStorage({ "quorum.tabs:/a": text }), "/a")).toEqual(placesAt([], dashboard));
    }
  });
});
