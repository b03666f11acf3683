import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { DockerEngine } from "./docker-engine.ts";
import { followEvents, type ContainerEvent } from "./engine-events.ts";

/** Something that answers as an engine does; its events are said by the test. */
async function fakeEngine(): Promise<FakeEngine> {
  const folder = mkdtempSync(join(tmpdir(), "quorum-events-"));
  const path = process.platform === "win32" ? `\\\\.\\pipe\\events-${process.pid}` : join(folder, "engine");
  const state: FakeEngine = { engine: new DockerEngine(here), asked: 0, refuses: false, follower: undefined };
  function here(): ReturnType<ConstructorParameters<typeof DockerEngine>[0]> {
    const scheme = process.platform === "win32" ? "npipe" : "unix";
    const environment = { DOCKER_HOST: `${scheme}://${path}` };
    const nothing = { read: () => undefined, exists: () => false, list: () => [] };
    return { environment, platform: process.platform, home: folder, uid: 7, ...nothing };
  }
  const server = createServer(({ url = "" }, response) => {
    response.setHeader("content-type", "application/json");
    if (!url.includes("/events"))
      return void response.end(JSON.stringify({ ServerVersion: "24", NCPU: 1, ApiVersion: "1.43" }));
    state.asked += 1;
    if (state.refuses) return void response.writeHead(503).end("{}");
    response.flushHeaders();
    state.follower = response;
  }).listen(path);
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return state;
}

interface FakeEngine {
  readonly engine: DockerEngine;
  /** How often it was asked for its events. */
  asked: number;
  refuses: boolean;
  follower: ServerResponse | undefined;
}

/** What was told, in order; with a way to wait for more of it. */
function followed({ engine }: FakeEngine): Followed {
  const told: (string | ContainerEvent)[] = [];
  const waiting = new Set<() => void>();
  const end = new AbortController();
  onTestFinished(() => end.abort());
  const tell = (what: string | ContainerEvent): void => {
    told.push(what);
    for (const look of waiting) look();
  };
  const follower = {
    labels: ["a=b"],
    onEvent: tell,
    onGone: () => tell("gone"),
    onFollowing: () => tell("following"),
  };
  void followEvents(engine, follower, end.signal);
  const until = (count: number): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (told.length >= count) resolve();
      };
      waiting.add(look);
      look();
    });
  return { told, until };
}

interface Followed {
  readonly told: readonly (string | ContainerEvent)[];
  readonly until: (count: number) => Promise<void>;
}

const event = (Action: string, Attributes: object): string =>
  `${JSON.stringify({ Action, Actor: { ID: "c", Attributes }, timeNano: 1 })}\n`;

it("the end of a container is told with its exit code, by whatever name the engine has for it", async () => {
  const fake = await fakeEngine();
  const { told, until } = followed(fake);
  await until(1);
  fake.follower?.write(event("die", { exitCode: "137" }) + event("died", { containerExitCode: "3" }));
  fake.follower?.write(event("remove", { containerExitCode: "0" }) + event("die", { exitCode: "many" }));
  fake.follower?.write(event("oom", {}));
  await until(6);
  expect(told).toEqual([
    "following",
    { action: "die", container: "c", exitCode: 137 },
    { action: "die", container: "c", exitCode: 3 },
    { action: "destroy", container: "c" },
    { action: "die", container: "c" },
    { action: "oom", container: "c" },
  ]);
});

it("an engine that goes away is gone once, however often it is not back yet", async () => {
  const fake = await fakeEngine();
  const { told, until } = followed(fake);
  await until(1);
  fake.refuses = true;
  fake.follower?.destroy();
  await until(2);
  while (fake.asked < 3) await new Promise((resolve) => setTimeout(resolve, 20));
  fake.refuses = false;
  await until(3);
  expect(told).toEqual(["following", "gone", "following"]);
});
