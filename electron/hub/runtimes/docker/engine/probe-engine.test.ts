import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { EngineEndpoint } from "./engine-endpoint.ts";
import type { Surroundings } from "./find-endpoints.ts";
import { probeEngines } from "./probe-engine.ts";

const isWindows = process.platform === "win32";

function surroundings(extra: Partial<Surroundings> = {}): Surroundings {
  const nothing = { read: () => undefined, exists: () => false, list: () => [] };
  return { environment: {}, home: "/home/me", uid: 7, ...nothing, platform: "linux", ...extra };
}

let folder = "";
let servers: Server[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "quorum-probe-"));
  servers = [];
});
afterEach(() => {
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Something that answers as an engine does. */
async function engineAt(name: string, info: object, api = "1.41"): Promise<EngineEndpoint> {
  const path = isWindows ? `\\\\.\\pipe\\${name}-${process.pid}` : join(folder, name);
  const server = createServer((request, response) => {
    const isInfo = request.url?.includes("/info") === true;
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(isInfo ? { ServerVersion: "20.10", NCPU: 3, ...info } : { ApiVersion: api }));
  });
  servers.push(server.listen(path));
  await once(server, "listening");
  return { kind: "socket", path };
}

const nowhere: EngineEndpoint = { kind: "socket", path: "/nowhere/docker.sock" };

describe("an engine", () => {
  it("that answers is used, wherever in the list it stands", async () => {
    const endpoint = await engineAt("engine", {
      OSType: "linux",
      SecurityOptions: ["name=seccomp", "name=rootless"],
    });
    const { state, engine } = await probeEngines([nowhere, endpoint], surroundings());
    expect(state).toEqual({ kind: "ok", version: "20.10" });
    expect(engine).toMatchObject({ version: "20.10", processors: 3, isRootless: true, endpoint });
  });

  it("that is not there is missing, unless it only has to be started", async () => {
    const missing = await probeEngines([nowhere], surroundings());
    expect(missing.state).toMatchObject({
      kind: "missing",
      sentence: expect.stringContaining("Install Docker"),
    });
    const exists = (path: string): boolean => path === "/usr/bin/dockerd";
    const stopped = await probeEngines([nowhere], surroundings({ exists }));
    expect(stopped.state).toEqual({
      kind: "not-running",
      sentence: "Docker is not running: nothing answers at /nowhere/docker.sock. Start it.",
      command: "sudo systemctl start docker",
    });
    const mac = await probeEngines([nowhere], surroundings({ platform: "darwin", exists: () => true }));
    expect(mac.state).toMatchObject({ kind: "not-running", command: "open -a Docker" });
  });

  it("that cannot be used says why", async () => {
    const windows = await engineAt("windows", { OSType: "windows" });
    expect((await probeEngines([windows], surroundings())).state).toMatchObject({
      kind: "not-running",
      sentence: expect.stringContaining("Linux containers"),
    });
    const old = await engineAt("old", { OSType: "linux" }, "1.24");
    expect((await probeEngines([old], surroundings())).state).toMatchObject({
      kind: "not-running",
      sentence: expect.stringContaining("too old"),
    });
    const sentence = "Named, and of no use.";
    expect((await probeEngines([{ kind: "unusable", sentence }], surroundings())).state).toEqual({
      kind: "not-running",
      sentence,
    });
  });

  it("that is no engine is not taken for one", async () => {
    const endpoint = await engineAt("other", { ServerVersion: 5 });
    expect((await probeEngines([endpoint], surroundings())).state.kind).toBe("not-running");
  });
});
