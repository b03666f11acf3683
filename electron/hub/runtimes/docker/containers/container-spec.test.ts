import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { AgentId } from "../../../../../shared/contract/agents.ts";
import { SMALL_HEAP } from "../../session/small-heap.ts";
import { IMAGE_LAYOUT } from "./container-layout.ts";
import { containerSpec, type ContainerRequest } from "./container-spec.ts";
import { whyItEnded, type ContainerState } from "./container-state.ts";
import { containerUser } from "./container-user.ts";
import { projectId } from "./labels.ts";

const REQUEST: ContainerRequest = {
  project: projectId("/work/game"),
  agent: AgentId.parse("tu_ui"),
  session: "20260101T000000000Z-abcdef",
  image: "sha256:1",
  layout: IMAGE_LAYOUT,
  place: "/game",
  settings: { limits: { memoryBytes: 1024, cpus: 4, pids: 7 }, network: { kind: "open" } },
  processors: 2,
  plan: { binds: [{ source: "/a:b", target: "/game", isWritable: false }], memory: { "/tmp": "rw" } },
  user: { uid: 501, gid: 20, isOther: false },
};

describe("a container", () => {
  it("is asked for with nothing that it can do without", () => {
    const { HostConfig, ...rest } = containerSpec(REQUEST);
    expect(HostConfig).toMatchObject({
      CapDrop: ["ALL"],
      SecurityOpt: ["no-new-privileges"],
      ReadonlyRootfs: true,
      Privileged: false,
      PidsLimit: 7,
      Memory: 1024,
      MemorySwap: 1024,
      // No more than the engine has.
      NanoCpus: 2_000_000_000,
      NetworkMode: "bridge",
      Mounts: [
        {
          Type: "bind",
          Source: "/a:b",
          Target: "/game",
          ReadOnly: true,
          BindOptions: { Propagation: "rprivate" },
        },
      ],
    });
    expect(HostConfig).not.toHaveProperty("Binds");
    expect(HostConfig).not.toHaveProperty("Init");
    expect(rest).toMatchObject({
      User: "501:20",
      WorkingDir: "/game",
      Hostname: "tu-ui",
      Cmd: expect.arrayContaining([
        "/opt/quorum/agentd/agentd.js",
        "serve",
        `/quorum/sessions/${REQUEST.session}`,
      ]),
      Labels: {
        "quorum.project": REQUEST.project,
        "quorum.agent": "tu_ui",
        "quorum.session": REQUEST.session,
      },
    });
    expect(rest.Env).not.toContain("IS_SANDBOX=1");
    expect(rest.name).toMatch(/^quorum-tu_ui-[0-9a-f]{8}-abcdef$/);
  });

  it("reaches nothing where that is said, and has the image's user where no other is known", () => {
    const spec = containerSpec({
      ...REQUEST,
      user: undefined,
      settings: { ...REQUEST.settings, network: { kind: "none" } },
    });
    expect(spec.HostConfig?.NetworkMode).toBe("none");
    expect(spec).not.toHaveProperty("User");
    const rootless = containerSpec({ ...REQUEST, user: { uid: 0, gid: 0, isOther: false } });
    expect(rootless.Env).toContain("IS_SANDBOX=1");
  });
});

it("starts its session host from a snapshot that the image makes with the switches that it runs with", () => {
  const dockerfile = readFileSync(resolve(import.meta.dirname, "../../../../../docker/Dockerfile"), "utf8");
  const snapshot = IMAGE_LAYOUT.snapshot ?? "";
  expect(dockerfile).toContain(`node ${SMALL_HEAP.join(" ")} --snapshot-blob ${snapshot} `);
  const { Cmd } = containerSpec(REQUEST);
  expect(Cmd).toEqual(expect.arrayContaining([...SMALL_HEAP, "--snapshot-blob", snapshot]));
});

describe("its user", () => {
  const facts = {
    platform: "linux",
    uid: 1001,
    gid: 1002,
    owner: { uid: 5, gid: 6 },
    isRootless: false,
  } as const;
  it("is the person on Linux, and never root", () => {
    expect(containerUser(facts)).toEqual({ uid: 1001, gid: 1002, isOther: false });
    expect(containerUser({ ...facts, uid: 0, gid: 0 })).toEqual({ uid: 5, gid: 6, isOther: true });
    expect(containerUser({ ...facts, uid: 0, gid: 0, owner: { uid: 0, gid: 0 } })).toEqual({
      uid: 1000,
      gid: 1000,
      isOther: true,
    });
  });

  it("is root where root is the person, and the image's own where files have no owners", () => {
    expect(containerUser({ ...facts, isRootless: true })).toEqual({ uid: 0, gid: 0, isOther: false });
    expect(containerUser({ ...facts, platform: "darwin" })).toBeUndefined();
    expect(containerUser({ ...facts, platform: "win32", uid: undefined, gid: undefined })).toBeUndefined();
  });
});

it("its end is told by what is left of it", () => {
  const left: ContainerState = {
    id: "1",
    image: "i",
    labels: {},
    isRunning: false,
    isPaused: false,
    isNew: false,
    ranOutOfMemory: false,
    exitCode: 0,
    pid: 0,
    memoryBytes: 4 * 1024 ** 3,
  };
  expect(whyItEnded(undefined)).toContain("removed from outside");
  expect(whyItEnded({ ...left, ranOutOfMemory: true, exitCode: 137 })).toContain(
    "It ran out of memory: its container may use 4 GB.",
  );
  expect(whyItEnded({ ...left, exitCode: 137 })).toContain("killed from outside");
  expect(whyItEnded({ ...left, exitCode: 143 })).toContain("stopped from outside");
  expect(whyItEnded({ ...left, exitCode: 127 })).toContain("image is not right");
  expect(whyItEnded({ ...left, exitCode: 3 })).toContain("unexpectedly with 3");
});
