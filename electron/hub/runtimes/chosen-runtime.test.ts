import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AgentId } from "../../../shared/contract/agents.ts";
import { chosenRuntime } from "./chosen-runtime.ts";
import type { ResolvedProgram, Runtime } from "./runtime.ts";
import { FIRST_SIZE } from "./session/first-size.ts";
import { socketsFor } from "./session/session-socket.ts";
import { SessionStore } from "./session/session-store.ts";

const QA = AgentId.parse("qa");
const PROGRAM: ResolvedProgram = { kind: "other", command: "sh", args: [], environment: {} };

let dataFolder = "";
let asked: string[] = [];
beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), "quorum-chosen-"));
  asked = [];
});
afterEach(() => rmSync(dataFolder, { recursive: true, force: true }));

function fake(name: string): Runtime {
  const note = (what: string): void => void asked.push(`${name} ${what}`);
  return {
    find: () => (note("find"), Promise.resolve({ kind: "none" })),
    start: () => (note("start"), Promise.resolve({ kind: "none" })),
    kill: () => (note("kill"), Promise.resolve()),
    replay: () => (note("replay"), Promise.resolve(undefined)),
    lastLines: () => (note("lastLines"), Promise.resolve([])),
  };
}

async function askAll(wanted: "native" | "docker"): Promise<string[]> {
  const runtime = chosenRuntime({
    native: fake("native"),
    docker: fake("docker"),
    dataFolder,
    choose: () => wanted,
  });
  await runtime.find(QA);
  await runtime.kill(QA);
  await runtime.replay(QA);
  await runtime.lastLines(QA);
  await runtime.start(QA, PROGRAM);
  return asked;
}

async function lastRanIn(runtime: "native" | "docker"): Promise<void> {
  const store = new SessionStore(join(dataFolder, "agents", QA));
  const sockets = runtime === "native" ? socketsFor : () => ({ socket: "/run/l", callSocket: "/run/c" });
  const launch = { agent: QA, command: "sh", args: [], folder: "/", size: FIRST_SIZE };
  await store.create({ ...launch, ...(runtime === "docker" ? { runtime } : {}) }, sockets, Date.now());
}

describe("an agent whose runtime was changed", () => {
  it("is looked after where it runs, and started where it is wanted", async () => {
    await lastRanIn("docker");
    expect(await askAll("native")).toEqual([
      "docker find",
      "docker kill",
      "docker replay",
      "docker lastLines",
      "native start",
    ]);
  });

  it("goes on in a container from its next start on", async () => {
    await lastRanIn("native");
    expect(await askAll("docker")).toEqual([
      "native find",
      "native kill",
      "native replay",
      "native lastLines",
      "docker start",
    ]);
  });

  it("asks nothing of an engine as long as it never ran in one", async () => {
    expect(await askAll("native")).toEqual([
      "native find",
      "native kill",
      "native replay",
      "native lastLines",
      "native start",
    ]);
  });
});
