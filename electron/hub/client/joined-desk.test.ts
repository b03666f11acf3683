import { rmSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Flow, Waits } from "../../../shared/contract/desk.ts";
import type { Hub } from "../hub.ts";
import { auditLine, documentText, ProjectFiles } from "../reader/testing/project-files.test-support.ts";
import { TestHost } from "../testing/test-host.test-support.ts";
import { joinTestHost, type Joined } from "./joined.test-support.ts";

describe("the desk of a joined hub", () => {
  let test: TestHost;
  let joined: Joined;
  let hub: Hub;
  let end: AbortController;
  let files: ProjectFiles;

  beforeEach(async () => {
    test = await TestHost.create("true");
    joined = await joinTestHost(test);
    ({ hub, end } = joined);
    files = new ProjectFiles(test.host.hub.project.path);
    files.document("CR-001", "CR", {
      folder: "CR/CR-001",
      text: documentText("Tide tables", "The harbour is deep.\n"),
      meta: { status: "IN_PRE_REVIEW", pending_assignees: ["qa"] },
    });
    await test.host.hub.qms.document("CR-001", "qa").catch(() => undefined);
  });

  afterEach(async () => {
    await joined.leave();
    await test.dispose();
  });

  it("counts events and says who waits, as that of the other program's hub does", async () => {
    const flow = hub.desk.flow(end.signal)[Symbol.asyncIterator]();
    await until<Flow>(flow, ({ read, histories }) => histories === 1 && read === 1);
    const line = auditLine("CHECKIN", { ts: new Date().toISOString() });
    files.write("QMS/.audit/CR/CR-001.jsonl", `${line}\n${line}\n`);
    await until<Flow>(flow, ({ today }) => today.events === 2);

    const waits = hub.desk.waits(end.signal)[Symbol.asyncIterator]();
    const { edges } = await until<Waits>(waits, (one) => one.edges.length === 2);
    expect(edges.map(({ from, to, reason }) => `${from} ${to} ${reason}`)).toEqual([
      "document:CR-001 user:qa review",
      "user:claude document:CR-001 owner",
    ]);
    rmSync(files.path("QMS"), { recursive: true });
    await until<Waits>(waits, (one) => one.edges.length === 0);
  });

  it("finds documents there, and takes searches back", async () => {
    await expect
      .poll(async () => (await hub.qms.search("harb", 10, undefined)).hits, { timeout: 10_000 })
      .toMatchObject([{ id: "CR-001", matches: [{ field: "body", ranges: [{ start: 4, end: 8 }] }] }]);
    const aborted = AbortSignal.abort(new Error("typed on"));
    await expect(hub.qms.search("harb", 10, aborted)).rejects.toThrow("typed on");
    expect(await hub.qms.document("CR-001", "qa")).toMatchObject({ mustAct: { users: ["qa"] } });
    expect(await hub.qms.text("CR-001", { draft: true })).toMatchObject({ body: "The harbour is deep.\n" });
    await expect(hub.qms.text("CR-001", { version: "9.0" })).rejects.toMatchObject({
      name: "HubError",
      code: "not_found",
    });
  });

  it("ends its streams with the other program", async () => {
    const waits = hub.desk.waits(end.signal)[Symbol.asyncIterator]();
    await waits.next();
    const ended = until<Waits>(waits, () => false).catch(() => undefined);
    await joined.lose();
    await ended;
  });
});

/** What a stream tells, up to what it is waited for. */
async function until<T>(stream: AsyncIterator<T>, isRight: (value: T) => boolean): Promise<T> {
  for (;;) {
    const { done, value } = await stream.next();
    if (done === true) throw new Error("The stream has ended.");
    if (isRight(value)) return value;
  }
}
