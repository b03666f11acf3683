import { afterEach, beforeEach, expect, it } from "vitest";
import type { News, ToastOutcome } from "../../../shared/contract/news.ts";
import { createToken } from "../api/access.ts";
import { createContractServer } from "../api/contract-server.ts";
import { serveHttp, type HttpServer } from "../api/serve-http.ts";
import type { HubNews } from "../hub-news.ts";
import type { Hub } from "../hub.ts";
import { newsStream } from "../lists/contract-streams.ts";
import { FakeList } from "../testing/fake-view.test-support.ts";
import { TestHost } from "../testing/test-host.test-support.ts";
import { joinHub } from "./join-hub.ts";

let test: TestHost;
let http: HttpServer;
let hub: Hub;
let end: AbortController;
let list: FakeList<News>;
let toasted: [ids: readonly string[], outcome: ToastOutcome][];

beforeEach(async () => {
  test = await TestHost.create("true");
  list = new FakeList<News>(({ id }) => id);
  toasted = [];
  const news: HubNews = {
    changes: (signal) => newsStream(list, signal),
    claim: (ids) => Promise.resolve(ids.filter((id) => id !== "taken")),
    toasted: (ids, outcome) => {
      toasted.push([ids, outcome]);
      return Promise.resolve();
    },
  };
  const { host } = test;
  Object.defineProperty(host.hub, "news", { value: news });
  const token = createToken();
  http = await serveHttp(host, { contract: createContractServer(host), token, log: host.log });
  const address = { url: http.url, token, pid: 1, startedAt: 0, version: "0" };
  hub = await joinHub(host.hub.project, address, host.log);
  end = new AbortController();
});

afterEach(async () => {
  end.abort();
  await hub.close();
  await http.close();
  await test.dispose();
});

function piece(id: string): News {
  return { kind: "failure", id, at: 1, agent: "qa", title: "qa has failed", text: "It died.", about: id };
}

it("tells of the news that the other program's hub tells, and carries there what became of them", async () => {
  list.put(piece("1"));
  const changes = hub.news.changes(end.signal)[Symbol.asyncIterator]();
  expect((await changes.next()).value).toEqual({ kind: "snapshot", news: [piece("1")] });
  list.put(piece("2"));
  expect((await changes.next()).value).toEqual({ kind: "changed", news: [piece("2")] });

  expect(await hub.news.claim(["1", "taken"])).toEqual(["1"]);
  const outcome: ToastOutcome = { kind: "silent", at: 2, reason: "Quiet mode was on." };
  await hub.news.toasted(["1"], outcome);
  expect(toasted).toEqual([[["1"], outcome]]);
});
