import { createToken } from "../api/access.ts";
import { createContractServer } from "../api/contract-server.ts";
import { serveHttp } from "../api/serve-http.ts";
import type { Hub } from "../hub.ts";
import type { TestHost } from "../testing/test-host.test-support.ts";
import { joinHub } from "./join-hub.ts";

/** A hub that was joined over a socket, as another program joins it. */
export interface Joined {
  readonly hub: Hub;
  /** Ends what was begun with it. */
  readonly end: AbortController;
  /** The program that runs it goes away. */
  lose(): Promise<void>;
  leave(): Promise<void>;
}

/** Serves the test's hub, and joins it. */
export async function joinTestHost({ host }: TestHost): Promise<Joined> {
  const token = createToken();
  const http = await serveHttp(host, { contract: createContractServer(host), token, log: host.log });
  const address = { url: http.url, token, pid: 1, startedAt: 0, version: "0" };
  const hub = await joinHub(host.hub.project, address, host.log);
  const end = new AbortController();
  return {
    hub,
    end,
    lose: () => http.close(),
    leave: async () => {
      end.abort();
      await hub.close();
      await http.close();
    },
  };
}
