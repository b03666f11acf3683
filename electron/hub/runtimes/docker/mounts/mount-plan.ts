import { posix } from "node:path";
import type { AgentId } from "../../../../../shared/contract/agents.ts";
import type { ContainerMount } from "../../../config/container-settings.ts";
import type { ContainerUser } from "../containers/container-user.ts";
import {
  CONFIG_FOLDER,
  HOME_FOLDER,
  PROJECTS_FOLDER,
  RUN_FOLDER,
  SESSIONS_FOLDER,
} from "../containers/container-layout.ts";
import type { OwnFolders } from "./own-folders.ts";

/** A file or folder of this machine, at its place in the container. */
export interface Bind {
  readonly source: string;
  readonly target: string;
  readonly isWritable: boolean;
}

/** What a container sees: parts of this machine, and memory over what it is not to see. */
export interface MountPlan {
  readonly binds: readonly Bind[];
  /** Places in memory, with their options. */
  readonly memory: Readonly<Record<string, string>>;
}

/** Something in the project that is hidden, by its path in it. */
export interface HiddenPath {
  readonly path: string;
  readonly kind: "file" | "folder";
}

/** What the plan is made from: all that has to be looked up. */
export interface MountFacts {
  readonly agent: AgentId;
  /** The project's folder, with no link in its path. */
  readonly root: string;
  /** Where the project lies in the container. */
  readonly place: string;
  readonly own: OwnFolders;
  /** The folder of the agent's sessions, and the name of the present one. */
  readonly sessions: { readonly folder: string; readonly present: string };
  /** Files made for this container, by what they are laid over. */
  readonly overlays: {
    readonly launch: string;
    readonly managedSettings: string;
    readonly localSettings?: string;
    readonly mcp?: string;
  };
  /** An empty file. */
  readonly empty: string;
  /** The agent's definition, where it is what the agent reads as its project's instructions. */
  readonly definition?: string;
  /** The project's file of instructions, by its path in it, where there is one. */
  readonly instructions: string | undefined;
  readonly hidden: readonly HiddenPath[];
  readonly extra: readonly ContainerMount[];
  /** The person's folder of SSH keys, where the agent gets it. */
  readonly ssh?: string;
  readonly user: ContainerUser | undefined;
}

const MASK = "noexec,nosuid,nodev,size=1m,mode=0755";

/** Lays out what an agent's container sees. */
export function mountPlan(facts: MountFacts): MountPlan {
  const { root, place, own, agent, sessions, overlays } = facts;
  const users = posix.join(place, ".claude/users");
  const read = (source: string, target: string): Bind => ({ source, target, isWritable: false });
  const write = (source: string, target: string): Bind => ({ source, target, isWritable: true });
  const session = posix.join(SESSIONS_FOLDER, sessions.present);
  const binds = [
    read(root, place),
    write(own.workspace, posix.join(users, agent, "workspace")),
    read(own.inbox, posix.join(users, agent, "inbox")),
    write(own.sessions, posix.join(place, ".claude/sessions")),
    write(own.config, CONFIG_FOLDER),
    write(own.projects, PROJECTS_FOLDER),
    read(sessions.folder, SESSIONS_FOLDER),
    write(joined(sessions.folder, sessions.present), session),
    read(overlays.launch, posix.join(session, "launch.json")),
    read(overlays.managedSettings, "/etc/claude-code/managed-settings.json"),
    ...(overlays.localSettings === undefined
      ? []
      : [read(overlays.localSettings, posix.join(place, ".claude/settings.local.json"))]),
    ...(overlays.mcp === undefined ? [] : [read(overlays.mcp, posix.join(place, ".mcp.json"))]),
    ...instructionsBind(facts),
    ...facts.extra.map((mount) => extraBind(mount, facts)),
    ...(facts.ssh === undefined ? [] : [read(facts.ssh, posix.join(HOME_FOLDER, ".ssh"))]),
  ];
  const hidden = facts.hidden.flatMap((each) => placesOf(each, facts));
  const files = hidden.filter(({ kind }) => kind === "file").map(({ path }) => read(facts.empty, path));
  const all = [...binds, ...files];
  const masks = [
    users,
    posix.join(place, ".quorum"),
    ...hidden.filter(({ kind }) => kind === "folder").map(({ path }) => path),
  ];
  return {
    // A later one at the same place counts: what is hidden stays hidden.
    binds: [...new Map(all.map((bind) => [bind.target, bind])).values()],
    memory: {
      ...ownMemory(facts.user),
      ...Object.fromEntries(masks.map((path) => [path, maskOptions(path, all)])),
    },
  };
}

/** Agents but the first read their own definition where the project's instructions are; where there are none, beside their settings. */
function instructionsBind({ definition, instructions, place }: MountFacts): readonly Bind[] {
  if (definition === undefined) return [];
  const target =
    instructions === undefined ? posix.join(CONFIG_FOLDER, "CLAUDE.md") : posix.join(place, instructions);
  return [{ source: definition, target, isWritable: false }];
}

function extraBind(mount: ContainerMount, { root, place }: MountFacts): Bind {
  const { isWritable } = mount;
  if (mount.kind === "machine") return { source: mount.path, target: mount.at, isWritable };
  return { source: joined(root, mount.path), target: mount.at ?? posix.join(place, mount.path), isWritable };
}

/** Something hidden is hidden wherever the container would see it: a part of the project may be at a second place. */
function placesOf({ path, kind }: HiddenPath, { place, extra }: MountFacts): readonly HiddenPath[] {
  const second = extra.flatMap((mount) => {
    if (mount.kind !== "project" || mount.at === undefined) return [];
    if (path === mount.path) return [mount.at];
    return path.startsWith(`${mount.path}/`) ? [posix.join(mount.at, path.slice(mount.path.length + 1))] : [];
  });
  return [posix.join(place, path), ...second].map((each) => ({ path: each, kind }));
}

/** Nothing can be put into what is read-only, not even what is to lie in it. */
function maskOptions(path: string, binds: readonly Bind[]): string {
  return binds.some(({ target }) => target.startsWith(`${path}/`)) ? `rw,${MASK}` : `ro,${MASK}`;
}

/** What the agent may write and what is gone with the container. */
function ownMemory(user: ContainerUser | undefined): Readonly<Record<string, string>> {
  const owner = user === undefined ? "mode=1777" : `mode=0700,uid=${user.uid},gid=${user.gid}`;
  return {
    "/tmp": "rw,exec,nosuid,nodev,size=2g,mode=1777",
    [RUN_FOLDER]: `rw,noexec,nosuid,nodev,size=1m,${owner}`,
    [HOME_FOLDER]: `rw,exec,nosuid,nodev,size=2g,${owner}`,
  };
}

/** A path of this machine, whose separator need not be the container's. */
function joined(folder: string, path: string): string {
  const separator = folder.includes("\\") ? "\\" : "/";
  return `${folder}${separator}${path.replaceAll("/", separator)}`;
}

/** Folders that an image has itself: a project that is called like one lies elsewhere. */
const OF_THE_SYSTEM = new Set(
  "bin boot claude-config dev etc home lib lib32 lib64 libx32 media mnt opt proc projects quorum root run sbin srv sys tmp usr var".split(
    " ",
  ),
);

/** Where a project lies in its containers: at the root, by its own name. */
export function placeOfProject(root: string): string {
  const name = root.split(/[/\\]/).findLast((part) => part !== "") ?? "project";
  const clean = name.replaceAll(/[\p{Cc}:]/gu, "-");
  return OF_THE_SYSTEM.has(clean.toLowerCase()) || clean === "." || clean === ".."
    ? `/${clean}-project`
    : `/${clean}`;
}
