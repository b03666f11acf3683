import { readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { AgentId } from "../../../../shared/contract/agents.ts";
import { containerSettings } from "../../config/container-settings.ts";
import { parseProjectConfig } from "../../config/project-config.ts";
import { IMAGE_LAYOUT } from "./containers/container-layout.ts";
import { containerSpec } from "./containers/container-spec.ts";
import { mcpOverlay } from "./mounts/mcp-overlay.ts";
import { mountPlan, type MountPlan } from "./mounts/mount-plan.ts";
import { managedSettings, settingsOverlay } from "./mounts/settings-overlay.ts";

const FOLDER = join(import.meta.dirname, "../../../../docker");
const GIB = 1024 ** 3;

const Service = z.object({
  environment: z.record(z.string(), z.string()),
  volumes: z.array(
    z.object({
      type: z.literal("bind"),
      source: z.string(),
      target: z.string(),
      read_only: z.boolean().default(false),
      // Else the engine makes a folder where a file is missing.
      bind: z.object({ create_host_path: z.literal(false) }),
    }),
  ),
  tmpfs: z.array(z.string()),
  user: z.string(),
  working_dir: z.string(),
  hostname: z.string(),
  network_mode: z.string(),
  read_only: z.boolean(),
  privileged: z.boolean(),
  cap_drop: z.array(z.string()),
  security_opt: z.array(z.string()),
  ipc: z.string(),
  pids_limit: z.number(),
  mem_limit: z.string(),
  memswap_limit: z.string(),
  cpus: z.number(),
  logging: z.object({ driver: z.string() }),
});

/** Puts variables in as compose does: of `:-`, `:+` and `:?` with what they hold, from the inside out. */
function filled(text: string, variables: Readonly<Record<string, string>>): string {
  const next = text.replaceAll(
    /\$\{([A-Z_]+)(?::([-+?])([^${}]*))?\}/g,
    (_all, name: string, how: string | undefined, other = "") => {
      const value = variables[name] ?? "";
      if (how === "+") return value === "" ? "" : other;
      if (value === "" && how !== "-") throw new Error(`${name} is not said`);
      return value === "" ? other : value;
    },
  );
  return next === text ? text : filled(next, variables);
}

function serviceOf(variables: Readonly<Record<string, string>>): z.infer<typeof Service> {
  const all = { PROJECT: "/work/game", PROJECT_NAME: "game", AGENT_UID: "7", AGENT_GID: "8", ...variables };
  const text = filled(readFileSync(join(FOLDER, "docker-compose.yml"), "utf8"), all);
  return z.object({ services: z.object({ agent: Service }) }).parse(load(text)).services.agent;
}

function planOf(agent: AgentId, definition: string | undefined): MountPlan {
  const own = `/work/game/.claude/users/${agent}`;
  return mountPlan({
    agent,
    root: "/work/game",
    place: "/game",
    own: {
      workspace: `${own}/workspace`,
      inbox: `${own}/inbox`,
      config: `${own}/container`,
      projects: `/work/game/.quorum/projects/${agent}`,
      sessions: "/work/game/.claude/sessions",
    },
    sessions: { folder: "/sessions", present: "S1" },
    overlays: {
      launch: "/launch.json",
      managedSettings: "./managed-settings.json",
      localSettings: "./managed-settings.json",
      mcp: "./no-servers.json",
    },
    empty: "/empty",
    ...(definition === undefined ? {} : { definition }),
    instructions: "CLAUDE.md",
    hidden: [],
    extra: [],
    user: { uid: 7, gid: 8, isOther: false },
  });
}

describe.each([
  ["qa", { QMS_USER: "qa" }, "/work/game/.claude/agents/qa.md"],
  ["qa", { QMS_USER: "qa", AGENT_FILE: "docs/qa.md" }, "/work/game/docs/qa.md"],
  ["claude", {}, undefined],
] as const)("the container of %s without Quorum, with %j", (name, variables, definition) => {
  const agent = AgentId.parse(name);
  const service = serviceOf(variables);
  const plan = planOf(agent, definition);

  it("sees what it sees with Quorum, but for its sessions", () => {
    const wanted = plan.binds.filter(({ target }) => !target.startsWith("/quorum/"));
    // Claude's own instructions are the project's: laid over themselves.
    const own = { source: "/work/game/CLAUDE.md", target: "/game/CLAUDE.md", isWritable: false };
    expect(
      service.volumes.map(({ source, target, read_only: isReadOnly }) => ({
        source,
        target,
        isWritable: !isReadOnly,
      })),
    ).toEqual(expect.arrayContaining(definition === undefined ? [...wanted, own] : wanted));
    expect(service.volumes).toHaveLength(wanted.length + (definition === undefined ? 1 : 0));
    const memory = Object.entries(plan.memory).filter(([path]) => path !== "/run/quorum");
    const options = (text: string): string[] => text.split(",").toSorted();
    expect(
      Object.fromEntries(
        service.tmpfs.map((text) => {
          const [path = "", rest = ""] = text.split(":");
          return [path, options(rest)];
        }),
      ),
    ).toEqual(Object.fromEntries(memory.map(([path, text]) => [path, options(text)])));
  });

  it("may do what it may with Quorum", () => {
    const { limits, network } = containerSettings(parseProjectConfig("{}"), agent, "/work/game");
    const spec = containerSpec({
      project: "p",
      agent,
      session: "S1",
      image: "i",
      layout: IMAGE_LAYOUT,
      place: "/game",
      settings: { limits, network },
      processors: 64,
      plan,
      user: { uid: 7, gid: 8, isOther: false },
    });
    const host = spec.HostConfig;
    const bytes = (text: string): number =>
      Number.parseInt(text, 10) * (text.endsWith("g") ? GIB : Number.NaN);
    expect({
      User: service.user,
      WorkingDir: service.working_dir,
      Hostname: service.hostname,
      NetworkMode: service.network_mode,
      ReadonlyRootfs: service.read_only,
      Privileged: service.privileged,
      CapDrop: service.cap_drop,
      SecurityOpt: service.security_opt,
      IpcMode: service.ipc,
      PidsLimit: service.pids_limit,
      Memory: bytes(service.mem_limit),
      MemorySwap: bytes(service.memswap_limit),
      NanoCpus: service.cpus * 1e9,
      Log: service.logging.driver,
    }).toEqual({
      User: spec.User,
      WorkingDir: spec.WorkingDir,
      Hostname: spec.Hostname,
      NetworkMode: host?.NetworkMode,
      ReadonlyRootfs: host?.ReadonlyRootfs,
      Privileged: host?.Privileged,
      CapDrop: host?.CapDrop,
      SecurityOpt: host?.SecurityOpt,
      IpcMode: host?.IpcMode,
      PidsLimit: host?.PidsLimit,
      Memory: host?.Memory,
      MemorySwap: host?.MemorySwap,
      NanoCpus: host?.NanoCpus,
      Log: host?.LogConfig?.Type,
    });
    const said = Object.entries(service.environment).map(([key, value]) => `${key}=${value}`);
    const wanted = spec.Env?.filter((text) => !text.startsWith("MALLOC_"));
    expect(said).toEqual(expect.arrayContaining(wanted ?? []));
    expect(said).toContain(`QMS_USER=${name}`);
  });
});

it("the files that compose lays over others say what Quorum's own say", () => {
  const read = (name: string): unknown => JSON.parse(readFileSync(join(FOLDER, name), "utf8"));
  expect(read("managed-settings.json")).toEqual(JSON.parse(managedSettings()));
  expect(read("managed-settings.json")).toEqual(JSON.parse(settingsOverlay(undefined)));
  expect(read("no-servers.json")).toEqual(JSON.parse(mcpOverlay("{}")));
});
