import { chown, lstat, realpath } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import type Docker from "dockerode";
import type { AgentId } from "../../../../shared/contract/agents.ts";
import { HubError } from "../../../../shared/contract/errors.ts";
import type { Launch } from "../../../../shared/link/session-files.ts";
import type { ContainerSettings } from "../../config/container-settings.ts";
import { leadsToEngine } from "../../config/engine-places.ts";
import { hasCode } from "../../files/has-code.ts";
import type { ResolvedProgram } from "../runtime.ts";
import { FIRST_SIZE } from "../session/first-size.ts";
import type { SessionStore, StoredSession } from "../session/session-store.ts";
import { writeContainerFiles, writeCovered } from "./container-files.ts";
import {
  CALL_SOCKET,
  LINK_SOCKET,
  NETWORK_DOOR,
  type ContainerLayout,
} from "./containers/container-layout.ts";
import { containerSpec } from "./containers/container-spec.ts";
import type { ContainerUser } from "./containers/container-user.ts";
import { covered, type CoveredFiles } from "./mounts/covered-files.ts";
import { environmentFiles } from "./mounts/hidden-files.ts";
import { mountPlan, placeOfProject, type MountPlan } from "./mounts/mount-plan.ts";
import { checkPlace, makeOwnFolders } from "./mounts/own-folders.ts";
import { proxyVariables } from "./network/proxy-variables.ts";
import { definitionOf, hiddenPaths, INSTRUCTIONS, instructionsOf } from "./project-files.ts";

/** What no container shows, beside what is hidden by custom or by choice. */
const ALWAYS_HIDDEN = [".quorum", ".claude/users"];
/** What shows in a container in another form. */
const OVERLAID = [".claude/settings.local.json", ".mcp.json"];
/** Where every agent writes, whatever it is called there. */
const SHARED_NOTES = ".claude/sessions";

export interface PrepareOptions {
  readonly root: string;
  readonly dataFolder: string;
  readonly project: string;
  readonly agent: AgentId;
  readonly program: ResolvedProgram;
  readonly settings: ContainerSettings;
  readonly layout: ContainerLayout;
  readonly store: SessionStore;
  readonly user: ContainerUser | undefined;
  readonly image: string;
  readonly processors: number;
  /** The values of what is handed on, by name. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly now: number;
}

/** A session that is laid out, with the container that it is to run in. */
export interface PreparedContainer {
  readonly session: StoredSession;
  readonly spec: Docker.ContainerCreateOptions;
  /** What covers files of the project in it. */
  readonly covered: CoveredFiles;
}

/** Lays out a session of an agent on this machine, and the container that it is to run in; nothing is started. */
export async function prepareContainer(options: PrepareOptions): Promise<PreparedContainer> {
  const { settings } = options;
  const session = await createSession(options);
  const place = placeOfProject(options.root);
  const { plan, files } = await planOf(options, session);
  const spec = containerSpec({
    ...options,
    session: session.launch.session,
    place,
    settings,
    plan,
  });
  await writeCovered({ ...options, launch: session.launch }, files);
  return { session, spec, covered: files };
}

async function createSession(options: PrepareOptions): Promise<StoredSession> {
  const { agent, program, settings, layout, store, user } = options;
  const hasDoor = settings.network.kind === "allowlist";
  const session = await store.create(
    {
      agent,
      program: program.kind,
      ...(program.isGuarded === true ? { guardsQms: true } : {}),
      runtime: "docker",
      startsLinked: true,
      resumes: true,
      ...commandOf(program, layout),
      folder: placeOfProject(options.root),
      size: FIRST_SIZE,
      ...(hasDoor ? { network: NETWORK_DOOR } : {}),
      environment: {
        ...(hasDoor ? proxyVariables(NETWORK_DOOR.port) : {}),
        ...handedOn(settings.tokens, options.environment),
        ...program.environment,
      },
    },
    () => ({ socket: LINK_SOCKET, callSocket: CALL_SOCKET }),
    options.now,
  );
  if (user?.isOther === true)
    await Promise.all([store.folder, session.folder].map((folder) => chown(folder, user.uid, user.gid)));
  return session;
}

/** The scripted agent lies elsewhere in a container; all others are found there as they are. */
function commandOf(program: ResolvedProgram, layout: ContainerLayout): Pick<Launch, "command" | "args"> {
  if (program.kind !== "scripted") return { command: program.command, args: [...program.args] };
  return { command: layout.node, args: [layout.scriptedAgent, ...program.args.slice(1)] };
}

function handedOn(
  names: readonly string[],
  environment: PrepareOptions["environment"],
): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => (environment[name] === undefined ? [] : [[name, environment[name]]])),
  );
}

interface Planned {
  readonly plan: MountPlan;
  readonly files: CoveredFiles;
}

async function planOf(options: PrepareOptions, session: StoredSession): Promise<Planned> {
  const { root, dataFolder, agent, program, settings, store, user } = options;
  // Before they are looked at: what comes or goes meanwhile is another one then, and not what is covered.
  const marked = await covered(root, "hidden", settings.masks);
  const overlaid = await covered(root, "overlaid", OVERLAID);
  const [own, made, definition, instructions, secrets, masked, ssh] = await Promise.all([
    makeOwnFolders(root, dataFolder, agent, user),
    writeContainerFiles({ root, dataFolder, agent, launch: session.launch, user }),
    program.kind === "claude" ? definitionOf(root, agent) : undefined,
    instructionsOf(root),
    environmentFiles(root),
    hiddenPaths(root, settings.masks),
    settings.usesSsh ? checkMachine(join(homedir(), ".ssh")) : undefined,
    ...settings.mounts.map((mount) =>
      mount.kind === "project" ? checkPlace(root, mount.path) : checkMachine(mount.path),
    ),
  ]);
  const hidden = [...secrets.files.map((path) => ({ path, kind: "file" as const })), ...masked];
  const known = new Set(marked.map(({ path }) => path));
  const others = [...ALWAYS_HIDDEN, ...hidden.map(({ path }) => path)].filter((path) => !known.has(path));
  const ownInstructions = definition === undefined ? [] : [instructions ?? INSTRUCTIONS];
  const plan = mountPlan({
    agent,
    root,
    place: placeOfProject(root),
    own,
    sessions: { folder: store.folder, present: session.launch.session },
    ...made,
    ...(definition === undefined ? {} : { definition }),
    instructions,
    hidden,
    extra: settings.mounts,
    ...(ssh === undefined ? {} : { ssh }),
    user,
  });
  const files: CoveredFiles = {
    files: [
      ...marked,
      ...(await covered(root, "hidden", others)),
      ...overlaid,
      ...(await covered(root, "overlaid", ownInstructions)),
    ],
    writable: [
      SHARED_NOTES,
      ...settings.mounts.flatMap((mount) =>
        mount.kind === "project" && mount.isWritable ? [mount.path] : [],
      ),
    ],
    ...(secrets.cutAt === undefined ? {} : { cutAt: secrets.cutAt }),
  };
  return { plan, files };
}

/**
 * What is to be mounted has to be there: some engines would make an empty folder in its place. And it may lead elsewhere by now
 * than when the project was opened.
 */
async function checkMachine(path: string): Promise<string> {
  if (leadsToEngine(path))
    throw new HubError(
      "denied",
      `${path} leads to a container engine by now, and with that to the whole machine. Take it out of quorum.json.`,
    );
  await realpath(path).catch((error: unknown) => {
    if (!hasCode(error, "ENOENT", "ENOTDIR", "ELOOP", "EACCES")) throw error;
    throw new HubError(
      "not_found",
      `${path} is not there, and the container is to get it. Put it back, or take it out of quorum.json.`,
      { cause: error },
    );
  });
  return path;
}

/** Whom the project's folder belongs to. */
export async function ownerOf(folder: string): Promise<{ readonly uid: number; readonly gid: number }> {
  const { uid, gid } = await lstat(folder);
  return { uid, gid };
}
