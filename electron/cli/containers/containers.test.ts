import { afterEach, describe, expect, it } from "vitest";
import { ContainersView, type ImageState } from "../../../shared/contract/containers.ts";
import { fakeAgent, startFakeHub, type FakeHub, type FakeHubOptions } from "../fake-hub.test-support.ts";
import { runCli } from "../run-cli.test-support.ts";

const AGENTS = [fakeAgent("qa", { kind: "stopped" }), fakeAgent("tu_ui", { kind: "stopped" })];

let hub: FakeHub | undefined;
afterEach(async () => {
  await hub?.dispose();
  hub = undefined;
});

async function run(parameters: readonly string[], options: Partial<FakeHubOptions>) {
  hub = await startFakeHub({ agents: AGENTS, ...options });
  return runCli(["containers", ...parameters, "--project", hub.project]);
}

function view(image: ImageState, more: object = {}): ContainersView {
  const rest = { agents: ["qa"], containers: [], grants: [], missingIgnoreRules: [], ...more };
  return ContainersView.parse({ engine: { kind: "ok", version: "27.1" }, image, ...rest });
}

const READY: ImageState = { kind: "ready", id: "sha256:0123456789abcdef", builtAt: 0 };
const building = (step: number): ImageState => ({
  kind: "building",
  since: 0,
  step,
  of: 2,
  text: `RUN step-${step}`,
  lastLines: [],
});

describe("schema", () => {
  it("prints what quorum.json may say, for editors", async () => {
    const { code, stdout } = await runCli(["schema"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ properties: { agents: {}, roster: {} } });
  });
});

describe("containers", () => {
  it("says how the engine, the image and the containers of agents stand", async () => {
    const containers = view(READY, {
      containers: [{ agent: "qa", id: "feedfacecafebeef", image: "quorum-agent:1", isImageStale: true }],
      grants: [{ agent: "qa", grants: ["the token GH_TOKEN"], isAllowed: false }],
    });
    const { stdout } = await run([], { containers: [containers] });
    expect(stdout.split("\n")).toEqual([
      "Docker 27.1.",
      "The image is 0123456789ab.",
      "",
      "AGENT  CONTAINER     IMAGE",
      "qa     feedfacecafe  quorum-agent:1, not the latest",
      "qa asks for more than the project: see `quorum containers allow qa`.",
      "",
    ]);
  });

  it("says each step of a build once", async () => {
    const states = [{ kind: "missing" } as const, building(1), building(1), building(2), READY];
    const result = await run(["build"], { containers: states.map((state) => view(state)) });
    expect(result).toEqual({
      code: 0,
      stdout: "1/2 RUN step-1\n2/2 RUN step-2\nThe image is built.\n",
      stderr: "",
    });
  });

  it("shows the last lines of a build that fails", async () => {
    const failed: ImageState = { kind: "failed", reason: "npm failed.", lastLines: ["npm \u001b[31mERR!"] };
    const states = [failed, building(1), failed];
    const { code, stderr } = await run(["build"], { containers: states.map((state) => view(state)) });
    expect(code).toBe(1);
    expect(stderr).toContain("npm  [31mERR!\n");
    expect(stderr).toContain("The image was not built: npm failed.");
  });

  it("builds nothing without an engine, and says what mends it", async () => {
    const engine = { kind: "not-running", sentence: "Docker is not running.", command: "start docker" };
    const { code, stderr } = await run(["build"], { containers: [view({ kind: "unknown" }, { engine })] });
    expect(code).toBe(1);
    expect(stderr).toContain("Docker is not running. Try: start docker");
  });

  it("allows what an agent asks for only when that is said", async () => {
    const grants = [{ agent: "qa", grants: ["the token GH_TOKEN"], isAllowed: false }];
    const { stdout } = await run(["allow", "qa"], { containers: [view(READY, { grants })] });
    expect(stdout).toBe("qa asks for:\n  the token GH_TOKEN\nSay it again with --yes to allow this.\n");
    expect(hub?.asked).toEqual([]);
    await runCli(["containers", "allow", "qa", "--yes", "--project", hub?.project ?? ""]);
    expect(hub?.asked).toEqual(["allow qa"]);
  });

  it("makes a container anew, and shows what one has logged", async () => {
    const { stdout } = await run(["recreate", "qa"], { containers: [view(READY)] });
    expect(stdout).toBe("qa: in a new container.\n");
    expect(hub?.asked).toEqual(["recreate qa"]);
    expect((await runCli(["containers", "logs", "qa", "--project", hub?.project ?? ""])).stdout).toBe(
      "log of qa\n",
    );
  });
});
