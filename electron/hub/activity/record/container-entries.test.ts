import { describe, expect, it } from "vitest";
import type { AgentContainer, EngineState, ImageState } from "../../../../shared/contract/containers.ts";
import { AgentId } from "../../../../shared/contract/agents.ts";
import type { LineEntry } from "../sources/line-source.ts";
import {
  afterContainerEntry,
  containerEntries,
  NO_CONTAINERS,
  type ContainerMemory,
  type ContainersNow,
} from "./container-entries.ts";

const OK: EngineState = { kind: "ok", version: "28.0" };
const DOWN: EngineState = { kind: "not-running", sentence: "Docker is not running." };
const UNKNOWN: ImageState = { kind: "unknown" };
const READY: ImageState = { kind: "ready", id: "1", builtAt: 1 };
const BUILDING: ImageState = { kind: "building", since: 1000, step: 1, of: 9, text: "FROM", lastLines: [] };

function container(agent: string, id: string): AgentContainer {
  return { agent: AgentId.parse(agent), id, image: "quorum", isImageStale: false };
}

/** What is recorded as one state follows another, a second apart. */
function play(states: readonly Partial<ContainersNow>[], before: ContainerMemory = NO_CONTAINERS) {
  let memory = before;
  const told: LineEntry[] = [];
  for (const [place, state] of states.entries()) {
    const now = { engine: OK, image: UNKNOWN, containers: undefined, ...state };
    const after = containerEntries(memory, now, 1000 * (place + 1));
    memory = after.memory;
    told.push(...after.entries);
  }
  return told;
}

const events = (entries: readonly LineEntry[]): string[] => entries.map(({ event }) => event);

describe("what is recorded of containers", () => {
  it("is nothing where all is as it should be from the start", () => {
    expect(play([{ engine: { kind: "looking" } }, {}, { image: READY }, { containers: [] }])).toEqual([]);
  });

  it("is that the engine went away, and that it is back", () => {
    expect(events(play([{}, { engine: DOWN }, { engine: { kind: "looking" } }, {}]))).toEqual([
      ...["engine-not-running", "engine-ok"],
    ]);
  });

  it("is how the building of an image went, with how long it took", () => {
    const built = play([{ image: READY }, { image: BUILDING }, { image: READY }]);
    expect(events(built)).toEqual(["image-building", "image-built"]);
    expect(built.at(-1)?.details).toEqual({ ms: "2000" });
    expect(events(play([{ image: BUILDING }, { image: { kind: "missing" } }]))).toEqual([
      ...["image-building", "image-cancelled"],
    ]);
    const failed: ImageState = { kind: "failed", reason: "No network.", lastLines: [] };
    expect(play([{ image: BUILDING }, { image: failed }]).at(-1)?.text).toContain("No network.");
  });

  it("is which container an agent has, and that it is gone, but not while nobody can be asked", () => {
    const told = play([
      { containers: [container("qa", "aaaaaaaaaaaaaaaa")] },
      { containers: [container("qa", "bbbbbbbbbbbbbbbb")] },
      { engine: DOWN, containers: [] },
      { containers: [] },
    ]);
    expect(
      told.filter(({ agent }) => agent === "qa").map(({ event, details }) => [event, details["container"]]),
    ).toEqual([
      ["container-made", "aaaaaaaaaaaa"],
      ["container-made", "bbbbbbbbbbbb"],
      ["container-gone", "bbbbbbbbbbbb"],
    ]);
  });

  it("is not told again by the next hub", () => {
    const state = { containers: [container("qa", "aaaaaaaaaaaaaaaa")] };
    const recalled = play([state]).reduce(afterContainerEntry, NO_CONTAINERS);
    expect(play([state], recalled)).toEqual([]);
  });
});
