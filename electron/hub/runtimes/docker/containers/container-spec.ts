import type Docker from "dockerode";
import type { AgentId } from "../../../../../shared/contract/agents.ts";
import { ARENAS_VARIABLE, LOG_FILE } from "../../../../../shared/link/session-files.ts";
import type { ContainerSettings } from "../../../config/container-settings.ts";
import { SMALL_HEAP } from "../../session/small-heap.ts";
import type { MountPlan } from "../mounts/mount-plan.ts";
import { CONFIG_FOLDER, HOME_FOLDER, SESSIONS_FOLDER, type ContainerLayout } from "./container-layout.ts";
import type { ContainerUser } from "./container-user.ts";
import { AGENT_LABEL, containerName, PROJECT_LABEL, SESSION_LABEL } from "./labels.ts";

/** A session host gives its program ten seconds to end. */
const STOP_SECONDS = 12;
/** Its output is the link, which no log is to hold: what goes wrong is written to the file that it is called with. */
const START = 'exec "$@" 2>>"$0"';
const CPU_UNIT = 1_000_000_000;

/** What a container is made from. */
export interface ContainerRequest {
  readonly project: string;
  readonly agent: AgentId;
  readonly session: string;
  readonly image: string;
  readonly layout: ContainerLayout;
  /** Where the project lies in it. */
  readonly place: string;
  readonly settings: Pick<ContainerSettings, "limits" | "network">;
  /** How many processors the engine has: it refuses to promise more. */
  readonly processors: number;
  readonly plan: MountPlan;
  readonly user: ContainerUser | undefined;
}

/** How the engine is asked for a container: with nothing that it can do without. */
export function containerSpec(request: ContainerRequest): Docker.ContainerCreateOptions {
  const { project, agent, session, image, layout, place, settings, plan, user } = request;
  const { memoryBytes, cpus, pids } = settings.limits;
  const folder = `${SESSIONS_FOLDER}/${session}`;
  return {
    name: containerName(project, agent, session),
    Image: image,
    // What the image was made from it says itself, and its labels are the container's too.
    Labels: { [PROJECT_LABEL]: project, [AGENT_LABEL]: agent, [SESSION_LABEL]: session },
    Cmd: [
      ...["/bin/sh", "-c", START, `${folder}/${LOG_FILE}`],
      ...[layout.node, ...SMALL_HEAP],
      ...(layout.snapshot === undefined ? [] : ["--snapshot-blob", layout.snapshot]),
      ...[layout.agentd, "serve", folder],
    ],
    // Its first hub speaks over these, and when it goes they end. Those that come later come as `execLink` has it.
    OpenStdin: true,
    StdinOnce: true,
    ...(user === undefined ? {} : { User: `${user.uid}:${user.gid}` }),
    Env: environment(user),
    WorkingDir: place,
    Hostname: agent.replaceAll("_", "-"),
    StopSignal: "SIGTERM",
    StopTimeout: STOP_SECONDS,
    HostConfig: {
      Mounts: plan.binds.map(({ source, target, isWritable }) => ({
        Type: "bind",
        Source: source,
        Target: target,
        ReadOnly: !isWritable,
        // Nothing that is mounted on either side later shows on the other.
        BindOptions: { Propagation: "rprivate" },
      })),
      Tmpfs: plan.memory,
      // What is on a list of hosts is reached through the hub, and nothing in any other way.
      NetworkMode: settings.network.kind === "open" ? "bridge" : "none",
      CapDrop: ["ALL"],
      SecurityOpt: ["no-new-privileges"],
      ReadonlyRootfs: true,
      Privileged: false,
      PidsLimit: pids,
      Memory: memoryBytes,
      // The same again: no swap besides it.
      MemorySwap: memoryBytes,
      NanoCpus: Math.round(Math.min(cpus, request.processors) * CPU_UNIT),
      IpcMode: "private",
      RestartPolicy: { Name: "no" },
      LogConfig: { Type: "none", Config: {} },
      ...(layout.hasInit ? {} : { Init: true }),
    },
  };
}

/** Nothing of this machine's own: whatever is here shows in `docker inspect`, and to all that runs in the container. */
function environment(user: ContainerUser | undefined): string[] {
  return [
    `HOME=${HOME_FOLDER}`,
    `CLAUDE_CONFIG_DIR=${CONFIG_FOLDER}`,
    "LANG=C.UTF-8",
    "DISABLE_AUTOUPDATER=1",
    `${ARENAS_VARIABLE}=1`,
    // Claude Code does not let root go without questions, unless it is told that it can do no harm.
    ...(user?.uid === 0 ? ["IS_SANDBOX=1"] : []),
  ];
}
