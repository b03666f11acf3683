import { MessageChannel } from "node:worker_threads";
import { createORPCClient, ORPCError } from "@orpc/client";
import { RPCLink as PortLink } from "@orpc/client/message-port";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AgentId } from "../../../shared/contract/agents.ts";
import type { HubClient } from "../../../shared/contract/contract.ts";
import { clientOver } from "../client/hub-client.ts";
import { openHubSocket } from "../client/hub-socket.ts";
import { trackDisposables } from "../../../shared/base/track-disposables.test-support.ts";
import { QA, TestHost } from "../testing/test-host.test-support.ts";
import { createToken } from "./access.ts";
import { createContractServer } from "./contract-server.ts";
import { serveHttp } from "./serve-http.ts";

interface Connection {
  readonly client: HubClient;
  /** Goes away without a word, as a page that is closed does. */
  vanish(): void;
  close(): Promise<void>;
}

/** Every way in which a client reaches the contract. Each must behave as the others do. */
const TRANSPORTS: Readonly<Record<string, (test: TestHost) => Promise<Connection>>> = {
  MessagePort: (test) => {
    const { port1, port2 } = new MessageChannel();
    createContractServer(test.host).connectPort(port1);
    port1.start();
    port2.start();
    const client: HubClient = createORPCClient(new PortLink({ port: port2 }));
    return Promise.resolve({
      client,
      vanish: () => port2.close(),
      close: () => Promise.resolve(port2.close()),
    });
  },
  WebSocket: async (test) => {
    const token = createToken();
    const contract = createContractServer(test.host);
    const http = await serveHttp(test.host, { contract, token, log: test.host.log });
    const socket = await openHubSocket({ url: http.url, token }, "/rpc");
    return {
      client: clientOver(socket),
      vanish: () => socket.terminate(),
      close: async () => {
        socket.terminate();
        await http.close();
      },
    };
  },
};

describe.each(Object.entries(TRANSPORTS))("the contract over a %s", (_name, connect) => {
  trackDisposables();
  let test: TestHost;
  let connection: Connection;
  let client: HubClient;

  beforeEach(async () => {
    test = await TestHost.create("echo ready; while read -r line; do echo $line; done");
    connection = await connect(test);
    client = connection.client;
  });

  afterEach(async () => {
    await connection.close();
    await test.dispose();
  });

  it("carries a call and its result", async () => {
    const agent = await client.agents.start({ agent: QA });
    expect(agent).toEqual(test.agent());
  });

  it("carries an expected failure with its code and its sentence", async () => {
    const failure = await client.agents
      .start({ agent: AgentId.parse("nobody") })
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ORPCError);
    expect(failure).toMatchObject({
      code: "not_found",
      message: "There is no agent called nobody in project.",
    });
  });

  it("refuses what does not fit the contract, and tells nothing of our insides", async () => {
    const call = client.agents.start as (input: unknown) => Promise<unknown>;
    const failure = await call({ agent: "../etc/passwd" }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "invalid_input" });
    expect(JSON.stringify(failure)).not.toContain("zod");
  });

  it("hides a defect behind `internal`, and logs it", async () => {
    // A hub that breaks: the text of its error is not for clients.
    Object.defineProperty(test.host.hub, "start", {
      value: () => Promise.reject(new Error("secret detail")),
    });
    const failure = await client.agents.start({ agent: QA }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "internal" });
    expect(JSON.stringify(failure)).not.toContain("secret detail");
    expect(test.logLines.join("")).toContain("secret detail");
  });

  it("begins a stream with a snapshot, and goes on with changes in their order", async () => {
    const changes = await client.agents.changes();
    const first = await changes.next();
    expect(first.value).toMatchObject({ kind: "snapshot" });
    await client.agents.start({ agent: QA });
    const kinds: string[] = [];
    for await (const change of changes) {
      if (change.kind === "changed") kinds.push(change.agent.state.kind);
      if (kinds.at(-1) === "running") break;
    }
    expect(kinds).toEqual(["starting", "running"]);
  });

  it("ends a stream's work when the client cancels it", async () => {
    const controller = new AbortController();
    const before = listenersOf(test);
    const changes = await client.agents.changes(undefined, { signal: controller.signal });
    await changes.next();
    expect(listenersOf(test)).toBe(before + 1);
    controller.abort();
    await changes.next().catch(() => undefined);
    await listenersFallTo(test, before);
  });

  it("ends a stream's work when the client disappears", async () => {
    const before = listenersOf(test);
    const changes = await client.agents.changes();
    await changes.next();
    expect(listenersOf(test)).toBe(before + 1);
    connection.vanish();
    await listenersFallTo(test, before);
  });

  it("keeps values as they are: absent keys stay absent, text stays text", async () => {
    const state = await (await client.host.changes()).next();
    expect(state.value).toEqual(test.host.state);
    expect(Object.hasOwn((await client.agents.start({ agent: QA })) ?? {}, "problem")).toBe(false);
    await client.settings.update({ terminalFontSize: 15.5 });
    const settings = await (await client.settings.changes()).next();
    expect(settings.value).toEqual({ version: 1, theme: "system", terminalFontSize: 15.5, onQuit: "ask" });
  });

  it("serves many calls at once", async () => {
    const results = await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        client.settings.update({ terminalFontSize: 8 + (index % 20) }),
      ),
    );
    expect(results.map((settings) => settings.terminalFontSize)).toEqual(
      results.map((_, index) => 8 + (index % 20)),
    );
  });
});

function listenersOf(test: TestHost): number {
  return test.host.agentListenerCount;
}

async function listenersFallTo(test: TestHost, count: number): Promise<void> {
  // Each round trip gives the other side a turn; what it does is not announced to anyone.
  for (let round = 0; round < 1000 && listenersOf(test) !== count; round += 1) {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
  expect(listenersOf(test)).toBe(count);
}
