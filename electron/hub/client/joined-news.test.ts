import { afterEach, beforeEach, expect, it } from "vitest";
import type { News, ToastOutcome } from "../../../shared/contract/news.ts";
import type { HubNews } from "../hub-news.ts";
import type { Hub } from "../hub.ts";
import { newsStream } from "../lists/contract-streams.ts";
import { FakeList } from "../testing/fake-view.test-support.ts";
import { TestHost } from "../testing/test-host.test-support.ts";
import { joinTestHost, type Joined } from "./joined.test-support.ts";

let test: TestHost;
let joined: Joined;
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
  joined = await joinTestHost(test);
  ({ hub, end } = joined);
});

afterEach(async () => {
  await joined.leave();
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
