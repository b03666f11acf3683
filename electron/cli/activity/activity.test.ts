import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createToken } from "../../hub/api/access.ts";
import { createContractServer } from "../../hub/api/contract-server.ts";
import { serveHttp, type HttpServer } from "../../hub/api/serve-http.ts";
import { joinHub } from "../../hub/client/join-hub.ts";
import { TestHost } from "../../hub/testing/test-host.test-support.ts";
import { runCli, type CliResult } from "../run-cli.test-support.ts";
import { activityLine } from "./activity-line.ts";
import { parseMoment } from "./activity-words.ts";

let test: TestHost;
let http: HttpServer;
let address: { url: string; token: string; pid: number; startedAt: number; version: string };

beforeAll(async () => {
  test = await TestHost.create("sleep 1000");
  const { host, project } = test;
  const folder = join(project, "QMS", ".audit", "CR");
  await mkdir(folder, { recursive: true });
  const lines = [
    { ts: "2026-01-02T03:04:05+00:00", event: "CREATE", user: "claude", version: "0.1", title: "=cmd()" },
    { ts: "2026-01-02T03:04:06+00:00", event: "REVIEW", user: "qa", version: "0.1", comment: "So be it" },
    { ts: "2026-01-02T03:04:07+00:00", event: "APPROVE", user: "-qa", version: "1.0" },
  ];
  await writeFile(join(folder, "CR-001.jsonl"), lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  await writeFile(join(folder, "INV-001.jsonl"), `${JSON.stringify(lines[0])}\n`);
  const token = createToken();
  http = await serveHttp(host, { contract: createContractServer(host), token, log: host.log });
  address = { url: http.url, token, pid: process.pid, startedAt: 0, version: "0" };
  await host.hub.announce(address);
});
afterAll(async () => {
  await http.close();
  await test.dispose();
});

function run(...words: readonly string[]): Promise<CliResult> {
  return runCli(["activity", "--project", test.project, ...words]);
}

describe("quorum activity", () => {
  it("shows what happened, the latest last, and what is asked for alone", async () => {
    const { code, stdout } = await run("--document", "CR-001", "--agent", "qa", "--agent", "claude");
    expect(code).toBe(0);
    expect(
      stdout
        .trim()
        .split("\n")
        .map((line) => line.slice(21)),
    ).toEqual(["document  CR-001 made by claude: =cmd()", "document  CR-001 reviewed by qa: So be it"]);
  });

  it("writes files that programs read, in which nothing is a formula", async () => {
    const { stdout } = await run("--format", "csv", "--document", "CR-001");
    const rows = stdout.split("\r\n");
    expect(rows).toHaveLength(5);
    expect(rows[0]).toBe('"time","kind","event","agent","document","text","details","id"');
    expect(rows[3]).toContain(`"2026-01-02T03:04:07.000Z","document","APPROVE","'-qa","CR-001"`);
    const lines = (await run("--format", "jsonl", "--text", "so BE")).stdout.trim().split("\n");
    expect(lines.map((line) => JSON.parse(line).event)).toEqual(["REVIEW"]);
  });

  it("says what is wrong with what was asked, and that nothing was found", async () => {
    const [kind, none] = await Promise.all([run("--kind", "what"), run("--text", "nowhere to be found")]);
    expect([kind.code, kind.stderr]).toEqual([2, expect.stringContaining("A kind is one of document")]);
    expect(none.stdout).toBe("Nothing of this kind has happened.\n");
  });

  it("tells the same of a hub that was joined", async () => {
    const { host } = test;
    const joined = await joinHub(host.hub.project, address, host.log);
    try {
      const query = { filter: { document: "CR-001" }, limit: 2 };
      const page = await joined.activity.page(query, undefined);
      expect(page).toEqual(await host.hub.activity.page(query, undefined));
      expect(page.entries.map(({ event }) => event)).toEqual(["APPROVE", "REVIEW"]);
      const stop = new AbortController();
      for await (const change of joined.activity.changes(query, stop.signal)) {
        expect(change).toEqual({ kind: "snapshot", ...page });
        stop.abort();
      }
      const texts: string[] = [];
      for await (const { text } of joined.activity.exported({}, "jsonl", new AbortController().signal))
        texts.push(text);
      expect(texts.join("").split("\n").length).toBeGreaterThan(4);
      const [agent] = joined.agents;
      if (agent === undefined) throw new Error("no agent");
      await expect(joined.activity.definition(agent.id)).rejects.toThrow("has no definition file");
      expect(await joined.activity.log(agent.id, 5)).toEqual([]);
      expect((await joined.activity.timeline(agent.id, "2026-01-02")).turns).toEqual([]);
    } finally {
      await joined.close();
    }
  });
});

describe("what is said of activity", () => {
  it("takes moments as persons say them", () => {
    expect(parseMoment("2h", 10_000_000)).toBe(2_800_000);
    expect(parseMoment("2026-02-03T04:05:06Z")).toBe(Date.UTC(2026, 1, 3, 4, 5, 6));
    expect(parseMoment("2026-02-03")).toBe(new Date(2026, 1, 3).getTime());
    expect(() => parseMoment("soon")).toThrow("how long ago");
  });

  it("says how long a tool took", () => {
    const at = new Date(2026, 0, 2, 3, 4, 5).getTime();
    const entry = { id: "", at, event: "used", text: "qa used Bash\u001b[2J", details: { ms: "2345" } };
    expect(activityLine({ ...entry, kind: "tool" })).toBe(
      "2026-01-02 03:04:05  tool      qa used Bash [2J (2.3 s)",
    );
  });
});
