import { once } from "node:events";
import { chmod, mkdir, rm } from "node:fs/promises";
import { connect, createServer, type Server, type Socket } from "node:net";
import { basename, join } from "node:path";
import type Docker from "dockerode";

const FOLDER = ".doors";

/** Listens in a container on each port that has a door, and hands on what comes there. */
const RELAY = `
const { createServer, connect } = require("node:net");
const folder = process.argv[1];
for (const name of require("node:fs").readdirSync(folder)) {
  createServer((near) => {
    const far = connect(folder + "/" + name);
    near.on("error", () => far.destroy());
    far.on("error", () => near.destroy());
    near.pipe(far).pipe(near);
  }).listen(Number.parseInt(name), "127.0.0.1");
}
`;

/**
 * Ports of this machine's loopback that are on the loopback of containers too, also of those without a network: through
 * sockets in the project, which every container sees.
 */
export class LoopbackDoors {
  readonly #project: string;
  readonly #servers: Server[] = [];
  readonly #sockets = new Set<Socket>();

  constructor(project: string) {
    this.#project = project;
  }

  /** Opens a port to the containers that are let in from now on. */
  async open(port: number): Promise<void> {
    const folder = join(this.#project, FOLDER);
    const path = join(folder, String(port));
    await mkdir(folder, { recursive: true });
    const server = createServer((near) => this.#join(near, connect(port, "127.0.0.1")));
    server.listen(path);
    await once(server, "listening");
    // An agent is somebody else in its container.
    await chmod(path, 0o777);
    this.#servers.push(server);
  }

  /** Lets a container in that runs. */
  async letIn(container: Docker.Container): Promise<void> {
    const exec = await container.exec({
      Cmd: ["node", "-e", RELAY, `/${basename(this.#project)}/${FOLDER}`],
    });
    await exec.start({ Detach: true });
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all(this.#servers.map((server) => new Promise((closed) => server.close(closed))));
    await rm(join(this.#project, FOLDER), { recursive: true, force: true });
  }

  #join(near: Socket, far: Socket): void {
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        this.#sockets.delete(one);
        other.destroy();
      });
    }
    near.pipe(far).pipe(near);
  }
}
