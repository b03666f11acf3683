import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A command that runs until the test lets it go on. */
export class Gate {
  /** To be run by a shell, on any system. */
  readonly command: string;
  /** Resolves when it runs. */
  readonly entered: Promise<void>;
  /** Where on loopback it asks whether it may end. */
  readonly port: number;
  readonly #server: Server;
  readonly #response: Promise<ServerResponse>;

  private constructor(server: Server, node: string) {
    this.#server = server;
    this.#response = once(server, "request").then(([, response]) => response as ServerResponse);
    this.entered = this.#response.then(() => undefined);
    this.port = (server.address() as AddressInfo).port;
    const script = `fetch("http://127.0.0.1:${this.port}").then((answer) => answer.text()).then(console.log)`;
    this.command = `'${node.replaceAll("\\", "/")}' -e '${script}'`;
  }

  /** Builds one for agents that find this Node. */
  static async build(node = process.execPath): Promise<Gate> {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return new Gate(server, node);
  }

  /** Lets it end, with these words as its output. */
  async open(words: string): Promise<void> {
    (await this.#response).end(words);
    this.#server.close();
  }
}
