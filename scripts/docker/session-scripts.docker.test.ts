import { execFile, execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { readProcessState } from "../../electron/hub/files/process-state.ts";
import { projectId } from "../../electron/hub/runtimes/docker/containers/labels.ts";
import {
  ownContainers,
  removeContainers,
  type OwnContainer,
} from "../../electron/hub/runtimes/docker/containers/own-containers.ts";
import { DockerEngine } from "../../electron/hub/runtimes/docker/engine/docker-engine.ts";
import { surroundingsHere } from "../../electron/hub/runtimes/docker/engine/surroundings.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const SESSION = "quorum-my-project";
/** A start of a hub and of two containers, on a busy machine. */
const PATIENCE = { timeout: 60_000 };
const run = promisify(execFile);

const engine = new DockerEngine(surroundingsHere);
let place = "";
let project = "";
let environment: NodeJS.ProcessEnv = {};

describe.skipIf(!hasTmux())("the scripts for people at a terminal, with containers", () => {
  beforeAll(async () => {
    place = await realpath(await mkdtemp(join(tmpdir(), "session-scripts-")));
    project = join(place, "my project");
    await mkdir(join(project, ".claude/agents"), { recursive: true });
    await mkdir(join(place, "bin"));
    const command = `#!/bin/sh\nexec "${process.execPath}" "${join(ROOT, "out/cli/quorum.js")}" "$@"\n`;
    await writeFile(join(place, "bin/quorum"), command, { mode: 0o755 });
    const defaults = { runtime: "docker", network: "none" };
    const agents = { claude: { program: "scripted" }, qa: { program: "scripted" } };
    await writeFile(join(project, "quorum.json"), JSON.stringify({ version: 1, defaults, agents }));
    const { TMUX: _outer, ...rest } = process.env;
    environment = {
      ...rest,
      PATH: `${join(place, "bin")}${delimiter}${rest["PATH"] ?? ""}`,
      TMUX_TMPDIR: place,
      QUORUM_USER_FOLDER: join(place, "user"),
      TERM: "xterm-256color",
    };
  });

  afterAll(async () => {
    const hub = await hubPid();
    tmux("kill-server");
    // It still writes while it ends.
    await vi.waitUntil(() => readProcessState(hub)?.isZombie ?? true, PATIENCE);
    const { docker } = await engine.use();
    await removeContainers(docker, await containers());
    engine.dispose();
    await rm(place, { recursive: true, force: true, maxRetries: 5 });
  });

  it("are preceded by a build of the image, which a hub does", async () => {
    tmux("new-session", "-d", "-s", SESSION, "-n", "hub", "-c", project, "--", "quorum", "serve");
    await expect.poll(() => quorum("status"), PATIENCE).toContain("qa");
    expect(await quorum("containers", "build")).toContain("The image is built.");
  });

  it("open the terminal of each agent, which runs in a container of its own", async () => {
    expect(await script("multi-agent-session.sh", "claude", "qa")).toContain(`tmux attach -t ${SESSION}\n`);
    expect(windows()).toEqual(["hub", "claude", "qa"]);
    await shows("claude", "claude · scripted agent");
    await shows("qa", "qa · scripted agent");
    expect((await containers()).map(({ agent }) => agent).toSorted()).toEqual(["claude", "qa"]);
  });

  it("find the agents as they were after the hub was killed, and run another one", async () => {
    const before = await containers();
    types("qa", "say Before.");
    await shows("qa", "Before.");
    process.kill(await hubPid(), "SIGKILL");
    await shows("qa", "The hub went away.");
    await expect.poll(windows, PATIENCE).not.toContain("hub");
    expect(await containers()).toEqual(before);
    await script("multi-agent-session.sh", "claude", "qa");
    expect(windows()).toContain("hub");
    types("qa", "say After.");
    await shows("qa", "After.");
    expect(await containers()).toEqual(before);
  });

  it("enter one agent's terminal, and leave it running", async () => {
    tmux("new-window", "-d", "-t", `${SESSION}:`, "-n", "one", "-c", project, "--", ...session("qa"));
    await shows("one", "After.");
    tmux("send-keys", "-t", `${SESSION}:one`, "C-]");
    await expect.poll(windows, PATIENCE).not.toContain("one");
    expect(await containers()).toHaveLength(2);
  });

  it("stand beside a shell in an agent's container", async () => {
    tmux(
      "new-window",
      "-d",
      "-t",
      `${SESSION}:`,
      "-n",
      "shell",
      "-c",
      project,
      "--",
      "quorum",
      "shell",
      "qa",
    );
    await shows("shell", "$");
    types("shell", "id -un; pwd; ls -A .claude/users");
    await shows("shell", /^agent\n\/my project\nqa$/m);
    types("shell", "exit");
    await expect.poll(windows, PATIENCE).not.toContain("shell");
  });

  it("leave nothing behind once the agents are stopped", async () => {
    await quorum("stop", "claude", "qa");
    await expect.poll(containers, PATIENCE).toEqual([]);
  });

  function here(): { readonly cwd: string; readonly env: NodeJS.ProcessEnv } {
    return { cwd: project, env: environment };
  }

  const session = (...agents: readonly string[]): readonly string[] => [
    join(ROOT, "docker/claude-session.sh"),
    ...agents,
  ];

  async function script(name: string, ...agents: readonly string[]): Promise<string> {
    return (await run(join(ROOT, "docker", name), agents, here())).stdout;
  }

  async function quorum(...values: readonly string[]): Promise<string> {
    return (await run(join(place, "bin/quorum"), values, here())).stdout;
  }

  function tmux(...values: readonly string[]): string {
    return execFileSync("tmux", values, { ...here(), encoding: "utf8" }).trimEnd();
  }

  async function hubPid(): Promise<number> {
    return Number(JSON.parse(await readFile(join(project, ".quorum/hub.json"), "utf8")).pid);
  }

  const windows = (): readonly string[] =>
    tmux("list-windows", "-t", SESSION, "-F", "#{window_name}").split("\n");

  const types = (window: string, text: string): string =>
    tmux("send-keys", "-t", `${SESSION}:${window}`, text, "Enter");

  /** Waits until a window shows a text. */
  async function shows(window: string, text: string | RegExp): Promise<void> {
    await expect.poll(() => tmux("capture-pane", "-p", "-t", `${SESSION}:${window}`), PATIENCE).toMatch(text);
  }

  async function containers(): Promise<OwnContainer[]> {
    const { docker } = await engine.use();
    const found = await ownContainers(docker, projectId(project));
    return found.toSorted((one, other) => one.agent.localeCompare(other.agent));
  }
});

function hasTmux(): boolean {
  try {
    execFileSync("tmux", ["-V"]);
    return true;
  } catch {
    return false;
  }
}
