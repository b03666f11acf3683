import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Emitter } from "../../shared/base/emitter.ts";
import { trackDisposables } from "../../shared/base/track-disposables.test-support.ts";
import { AgentId } from "../../shared/contract/agents.ts";
import type {
  AgentContainer,
  ContainersView,
  EngineState,
  ImageState,
} from "../../shared/contract/containers.ts";
import { containerSettings, grantsOf } from "./config/container-settings.ts";
import { parseProjectConfig } from "./config/project-config.ts";
import { AllowedGrants } from "./containers/allowed-grants.ts";
import { guardedRuntime } from "./containers/guarded-runtime.ts";
import { createJsonLog } from "./log/json-log.ts";
import { OwnContainers } from "./own-containers.ts";
import type { Runtime } from "./runtimes/runtime.ts";

const [qa, bu] = ["qa", "bu"].map((name) => AgentId.parse(name)) as [AgentId, AgentId];
const config = parseProjectConfig(
  JSON.stringify({ agents: { qa: { runtime: "docker", tokens: ["GH_TOKEN"], ssh: true }, bu: {} } }),
);

let root: string;
let containers: OwnContainers;
let allowed: AllowedGrants;
let ended: AbortController;
const changed = new Emitter<void>();
const asked: string[] = [];
let engine: EngineState;
let image: ImageState;
let running: AgentContainer[];
let lines: string[];

trackDisposables();

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "quorum-containers-"));
  await mkdir(join(root, ".quorum"));
  engine = { kind: "ok", version: "27" };
  image = { kind: "missing" };
  running = [];
  lines = [];
  asked.length = 0;
  ended = new AbortController();
  await open();
});

async function open(): Promise<void> {
  allowed = await AllowedGrants.open(join(root, ".quorum"));
  containers = new OwnContainers({
    root,
    definitions: [
      { id: qa, runtime: "docker", container: containerSettings(config, qa, root) },
      { id: bu, runtime: "native", container: containerSettings(config, bu, root) },
    ],
    engine: {
      get state() {
        return engine;
      },
      onChanged: changed.event,
      look: async () => void asked.push("look"),
    },
    image: {
      get state() {
        return image;
      },
      onChanged: changed.event,
      build: () => void asked.push("build"),
      cancel: () => void asked.push("cancel"),
    },
    watch: {
      get containers() {
        return running;
      },
      onChanged: changed.event,
      async *stats() {
        yield { at: 1, memory: { used: 1, limit: 2 }, cpu: 0.5, network: { received: 0, sent: 0 } };
      },
      logs: () => Promise.resolve(lines),
      openShell: () => Promise.reject(new Error("no shells here")),
      remove: async (agent) => void asked.push(`remove ${agent}`),
    },
    allowed,
    stop: async (agent) => void asked.push(`stop ${agent}`),
    start: async (agent) => void asked.push(`start ${agent}`),
    log: createJsonLog(() => undefined, Date.now),
  });
}

afterEach(async () => {
  ended.abort();
  containers.dispose();
  await rm(root, { recursive: true });
});

async function view(isWanted: (one: ContainersView) => boolean = () => true): Promise<ContainersView> {
  for await (const one of containers.changes(ended.signal)) if (isWanted(one)) return one;
  throw new Error("it ended");
}

describe("the containers of a project", () => {
  it("are told as a whole, and again with every change", async () => {
    expect(await view()).toEqual({
      engine,
      image: { kind: "missing" },
      agents: [qa],
      containers: [],
      grants: [
        { agent: qa, grants: [expect.stringContaining("SSH keys"), "the token GH_TOKEN"], isAllowed: false },
      ],
      missingIgnoreRules: [],
    });
    const stream = containers.changes(ended.signal)[Symbol.asyncIterator]();
    await stream.next();
    const next = stream.next();
    running = [{ agent: qa, id: "c0ffee", image: "quorum-agent:1", isImageStale: false }];
    changed.fire();
    expect((await next).value).toMatchObject({ containers: running });
    await stream.return?.();
  });

  it("tell the end of what a build says, and all of why it failed", async () => {
    const lastLines = Array.from({ length: 200 }, (_, index) => `line ${index}`);
    image = { kind: "building", since: 0, step: 1, of: 2, text: "RUN npm", lastLines };
    const building = await view();
    expect(building.image).toMatchObject({ lastLines: lastLines.slice(-50) });
    image = { kind: "failed", reason: "npm failed.", lastLines };
    expect((await view()).image).toEqual(image);
  });

  it("are built only where there is an engine", async () => {
    await containers.build();
    expect(asked).toEqual(["build"]);
    engine = { kind: "not-running", sentence: "It is not running." };
    await expect(containers.build()).rejects.toMatchObject({ code: "unavailable" });
  });

  it("are made anew while the agent is down", async () => {
    await containers.recreate(qa);
    expect(asked).toEqual(["stop qa", "remove qa", "start qa"]);
    await expect(containers.recreate(bu)).rejects.toMatchObject({ code: "not_found" });
  });

  it("are ended at once where they are held still, which nothing in them can hear", async () => {
    const exposure = { since: 1, secrets: [".env"], overlaid: [], isHeld: true };
    running = [{ agent: qa, id: "c0ffee", image: "quorum-agent:1", isImageStale: false, exposure }];
    await containers.recreate(qa);
    expect(asked).toEqual(["stop qa", "remove qa", "remove qa", "start qa"]);
  });

  it("show what they logged as lines that steer nothing", async () => {
    lines = ["one", "\u001b[31mtwo\u0007"];
    const shown = await containers.logs(qa);
    expect(shown[0]).toBe("one");
    expect(shown[1]).not.toMatch(/\p{Cc}/u);
    lines = Array.from({ length: 300 }, (_, index) => `line ${index}`);
    expect(await containers.logs(qa)).toHaveLength(200);
  });

  it("offer the rules that keep logins out of git, and add them when they are asked to", async () => {
    await mkdir(join(root, ".git"));
    await containers.look();
    expect((await view()).missingIgnoreRules).toEqual([".claude/users/*/container/"]);
    await containers.addIgnoreRules();
    expect((await view()).missingIgnoreRules).toEqual([]);
    expect(await readFile(join(root, ".gitignore"), "utf8")).toContain(".claude/users/*/container/\n");
  });
});

describe("what an agent asks for of the machine", () => {
  const started: AgentId[] = [];
  const isAllowed = (agent: AgentId): boolean =>
    allowed.has(agent, grantsOf(containerSettings(config, agent, root)));
  const runtime = (): Runtime => {
    const bare = {
      start: (agent: AgentId) => {
        started.push(agent);
        return Promise.resolve({ kind: "none" });
      },
    } as unknown as Runtime;
    return guardedRuntime(bare, isAllowed);
  };
  const program = { kind: "other", command: "sh", args: [], environment: {} } as const;
  const grants = async () => (await view()).grants[0]?.grants ?? [];

  it("is not had before a person has allowed exactly that", async () => {
    await expect(runtime().start(qa, program)).rejects.toMatchObject({ code: "denied" });
    await expect(containers.allow(qa, ["the token GH_TOKEN"])).rejects.toMatchObject({ code: "conflict" });
    expect(started).toEqual([]);
    await containers.allow(qa, await grants());
    await runtime().start(qa, program);
    await runtime().start(bu, program);
    expect(started).toEqual([qa, bu]);
    containers.dispose();
    await open();
    expect(isAllowed(qa)).toBe(true);
  });

  it.skipIf(process.platform === "win32")(
    "is not allowed by a file that others could have written",
    async () => {
      const file = join(root, ".quorum", "allowed.json");
      await writeFile(file, JSON.stringify({ version: 1, agents: { qa: await grants() } }));
      await chmod(file, 0o644);
      containers.dispose();
      await open();
      expect(isAllowed(qa)).toBe(false);
    },
  );
});
