import { execFileSync } from "node:child_process";
import { readdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterEach, beforeEach, expect, it } from "vitest";
import { ledgerFolder } from "../ledger/ledger-folder.ts";
import { readCalls } from "../ledger/read-calls.ts";
import { verifyLedger } from "../ledger/verify-ledger.ts";
import { SessionStore } from "../runtimes/session/session-store.ts";
import { QA, TestHost } from "../testing/test-host.test-support.ts";

const SHIM = resolve(import.meta.dirname, "../../agentd/mcp/main.ts");
const LONG_TEST_MS = 60_000;

let test: TestHost;
let client: Client;

beforeEach(async () => {
  test = await TestHost.create("echo ready; cat");
  const config = {
    version: 1,
    agents: { qa: { program: { command: "bash", args: ["-c", "cat"] }, git: { role: "writer" } } },
  };
  await writeFile(join(test.project, "quorum.json"), JSON.stringify(config));
  git("init", "-q", "-b", "main");
  git("commit", "-q", "--allow-empty", "-m", "First");
  await test.host.openProject(test.project);
  await test.host.hub.start(QA);
  const sessions = new SessionStore(join(test.project, ".quorum", "agents", "qa"));
  const env = { QUORUM_AGENTD: (await sessions.latest())?.launch.callSocket ?? "", QMS_USER: "lead" };
  client = new Client({ name: "test", version: "1.0.0" });
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args: [SHIM, "git"], env, stderr: "inherit" }),
  );
});

afterEach(async () => {
  await client.close();
  await test.dispose();
});

function git(...argv: readonly string[]): string {
  const who = ["-c", "user.name=lead", "-c", "user.email=lead@example.invalid"];
  return execFileSync("git", [...who, ...argv], { cwd: test.project, encoding: "utf8" });
}

async function call(...args: readonly string[]): Promise<string> {
  const { content, isError } = await client.callTool({ name: "git", arguments: { args: [...args] } });
  const text = content.map((part) => (part.type === "text" ? part.text : "")).join("");
  return isError === true ? `failed: ${text}` : text;
}

it("commits as the agent of the session, and records each call in the ledger", async () => {
  await writeFile(join(test.project, "new.md"), "x\n");
  expect(await call("add", "new.md")).toBe("(no output)");
  expect(await call("commit", "-m", "By token=abcdefghij; rm -rf /")).toContain("1 file changed");
  expect(await call("config", "--list")).toContain("failed: Error: That can not be used");
  expect(git("log", "-1", "--format=%an <%ae> %s").trim()).toBe(
    "qa <qa@project.quorum.invalid> By token=abcdefghij; rm -rf /",
  );
  const folder = ledgerFolder(join(test.project, ".quorum"));
  await expect
    .poll(async () => (await readCalls(folder, { most: 9 })).map(({ outcome }) => outcome))
    .toEqual(["done", "done", "refused"]);
  const [, commit, config] = await readCalls(folder, { most: 9 });
  expect(commit).toMatchObject({
    ...{ user: "qa", door: "session", server: "git", tool: "git" },
    arguments: expect.stringContaining("token=(hidden); rm -rf"),
  });
  expect(config?.reason).toContain("That can not be used");
  expect(await verifyLedger(folder)).toMatchObject({ breakCount: 0 });
  expect(await readdir(join(test.project, ".quorum", "git"))).toContain("calls.jsonl");
});

it(
  "commits once what was called before and while the hub was started anew",
  async () => {
    const calls = Array.from({ length: 8 }, (_, at) => call("commit", "--allow-empty", "-m", `Change ${at}`));
    await expect.poll(() => git("log", "--format=%s")).toContain("Change");
    await test.host.close();
    calls.push(call("commit", "--allow-empty", "-m", "Meanwhile"));
    await test.boot();
    await test.host.openProject(test.project);
    await Promise.all(calls);
    const subjects = git("log", "--format=%s").trim().split("\n");
    expect(new Set(subjects).size).toBe(subjects.length);
    expect(subjects).toContain("Meanwhile");
  },
  LONG_TEST_MS,
);
