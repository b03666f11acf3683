import { homedir } from "node:os";
import { join, parse, relative, resolve, sep } from "node:path";
import { HubError } from "../../../shared/contract/errors.ts";
import type { AgentId } from "../../../shared/contract/agents.ts";
import { isOutside, type MountConfig } from "./container-config.ts";
import { isWithin, leadsToEngine, realPlace } from "./engine-places.ts";
import { CONFIG_FILE, type ProjectConfig } from "./project-config.ts";

/** What an agent's container reaches. */
export type ContainerNetwork =
  | { readonly kind: "open" }
  | { readonly kind: "none" }
  | { readonly kind: "allowlist"; readonly hosts: readonly string[] };

/** Something that a container sees besides what every container sees. */
export type ContainerMount =
  | {
      readonly kind: "project";
      /** In the project, with `/`. */
      readonly path: string;
      /** Absent: where it lies in the project as the container sees it. */
      readonly at?: string;
      readonly isWritable: boolean;
    }
  | {
      readonly kind: "machine";
      /** An absolute path of this machine. */
      readonly path: string;
      readonly at: string;
      readonly isWritable: boolean;
    };

/** What a project's configuration says of an agent's container, with what it says of all. */
export interface ContainerSettings {
  readonly limits: { readonly memoryBytes: number; readonly cpus: number; readonly pids: number };
  readonly network: ContainerNetwork;
  readonly mounts: readonly ContainerMount[];
  /** Paths in the project, with `/`, that it does not see; those that nobody sees are not among them. */
  readonly masks: readonly string[];
  readonly usesSsh: boolean;
  /** The names of environment variables that are handed on. */
  readonly tokens: readonly string[];
}

/** Claude Code with the tools that it starts, and room for a build. */
const USUAL_LIMITS = { memoryBytes: 4 * 1024 ** 3, cpus: 2, pids: 1024 };

/** Quorum's own, and what is every agent's own. */
const OTHERS = [".quorum", ".claude/users", ".git"];
/** What only the QMS writes. */
const GOVERNED = ["QMS", ".claude"];

/** The settings of an agent's container. Throws where the configuration asks for what no container may have. */
export function containerSettings(config: ProjectConfig, agent: AgentId, root: string): ContainerSettings {
  const { defaults } = config;
  const own = config.agents[agent];
  const limits = { ...defaults.limits, ...own?.limits };
  const network = own?.network ?? defaults.network ?? "open";
  const mounts = [
    ...(defaults.mounts ?? []).map((mount, place) => mountOf(mount, root, `defaults.mounts[${place}]`)),
    ...(own?.mounts ?? []).map((mount, place) => mountOf(mount, root, `agents.${agent}.mounts[${place}]`)),
  ];
  return {
    limits: {
      memoryBytes: limits.memory ?? USUAL_LIMITS.memoryBytes,
      cpus: limits.cpus ?? USUAL_LIMITS.cpus,
      pids: limits.pids ?? USUAL_LIMITS.pids,
    },
    network: typeof network === "string" ? { kind: network } : { kind: "allowlist", hosts: network.allow },
    mounts,
    masks: [...new Set([...(defaults.masks ?? []), ...(own?.masks ?? [])].map(tidy))],
    usesSsh: own?.ssh === true,
    tokens: [...new Set(own?.tokens ?? [])],
  };
}

function mountOf({ path, at, writable }: MountConfig, root: string, place: string): ContainerMount {
  const refuse = (why: string): never => {
    throw new HubError(
      "invalid_input",
      `${CONFIG_FILE} is not right at ${place}.path: ${why}. Correct it and open the project again.`,
    );
  };
  if (!isOutside(path)) {
    const inProject = tidy(path);
    if (inProject === "") return refuse("The whole project is mounted already; name what is in it");
    if (OTHERS.some((other) => isIn(inProject, other) || isIn(other, inProject)))
      return refuse(`${inProject} holds what belongs to other agents, or to Quorum`);
    if (writable && GOVERNED.some((governed) => isIn(inProject, governed)))
      return refuse(`${inProject} is written by the QMS alone, and cannot be writable`);
    return { kind: "project", path: inProject, ...(at === undefined ? {} : { at }), isWritable: writable };
  }
  const full = resolve(path.replace(/^~(?=$|[\\/])/, homedir()));
  const wholeMachine = `${path} cannot be given to a container: with it, it has the whole machine`;
  if (full === parse(full).root) return refuse(wholeMachine);
  const [real, project] = [realPlace(full), realPlace(root)];
  // Around it everything shows that is hidden in it.
  if (isWithin(project, real)) return refuse(`${path} is the project, or around it`);
  if (isWithin(real, project))
    return refuse(
      `${path} is in the project; name it by its path in it, ${relative(project, real).split(sep).join("/")}`,
    );
  if (leadsToEngine(full)) return refuse(wholeMachine);
  if (at === undefined) return refuse("It has no place in the container");
  return { kind: "machine", path: full, at, isWritable: writable };
}

/** A path in the project as it is compared and mounted: with `/`, and nothing before, between or after that says nothing. */
function tidy(path: string): string {
  return path
    .split(/[\\/]+/)
    .filter((part) => part !== "" && part !== ".")
    .join("/");
}

/** Whether a path is another one, or below it. Letters count the same in either case, as on the systems where they do. */
function isIn(path: string, other: string): boolean {
  const [low, around] = [path.toLowerCase(), other.toLowerCase()];
  return low === around || low.startsWith(`${around}/`);
}

/** What a container gets of the machine besides the project, each in a few words; a person allows it first. */
export function grantsOf({ mounts, usesSsh, tokens }: ContainerSettings): string[] {
  return [
    ...mounts.flatMap((mount) =>
      mount.kind === "machine" ? [`${mount.path}${mount.isWritable ? ", to change it" : ""}`] : [],
    ),
    ...(usesSsh ? [`the SSH keys in ${join(homedir(), ".ssh")}`] : []),
    ...tokens.map((token) => `the token ${token}`),
  ];
}
