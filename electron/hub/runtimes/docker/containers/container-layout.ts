/** Where things lie in a container. */
export interface ContainerLayout {
  readonly node: string;
  readonly agentd: string;
  /** The memory of a session host that has loaded all, to start from; where there is none, it loads. */
  readonly snapshot?: string;
  /** The relay from standard input and output to the session host. */
  readonly attach: string;
  readonly scriptedAgent: string;
  /** Whether its first process reaps what others leave; where it does not, the engine adds one that does. */
  readonly hasInit: boolean;
}

/** As the image has them. */
export const IMAGE_LAYOUT: ContainerLayout = {
  node: "node",
  agentd: "/opt/quorum/agentd/agentd.js",
  snapshot: "/opt/quorum/frozen/agentd.blob",
  attach: "/opt/quorum/agentd/attach.js",
  scriptedAgent: "/opt/quorum/scripted-agent/agent.mjs",
  hasInit: true,
};

/** Where the session's sockets lie, in memory and for the agent alone. */
export const RUN_FOLDER = "/run/quorum";
export const LINK_SOCKET = `${RUN_FOLDER}/link.sock`;
export const CALL_SOCKET = `${RUN_FOLDER}/calls.sock`;
/** Where the hub serves the proxy of a container that has a list of hosts, and where its program finds that. */
export const NETWORK_DOOR = { socket: `${RUN_FOLDER}/network.sock`, port: 3128 } as const;
/** The agent's sessions; only the present one can be written. */
export const SESSIONS_FOLDER = "/quorum/sessions";
/** Claude Code's configuration, with the agent's login and conversations. */
export const CONFIG_FOLDER = "/claude-config";
/** The agent's own working copies, which outlive its containers. */
export const PROJECTS_FOLDER = "/projects";
export const HOME_FOLDER = "/home/agent";
