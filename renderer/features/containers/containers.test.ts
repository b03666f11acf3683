import { describe, expect, it } from "vitest";
import { AgentId } from "../../../shared/contract/agents.ts";
import {
  ContainersView,
  type ContainerStats,
  type EngineState,
  type ImageState,
} from "../../../shared/contract/containers.ts";
import type { HubClient } from "../../../shared/contract/contract.ts";
import { HubError } from "../../../shared/contract/errors.ts";
import { containersCommands } from "./containers-commands.ts";
import { createContainersStore, noContainers, openGrants, withKnown } from "./containers-store.ts";
import {
  absenceText,
  bytesText,
  cpuText,
  engineStatus,
  engineWords,
  memoryText,
  imageWords,
  shortId,
  troubleOf,
} from "./containers-words.ts";
import { followingStats } from "./follow-stats.ts";
import { withSample } from "./samples.ts";
import { sparklinePoints } from "./sparkline-points.ts";

const qa = AgentId.parse("qa");
const view = (more: object = {}): ContainersView =>
  ContainersView.parse({
    engine: { kind: "ok", version: "27.1" },
    image: { kind: "ready", id: "sha256:0123456789abcdef", builtAt: 0 },
    agents: [qa],
    containers: [],
    grants: [],
    missingIgnoreRules: [],
    ...more,
  });
const known = (more: object = {}) => withKnown(noContainers(), view(more));

/** A hub that answers when the test lets it. */
function makeHub() {
  const calls: string[] = [];
  const answers: ((value?: unknown) => void)[] = [];
  const call = (name: string) => (input?: unknown) => {
    calls.push(input === undefined ? name : `${name} ${JSON.stringify(input)}`);
    return new Promise((resolve, reject) => {
      answers.push((value) => (value instanceof Error ? reject(value) : resolve(value)));
    });
  };
  const names = ["look", "build", "cancelBuild", "recreate", "logs", "allow", "addIgnoreRules"];
  const containers = Object.fromEntries(names.map((name) => [name, call(name)]));
  const client = { containers } as unknown as HubClient;
  const store = createContainersStore();
  return { calls, answers, store, commands: containersCommands({ store, client: () => client }) };
}

describe("what a person does about containers", () => {
  it("is asked for once, however often it is pressed, and says where it was asked what went wrong", async () => {
    const { calls, answers, store, commands } = makeHub();
    const builds = [commands.build(), commands.build()];
    expect(calls).toEqual(["build"]);
    expect(store.getState().asked.has("image")).toBe(true);
    answers[0]?.(new HubError("unavailable", "There is no engine."));
    await Promise.all(builds);
    expect(store.getState().asked.size).toBe(0);
    expect(store.getState().refusals.get("image")).toBe("There is no engine.");
    void commands.build();
    expect(store.getState().refusals.size).toBe(0);
  });

  it("shows a log for as long as it is open", async () => {
    const { answers, store, commands } = makeHub();
    const opening = commands.openLogs(qa);
    answers[0]?.({ lines: ["one", "two"] });
    await opening;
    expect(store.getState().logs.get(qa)).toEqual(["one", "two"]);
    commands.closeLogs(qa);
    expect(store.getState().logs.has(qa)).toBe(false);
  });

  it("allows what was shown, and nothing else", async () => {
    const { calls, commands } = makeHub();
    void commands.allow({ agent: qa, grants: ["the token GH_TOKEN"], isAllowed: false });
    expect(calls).toEqual(['allow {"agent":"qa","grants":["the token GH_TOKEN"]}']);
  });
});

describe("what is to be done about containers", () => {
  it.each<[object, string | undefined]>([
    [{}, undefined],
    [{ engine: { kind: "not-running", sentence: "Start it." } }, "Docker is not running"],
    [{ engine: { kind: "looking" } }, undefined],
    [{ image: { kind: "missing" } }, "No image yet"],
    [{ image: { kind: "stale", id: "a", builtAt: 0 } }, "The image is of another version"],
    [{ grants: [{ agent: "qa", grants: ["x"], isAllowed: false }] }, "qa asks for more than the project"],
    [{ grants: [{ agent: "qa", grants: ["x"], isAllowed: true }] }, undefined],
    [
      {
        containers: [
          {
            ...{ agent: "qa", id: "c", image: "i", isImageStale: false },
            exposure: { since: 1, secrets: [".env"], overlaid: [], isHeld: true },
          },
        ],
      },
      "qa sees what it should not",
    ],
    // Nobody needs an engine where all agents run natively.
    [{ agents: [], engine: { kind: "missing", sentence: "Install it." } }, undefined],
  ])("is said of %j", (more, title) => {
    expect(troubleOf(known(more))?.title).toBe(title);
  });

  it("has a message of its own for each way in which an engine cannot be used", () => {
    const states: EngineState[] = (["missing", "not-running", "no-permission", "disk-full"] as const).map(
      (kind) => ({
        kind,
        sentence: `Mend ${kind}.`,
      }),
    );
    const words = states.map(engineWords);
    expect(new Set(words.map(({ title }) => title)).size).toBe(4);
    expect(words.map(({ detail }) => detail)).toEqual(states.map(({ kind }) => `Mend ${kind}.`));
  });

  it("says nothing of an engine twice", () => {
    const sentence = "Docker is not running: nothing answers at /run/x. Start it.";
    expect(engineWords({ kind: "not-running", sentence }).detail).toBe(
      "Nothing answers at /run/x. Start it.",
    );
  });

  it("follows a build step by step", () => {
    const building: ImageState = { kind: "building", since: 0, step: 0, of: 0, text: "", lastLines: [] };
    expect(imageWords(building, 0)).toEqual({ tone: "busy", title: "Building the image…" });
    expect(imageWords({ ...building, step: 3, of: 9, text: "RUN apt-get" }, 0)).toEqual({
      tone: "busy",
      title: "Building the image, step 3 of 9",
      detail: "RUN apt-get",
    });
  });

  it("leaves out what was allowed", () => {
    const grants = [
      { agent: "qa", grants: ["x"], isAllowed: true },
      { agent: "bu", grants: ["y"], isAllowed: false },
    ];
    expect(openGrants(known({ grants })).map(({ agent }) => agent)).toEqual(["bu"]);
  });
});

it("claims nothing of a container that nobody can look at", () => {
  expect(absenceText("lost", false)).toContain("not seen");
  expect(absenceText("lost", true)).toContain("no container now");
  expect(absenceText("stopped", false)).toContain("no container now");
  expect(absenceText("starting", true)).toContain("being made");
});

describe("what a container uses", () => {
  it("is said in three digits at most", () => {
    expect([0, 512, 1023, 1536, 104_857_600, 4 * 1024 ** 3].map(bytesText)).toEqual([
      "0 B",
      "512 B",
      "1 kB",
      "1.5 kB",
      "100 MB",
      "4 GB",
    ]);
    expect([0, 0.004, 0.5, 1.5].map(cpuText)).toEqual(["0 %", "0.4 %", "50 %", "150 %"]);
    expect(shortId("sha256:0123456789abcdef")).toBe("0123456789ab");
  });

  it("is kept for a minute, and not across a gap", () => {
    const sample = (at: number): ContainerStats => ({
      at,
      memory: { used: 0, limit: 1 },
      cpu: 0,
      network: { received: 0, sent: 0 },
    });
    let samples: readonly ContainerStats[] = [];
    for (let second = 0; second < 100; second += 2) samples = withSample(samples, sample(second * 1000));
    expect(samples.map(({ at }) => at / 1000)).toEqual(
      Array.from({ length: 30 }, (_, index) => 40 + index * 2),
    );
    expect(withSample(samples, sample(200_000))).toHaveLength(1);
  });

  it("is drawn from the right edge, within its frame", () => {
    const frame = { width: 100, height: 20, most: 2, places: 5 };
    expect(sparklinePoints([1, 5], frame)).toBe("75,10 100,0");
    expect(sparklinePoints([0, 0, 0, 0, 0, 2], frame)).toBe("0,20 25,20 50,20 75,20 100,0");
    expect(sparklinePoints([0], { ...frame, most: 0 })).toBe("100,20");
  });

  it("is followed until nobody looks any more", async () => {
    const signals: AbortSignal[] = [];
    const heard: number[] = [];
    const stats = async function* () {
      yield { at: 1, memory: { used: 0, limit: 1 }, cpu: 0, network: { received: 0, sent: 0 } };
      await new Promise(() => undefined);
    };
    const client = {
      containers: {
        stats: (_input: unknown, { signal }: { readonly signal: AbortSignal }) => {
          signals.push(signal);
          return Promise.resolve(stats());
        },
      },
    } as unknown as HubClient;
    let isConnected = true;
    const follow = followingStats({ client: () => client, isConnected: () => isConnected });
    const leave = follow(qa, ({ at }) => heard.push(at));
    await expect.poll(() => heard).toEqual([1]);
    leave();
    expect(signals[0]?.aborted).toBe(true);
    // Over a connection that is lost nothing is cancelled.
    const again = follow(qa, ({ at }) => heard.push(at));
    isConnected = false;
    again();
    expect(signals[1]?.aborted).toBe(false);
  });
});

describe("the edge of the window", () => {
  it("says how the engine stands where agents need it, and what is wrong before anything else", () => {
    expect(engineStatus(known({ agents: [] }))).toBeUndefined();
    expect(engineStatus(known())?.title).toBe("Docker 27.1");
    const containers = [{ agent: qa, id: "1", image: "quorum", isImageStale: false }];
    expect(engineStatus(known({ containers }))?.title).toBe("Docker 27.1 · 1 container");
    const stale = { image: { kind: "stale", id: "1", builtAt: 0 } };
    expect(engineStatus(known(stale))).toEqual({ tone: "warn", title: "The image is of another version" });
    const away = { engine: { kind: "not-running", sentence: "Docker is not running. Start it." } };
    expect(engineStatus(known(away))).toEqual({ tone: "bad", title: "Docker is not running" });
  });

  it("says how much of the memory is used", () => {
    expect(memoryText({ used: 4.25 * 1024 ** 3, total: 16 * 1024 ** 3 })).toBe("4.3 GB of 16 GB");
  });
});
