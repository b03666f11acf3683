import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AgentId } from "../../../shared/contract/agents.ts";
import { findAgents } from "../project/find-agents.ts";
import { containerSettings, grantsOf } from "./container-settings.ts";
import { parseProjectConfig, projectConfigSchema, readProjectConfig } from "./project-config.ts";

const qa = AgentId.parse("qa");
const ROOT = join(tmpdir(), "some", "project");

const configOf = (config: unknown) => parseProjectConfig(JSON.stringify(config));
const settingsOf = (own: unknown, defaults: unknown = {}) =>
  containerSettings(configOf({ defaults, agents: { qa: own } }), qa, ROOT);

describe("quorum.json", () => {
  it.each<[unknown, string]>([
    [
      { agents: { qa: { limits: { memory: "lots" } } } },
      "agents.qa.limits.memory: Memory is a number with a unit",
    ],
    [
      { agents: { qa: { limits: { memory: 4096 } } } },
      "agents.qa.limits.memory: Memory is a number with a unit",
    ],
    [{ agents: { qa: { limits: { memory: "10m" } } } }, 'at least "256m"'],
    [{ agents: { qa: { limits: { memroy: "4g" } } } }, "agents.qa.limits.memroy: there is no such setting"],
    [{ agent: {} }, "at agent: there is no such setting"],
    [{ agents: { QA: {} } }, "agents.QA: An agent's name is lower-case"],
    [{ agents: { qa: { runtime: "podman" } } }, 'agents.qa.runtime: A runtime is "native" or "docker"'],
    [{ agents: { qa: { network: "closed" } } }, 'agents.qa.network: A network is "open", "none"'],
    [{ agents: { qa: { network: { allow: ["a b"] } } } }, "agents.qa.network.allow[0]: A host is a name"],
    [{ agents: { qa: { program: "cluade" } } }, 'agents.qa.program: A program is "claude"'],
    [
      { agents: { qa: { program: { command: "sh", arg: [] } } } },
      "agents.qa.program.arg: there is no such setting",
    ],
    [
      { agents: { qa: { program: "scripted", model: "opus" } } },
      "agents.qa.model: A model can be named for Claude Code",
    ],
    [
      { agents: { qa: { model: "--dangerously" } } },
      "agents.qa.model: A model is named as Claude Code names it",
    ],
    [
      { agents: { qa: { mounts: [{ path: "../other" }] } } },
      "agents.qa.mounts[0].path: A path is one in the project",
    ],
    [{ agents: { qa: { mounts: [{ path: "/srv/data" }] } } }, "agents.qa.mounts[0].at: Say where it lies"],
    [
      { agents: { qa: { mounts: [{ path: "/srv", at: "/usr/lib" }] } } },
      "agents.qa.mounts[0].at: This place in the container",
    ],
    [
      { agents: { qa: { mounts: [{ path: "/srv", at: "/opt/quorum" }] } } },
      "This place in the container is taken",
    ],
    [{ agents: { qa: { masks: ["/etc"] } } }, "agents.qa.masks[0]: What is hidden is a path in the project"],
    [{ agents: { qa: { tokens: ["QUORUM_AGENTD"] } } }, "agents.qa.tokens[0]: A token is named"],
    [{ agents: { qa: { policy: { launch: "often" } } } }, "agents.qa.policy.launch:"],
    [{ defaults: { ssh: true } }, "defaults.ssh: there is no such setting"],
    [{ roster: ["claude"], agents: { qa: {} } }, "agents.qa: The roster does not name qa"],
    [{ roster: ["qa", "qa"] }, "at roster: An agent is named twice"],
    [[], "quorum.json is not right: "],
  ])("%j is refused with its place", (config, sentence) => {
    expect(() => configOf(config)).toThrow(sentence);
  });

  it("says where it is not JSON", () => {
    expect(() => parseProjectConfig('{\n  "agents": {,}\n}')).toThrow(/^quorum\.json is not JSON: .*line 2/);
  });

  it("may say which schema it follows, and begin with a byte order mark", () => {
    expect(parseProjectConfig('\uFEFF{"$schema": "./quorum.schema.json"}').agents).toEqual({});
  });
});

describe("the schema for editors", () => {
  it("is the one that the file is read with", async () => {
    const file = join(import.meta.dirname, "../../../assets/quorum.schema.json");
    // `node scripts/schema.ts` writes it.
    expect(JSON.parse(await readFile(file, "utf8"))).toEqual(projectConfigSchema());
  });
});

describe("the settings of a container", () => {
  it("are those of all agents, and the agent's own over them", () => {
    const settings = settingsOf(
      {
        limits: { memory: "1.5g" },
        network: "none",
        masks: ["keys", "./keys/"],
        mounts: ["maps"].map((path) => ({ path })),
      },
      { limits: { memory: "8g", cpus: 3 }, network: "open", masks: ["secrets"] },
    );
    expect(settings.limits).toEqual({ memoryBytes: 1.5 * 1024 ** 3, cpus: 3, pids: 1024 });
    expect(settings.network).toEqual({ kind: "none" });
    expect(settings.masks).toEqual(["secrets", "keys"]);
    expect(settings.mounts).toEqual([{ kind: "project", path: "maps", isWritable: false }]);
    expect(grantsOf(settings)).toEqual([]);
  });

  it("name all that comes from the machine, for a person to allow", () => {
    const settings = settingsOf({
      ssh: true,
      tokens: ["GH_TOKEN"],
      mounts: [{ path: "~/models", at: "/models", writable: true }],
    });
    expect(grantsOf(settings)).toEqual([
      `${join(homedir(), "models")}, to change it`,
      `the SSH keys in ${join(homedir(), ".ssh")}`,
      "the token GH_TOKEN",
    ]);
  });

  it.each([
    [{ path: "." }, "The whole project is mounted already"],
    [{ path: ".quorum/agents" }, "holds what belongs to other agents"],
    [{ path: ".Claude/users/tu_ui" }, "holds what belongs to other agents"],
    [{ path: ".claude" }, "holds what belongs to other agents"],
    [{ path: ".git", writable: true }, "holds what belongs to other agents"],
    [{ path: "QMS/CR", writable: true }, "is written by the QMS alone"],
    [{ path: "/", at: "/machine" }, "has the whole machine"],
    [{ path: "/var/run/docker.sock", at: "/data/sock" }, "has the whole machine"],
    ...[
      ...[
        "/var",
        "/run/user/1000",
        "/run/podman",
        "/run/podman/podman.sock",
        "/run/containerd",
        "/proc/1/root",
      ],
      ...["/var/lib/docker/volumes", "/var/lib/containers"],
      ...["~/.docker", "~/.colima/default", "~/.colima", "~/.local/share/containers/storage", "~"],
    ].map((path): [object, string] => [{ path, at: "/data" }, "has the whole machine"]),
    [{ path: tmpdir(), at: "/data" }, "is the project, or around it"],
    [{ path: join(ROOT, "maps"), at: "/data" }, "name it by its path in it, maps"],
  ])("refuse to mount %j", (mount, sentence) => {
    expect(() => settingsOf({ mounts: [mount] })).toThrow(
      `quorum.json is not right at agents.qa.mounts[0].path: `,
    );
    expect(() => settingsOf({ mounts: [mount] })).toThrow(sentence);
  });

  it.skipIf(process.platform === "win32")(
    "refuse a link that leads to an engine, or to the project",
    async () => {
      const folder = await mkdtemp(join(tmpdir(), "quorum-links-"));
      try {
        await symlink("/run", join(folder, "harmless"));
        await symlink(tmpdir(), join(folder, "around"));
        expect(() =>
          settingsOf({ mounts: [{ path: join(folder, "harmless/docker.sock"), at: "/data" }] }),
        ).toThrow("has the whole machine");
        expect(() => settingsOf({ mounts: [{ path: join(folder, "around"), at: "/data" }] })).toThrow(
          "is the project, or around it",
        );
        expect(settingsOf({ mounts: [{ path: folder, at: "/data" }] }).mounts).toHaveLength(1);
      } finally {
        await rm(folder, { recursive: true });
      }
    },
  );

  it("let the QMS be read from another place", () => {
    expect(settingsOf({ mounts: [{ path: "QMS", at: "/records" }] }).mounts).toEqual([
      { kind: "project", path: "QMS", at: "/records", isWritable: false },
    ]);
  });
});

describe("the agents of a project", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "quorum-config-"));
    await mkdir(join(folder, ".claude", "agents"), { recursive: true });
    await writeFile(join(folder, ".claude", "agents", "bu.md"), "---\ndescription: Builds.\n---\n");
  });
  afterEach(() => rm(folder, { recursive: true }));

  const find = async () => findAgents(folder, await readProjectConfig(folder));

  it("are found without a quorum.json, and run Claude Code natively", async () => {
    expect(await find()).toMatchObject([
      { id: "claude", program: "claude", runtime: "native" },
      { id: "bu", description: "Builds.", program: "claude", runtime: "native" },
    ]);
  });

  it("are guarded where the project wants that of all, or of one", async () => {
    const guarded = async (config: object): Promise<unknown> => {
      await writeFile(join(folder, "quorum.json"), JSON.stringify(config));
      return (await find()).map(({ id, isGuarded }) => [id, isGuarded]);
    };
    const roster = ["bu", "qa"];
    expect(await guarded({ roster })).toEqual([
      ["bu", false],
      ["qa", false],
    ]);
    expect(await guarded({ roster, defaults: { guard: true }, agents: { bu: { guard: false } } })).toEqual([
      ["bu", false],
      ["qa", true],
    ]);
    await expect(guarded({ roster, defaults: { guard: "yes" } })).rejects.toThrow(
      "The guard is on with true",
    );
  });

  it("are those of the roster, in its order, where there is one", async () => {
    const config = {
      roster: ["bu", "qa"],
      defaults: { runtime: "docker", model: "sonnet" },
      agents: {
        qa: { program: "scripted", runtime: "native", policy: { launch: "on-task" } },
        bu: { model: "opus" },
      },
    };
    await writeFile(join(folder, "quorum.json"), JSON.stringify(config));
    expect(await find()).toMatchObject([
      { id: "bu", description: "Builds.", runtime: "docker", model: "opus" },
      {
        id: "qa",
        program: "scripted",
        runtime: "native",
        proposedPolicy: { launch: "on-task", restarts: 0 },
      },
    ]);
    // The scripted agent has no model, whatever the others have.
    expect((await find())[1]).not.toHaveProperty("model");
  });
});
