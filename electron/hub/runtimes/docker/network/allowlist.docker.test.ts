import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SessionView, shellProgram } from "../../runtime-conformance.test-support.ts";
import { DockerStage, QA } from "../docker-stage.test-support.ts";

const NODE = "/opt/quorum-node/node";

describe("an agent in a container with a list of hosts", () => {
  let stage: DockerStage;
  let view: SessionView;
  let allowed: Server;
  let other: Server;

  const portOf = (server: Server): number => (server.address() as AddressInfo).port;
  /** Asks through the proxy, as its program does that reads where that is. */
  const ask = (url: string) =>
    stage.run(
      QA,
      `${NODE} -e '
        const { request } = require("node:http");
        const proxy = new URL("http://127.0.0.1:3128");
        request({ host: proxy.hostname, port: proxy.port, path: "${url}" }, (answer) => {
          process.stdout.write(String(answer.statusCode) + " ");
          answer.pipe(process.stdout);
        }).on("error", (error) => console.log(error.code)).end();
      '`,
    );

  /** Asks for a way through the proxy, as programs do that speak TLS. */
  const connect = (place: string) =>
    stage.run(
      QA,
      `${NODE} -e '
        const { request } = require("node:http");
        request({ host: "127.0.0.1", port: 3128, method: "CONNECT", path: "${place}" })
          .on("connect", (answer, socket) => {
            process.stdout.write(String(answer.statusCode) + " ");
            if (answer.statusCode !== 200) return socket.destroy();
            socket.on("data", (bytes) => process.stdout.write(bytes)).on("end", () => process.exit());
            socket.write("GET / HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\n\\r\\n");
          })
          .on("response", (answer) => console.log(answer.statusCode))
          .on("error", (error) => console.log(error.code)).end();
      '`,
    );

  beforeAll(async () => {
    [allowed, other] = [1, 2].map((number) =>
      createServer((_incoming, response) => response.end(`server ${number}`)).listen(0, "127.0.0.1"),
    ) as [Server, Server];
    await Promise.all([once(allowed, "listening"), once(other, "listening")]);
    stage = new DockerStage();
    stage.settings = { network: { kind: "allowlist", hosts: [`127.0.0.1:${portOf(allowed)}`] } };
    view = new SessionView(await stage.runtime.start(QA, shellProgram("echo $https_proxy up; read end")));
    await view.untilShown("http://127.0.0.1:3128 up");
  });

  afterAll(async () => {
    view.link.dispose();
    await stage.dispose();
    allowed.close();
    other.close();
  });

  it("reaches those through the hub, and nothing else in any way", async () => {
    expect((await ask(`http://127.0.0.1:${portOf(allowed)}/`)).output).toBe("200 server 1");
    expect((await ask(`http://127.0.0.1:${portOf(other)}/`)).output).toMatch(/^403/);
    expect((await stage.run(QA, "ls /sys/class/net")).output.trim()).toBe("lo");
  });

  it("gets a way to those that it may speak over as it likes, and to nothing else", async () => {
    const { output } = await connect(`127.0.0.1:${portOf(allowed)}`);
    expect(output).toMatch(/^200 HTTP\/1\.1 200 OK[^]*server 1/);
    expect((await connect(`127.0.0.1:${portOf(other)}`)).output).toMatch(/^403/);
    expect((await connect("169.254.169.254:80")).output).toMatch(/^403/);
  });

  it("reaches them again when another hub has taken it up", async () => {
    view.link.dispose();
    stage.links.closeAll();
    view = new SessionView(await stage.open().find(QA));
    expect((await ask(`http://127.0.0.1:${portOf(allowed)}/`)).output).toBe("200 server 1");
  });
});
