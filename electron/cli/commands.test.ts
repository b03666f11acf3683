import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { AgentId, type AgentState } from "../../shared/contract/agents.ts";
import { fakeAgent, startFakeHub, type FakeHub, type FakeHubOptions } from "./fake-hub.test-support.ts";
import { runCli } from "./run-cli.test-support.ts";

const RUNNING = { kind: "running", since: 1, pid: 42 } as const;
const STOPPED = { kind: "stopped" } as const;

let hub: FakeHub | undefined;
afterEach(async () => {
  await hub?.dispose();
  hub = undefined;
});

async function run(parameters: readonly string[], options: FakeHubOptions) {
  hub = await startFakeHub(options);
  return runCli([...parameters, "--project", hub.project]);
}

describe("status", () => {
  it("prints a plain table when its output is piped", async () => {
    const result = await run(["status"], { agents: [fakeAgent("qa", STOPPED), fakeAgent("tu_ui", RUNNING)] });
    expect(result.code).toBe(0);
    expect(result.stdout).toMatch(
      /^AGENT {2}STATE {4}SINCE .*PROGRAM\nqa {5}stopped {2}- +scripted agent\ntu_ui {2}running {2}\d/,
    );
    expect(result.stdout).not.toContain("\u001b");
  });

  it("says what a running agent does, where that is known", async () => {
    const activity = { since: Date.now() - 61_000, evidence: [] };
    const { stdout } = await run(["status"], {
      agents: [
        fakeAgent("qa", RUNNING, { activity: { kind: "busy", tool: "Bash", ...activity } }),
        fakeAgent("tu_ui", RUNNING, {
          activity: { kind: "waiting", what: "permission", text: "May I?", ...activity },
        }),
      ],
    });
    expect(stdout).toMatch(/^qa +running, busy +1 min/m);
    expect(stdout).toMatch(/^tu_ui +running, waits for a permission +1 min/m);
  });

  it("prints the agents as JSON", async () => {
    const agents = [fakeAgent("qa", RUNNING)];
    const result = await run(["status", "--json"], { agents });
    expect(JSON.parse(result.stdout)).toEqual(agents);
  });

  it("finds the project around the current folder", async () => {
    hub = await startFakeHub({ agents: [fakeAgent("qa", STOPPED)] });
    const inner = join(hub.project, "a", "b");
    await mkdir(inner, { recursive: true });
    const result = await runCli(["status"], inner);
    expect(result.stdout).toContain("qa");
  });
});

describe("launch", () => {
  it("waits until the agents run, and says so for each", async () => {
    const result = await run(["launch", "qa", "tu_ui"], {
      agents: [fakeAgent("qa", STOPPED), fakeAgent("tu_ui", RUNNING)],
      onStart: (_, set) => {
        set({ kind: "starting", since: 1 });
        setImmediate(() => set(RUNNING));
      },
    });
    expect(result).toEqual({ code: 0, stdout: "qa is running.\ntu_ui is already running.\n", stderr: "" });
  });

  it("says why an agent failed, and fails as well", async () => {
    const failure: AgentState = {
      kind: "failed",
      reason: "There is no program \u001b[2Jnowhere.",
      lastLines: ["line"],
      at: 2,
    };
    const result = await run(["launch", "qa"], {
      agents: [fakeAgent("qa", { ...failure, at: 1 })],
      onStart: (_, set) => {
        set({ kind: "starting", since: 1 });
        setImmediate(() => set(failure));
      },
    });
    expect(result).toEqual({
      code: 1,
      stdout: "qa failed: There is no program  [2Jnowhere.\n  line\n",
      stderr: "",
    });
  });

  it("starts nothing when one of the names is unknown", async () => {
    const started: string[] = [];
    const result = await run(["launch", "qa", "qq"], {
      agents: [fakeAgent("qa", STOPPED)],
      onStart: ({ id }) => started.push(id),
    });
    expect(result).toEqual({ code: 1, stdout: "", stderr: "There is no agent called qq. There are qa.\n" });
    expect(started).toEqual([]);
  });
});

describe("stop", () => {
  it("waits until the agents have stopped", async () => {
    const asked: unknown[] = [];
    const result = await run(["stop", "--force", "qa", "tu_ui"], {
      agents: [fakeAgent("qa", RUNNING), fakeAgent("tu_ui", STOPPED)],
      onStop: (_, set, how) => {
        asked.push(how);
        set({ kind: "stopping", since: 1 });
        setImmediate(() => set({ kind: "stopped" }));
      },
    });
    expect(result).toEqual({ code: 0, stdout: "qa is stopped.\ntu_ui is not running.\n", stderr: "" });
    expect(asked).toEqual([{ force: true }]);
  });

  it("says that an agent stops when its turn is over, and waits for that", async () => {
    const asked: unknown[] = [];
    const result = await run(["stop", "qa"], {
      agents: [fakeAgent("qa", RUNNING)],
      onStop: (_, set, how) => {
        asked.push(how);
        set({ kind: "stopping", since: 1 });
        setImmediate(() => {
          set({ kind: "stopping", since: 1, turnUntil: 120_001 });
          setImmediate(() => set({ kind: "stopped" }));
        });
      },
    });
    const lines = [
      "qa stops when its turn is over. `quorum stop --now qa` does not wait for it.",
      "qa is stopped.",
    ];
    expect(result).toEqual({ code: 0, stdout: `${lines.join("\n")}\n`, stderr: "" });
    expect(asked).toEqual([{}]);
  });

  it("does not wait for a turn that is to be cut short", async () => {
    const asked: unknown[] = [];
    const result = await run(["stop", "--now", "qa"], {
      agents: [fakeAgent("qa", { kind: "stopping", since: 1, turnUntil: 120_001 })],
      onStop: (_, set, how) => {
        asked.push(how);
        set({ kind: "stopped" });
      },
    });
    expect(result.stdout).toBe("qa is stopped.\n");
    expect(asked).toEqual([{ now: true }]);
  });

  it("gives up the launch of an agent that waits for its turn", async () => {
    const stopped: string[] = [];
    const result = await run(["stop", "qa", "tu_ui"], {
      agents: [fakeAgent("qa", STOPPED), fakeAgent("tu_ui", STOPPED)],
      policies: { outlooks: { [AgentId.parse("qa")]: { kind: "queued", reason: "One after another." } } },
      onStop: ({ id }) => stopped.push(id),
    });
    expect(result.stdout).toBe("qa is not running, and is not launched.\ntu_ui is not running.\n");
    expect(stopped).toEqual(["qa"]);
  });

  it("says that the hub went away while it waited", async () => {
    const result = await run(["stop", "qa"], {
      agents: [fakeAgent("qa", RUNNING)],
      onStop: () => void hub?.crash(),
    });
    expect(result).toEqual({ code: 3, stdout: "", stderr: "The hub went away before it answered.\n" });
    await hub?.restart();
  });
});

describe("a command without a hub", () => {
  let project = "";
  afterEach(() => rm(project, { recursive: true }));

  async function statusIn(record: string | undefined) {
    project = await realpath(await mkdtemp(join(tmpdir(), "quorum-cli-")));
    await mkdir(join(project, ".quorum"));
    await writeFile(join(project, "quorum.json"), "{}");
    if (record !== undefined) await writeFile(join(project, ".quorum", "hub.json"), record, { mode: 0o600 });
    return runCli(["status", "--project", project]);
  }

  const record = { startedAt: 0, url: "http://127.0.0.1:9", token: "t", version: "0", pid: process.pid };

  it("says how to start one", async () => {
    const { code, stderr } = await statusIn(undefined);
    expect(code).toBe(3);
    expect(stderr).toBe(
      `No hub is running for ${project}: start one with \`quorum serve\`, or open the project in Quorum.\n`,
    );
  });

  it("takes a record whose process is gone, or whose port is closed, for none", async () => {
    // Process ids end far below this on every system.
    const gone = await statusIn(JSON.stringify({ ...record, pid: 2 ** 30 }));
    expect(gone).toMatchObject({ code: 3, stderr: expect.stringContaining("No hub is running") });
    await rm(project, { recursive: true });
    const closed = await statusIn(JSON.stringify(record));
    expect(closed).toMatchObject({ code: 3, stderr: expect.stringContaining("No hub is running") });
  });

  it("takes a record that is damaged, or leads to another machine, for none", async () => {
    const damaged = await statusIn("{");
    expect(damaged).toMatchObject({ code: 3, stderr: expect.stringContaining("No hub is running") });
    await rm(project, { recursive: true });
    const foreign = await statusIn(JSON.stringify({ ...record, url: "http://example.com/" }));
    expect(foreign).toMatchObject({ code: 3, stderr: expect.stringContaining("No hub is running") });
  });
});

describe("a command that makes no sense", () => {
  it.each([
    ["an unknown command", ["frobnicate"]],
    ["no agent", ["launch"]],
    ["an unknown option", ["status", "--nope"]],
    ["a project that is not there", ["status", "--project", "/nowhere/at/all"]],
    ["a port that is none", ["serve", "--port", "http"]],
    ["a detach key that is none", ["attach", "qa", "--detach-key", "banana"]],
    ["a terminal command without a terminal", ["attach", "qa"]],
  ])("is refused with code 2: %s", async (_, parameters) => {
    const { code, stderr } = await runCli(parameters, tmpdir());
    expect(code).toBe(2);
    expect(stderr).not.toMatch(/^ {4}at /m);
  });
});

it("says that a port is in use, and ends", async () => {
  hub = await startFakeHub({ agents: [] });
  const { url } = JSON.parse(await readFile(join(hub.project, ".quorum", "hub.json"), "utf8"));
  const environment = { ...process.env, QUORUM_USER_FOLDER: join(hub.project, "user") };
  const { port } = new URL(url);
  const result = await runCli(["serve", "--port", port, "--project", hub.project], undefined, environment);
  expect(result).toEqual({
    code: 1,
    stdout: "",
    stderr: `Port ${port} is in use by another program. Choose another with --port.\n`,
  });
});

it("says that the hub refused the token", async () => {
  hub = await startFakeHub({ agents: [] });
  const file = join(hub.project, ".quorum", "hub.json");
  await writeFile(file, (await readFile(file, "utf8")).replace("the-token", "a-token"));
  const { code, stderr } = await runCli(["status", "--project", hub.project]);
  expect(code).toBe(1);
  expect(stderr).toBe("The hub refused the token of this project's hub.json: restart the hub.\n");
});
