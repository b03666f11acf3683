import { once } from "node:events";
import { join, posix } from "node:path";
import type { Duplex } from "node:stream";
import type Docker from "dockerode";
import type { Disposable } from "../../../../shared/base/disposable.ts";
import type { Logger } from "../../log/logger.ts";
import { SessionLink, type Welcome } from "../session/session-link.ts";
import {
  CONFIG_FOLDER,
  NETWORK_DOOR,
  SESSIONS_FOLDER,
  type ContainerLayout,
} from "./containers/container-layout.ts";
import { attachLink } from "./containers/attach-link.ts";
import { execLink } from "./containers/exec-link.ts";
import type { Destination } from "./network/allowed-hosts.ts";
import { serveNetwork } from "./network/serve-network.ts";

/** A container is up within a second; twelve that come up at once on a small machine take their time. */
const START_DEADLINE_MS = 30_000;
const NETWORK_LIFE_MS = 1000;

export interface LinkRequest {
  readonly docker: Docker;
  readonly container: string;
  readonly layout: ContainerLayout;
  readonly key: string;
  /** Starts the container, where it does not run yet. */
  readonly start?: (() => Promise<void>) | undefined;
  /** Where on this machine lie the agent's sessions. */
  readonly agentFolder: string;
  /** Where on this machine lies its configuration of Claude Code. */
  readonly configFolder: string;
  /** What goes on for as long as the link is there. */
  readonly meanwhile: () => Disposable;
  /** The hosts that it may reach, where it has a list of them. */
  readonly hosts?: readonly string[] | undefined;
}

/** The links to containers that are open, so that one whose container is known to be gone is closed at once. */
export class ContainerLinks {
  readonly #log: Logger | undefined;
  readonly #open = new Map<string, Set<() => void>>();

  constructor(log?: Logger) {
    this.#log = log;
  }

  async open(request: LinkRequest): Promise<{ readonly link: SessionLink; readonly welcome: Welcome }> {
    const { docker, container, layout, start } = request;
    const connection =
      start === undefined ? await execLink(docker, container, layout) : await attachLink(docker, container);
    const close = (): void => void connection.destroy();
    const open = this.#open.get(container) ?? new Set();
    this.#open.set(container, open.add(close));
    const meanwhile = request.meanwhile();
    connection.once("close", () => {
      meanwhile.dispose();
      open.delete(close);
      if (open.size === 0) this.#open.delete(container);
    });
    const opened = await opening(connection, request);
    if (request.hosts !== undefined) void this.#serveNetwork(connection, request, request.hosts);
    return opened;
  }

  /** Serves the network of a container for as long as there is a link to it. */
  async #serveNetwork(
    link: Duplex,
    { docker, container, layout }: LinkRequest,
    hosts: readonly string[],
  ): Promise<void> {
    const onRefused = (destination: Destination | undefined): void =>
      this.#log?.info("a host that is not on the list was refused", { container, ...destination });
    try {
      while (!link.destroyed) {
        const began = Date.now();
        const connection = await execLink(docker, container, layout, NETWORK_DOOR.socket);
        const end = (): void => void connection.destroy();
        if (link.destroyed) return end();
        link.once("close", end);
        const closed = once(connection, "close");
        serveNetwork({ connection, hosts, onRefused });
        await closed;
        link.removeListener("close", end);
        // One that cannot stay is not tried again and again.
        if (Date.now() - began < NETWORK_LIFE_MS) break;
      }
    } catch (error) {
      if (!link.destroyed)
        this.#log?.warn("the network of a container could not be served", { container, error });
    }
  }

  /** The container is gone, or another: nothing that is said to it arrives. */
  close(container: string): void {
    for (const close of this.#open.get(container) ?? []) close();
  }

  closeAll(): void {
    for (const container of this.#open.keys()) this.close(container);
  }
}

/** Says hello before there is anybody to hear it: it is answered as soon as there is. */
async function opening(connection: Duplex, request: LinkRequest): ReturnType<typeof SessionLink.open> {
  const { key, start } = request;
  const opened = SessionLink.open(connection, key, {
    ...(start === undefined ? {} : { deadlineMs: START_DEADLINE_MS }),
    hostPath: (path) => hostPath(path, request),
  });
  // Where the container cannot be started that is what went wrong, and not that nobody answers.
  opened.catch(() => undefined);
  try {
    await start?.();
  } catch (error) {
    connection.destroy();
    throw error;
  }
  return opened;
}

/** Where a file of the agent's own lies on this machine; undefined for all others, whatever they are said to be. */
function hostPath(path: string, { agentFolder, configFolder }: LinkRequest): string | undefined {
  const clean = posix.normalize(path);
  for (const [inside, outside] of [
    [CONFIG_FOLDER, configFolder],
    [SESSIONS_FOLDER, agentFolder],
  ] as const) {
    if (clean.startsWith(`${inside}/`)) return join(outside, ...clean.slice(inside.length + 1).split("/"));
  }
  return undefined;
}
