import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { UserTokens } from "../config/user-tokens.ts";
import { ledgerFolder } from "../ledger/ledger-folder.ts";
import { readCalls, type RecordedToolCall } from "../ledger/read-calls.ts";
import { TestHost } from "../testing/test-host.test-support.ts";
import { createToken } from "./access.ts";
import { createContractServer } from "./contract-server.ts";
import { serveHttp, type HttpServer } from "./serve-http.ts";

/** Starting git many times takes its time where much else runs. */
const LONG_TEST_MS = 60_000;

let test: TestHost;
let http: HttpServer;
let tokens: UserTokens;

beforeAll(async () => {
  test = await TestHost.create("echo ready; cat");
  const program = { command: "bash", args: ["-c", "cat"] };
  const agents = { qa: { program, git: { role: "writer" } }, bu: { program } };
  await writeFile(join(test.project, "quorum.json"), JSON.stringify({ version: 1, agents }));
  git("init", "-q", "-b", "main");
  git("commit", "-q", "--allow-empty", "-m", "First");
  await mkdir(join(test.project, "QMS"));
  await test.host.openProject(test.project);
  tokens = new UserTokens(join(test.folder, "user"));
  http = await serveHttp(test.host, {
    contract: createContractServer(test.host),
    token: createToken(),
    userTokens: tokens,
    log: test.host.log,
  });
});

afterAll(async () => {
  await http.close();
  await test.dispose();
});

function git(...argv: readonly string[]): string {
  const who = ["-c", "user.name=lead", "-c", "user.email=lead@example.invalid"];
  return execFileSync("git", [...who, ...argv], { cwd: test.project, encoding: "utf8" });
}

function howItWent({ door, server, outcome }: RecordedToolCall): string {
  return `${server} by ${door}: ${outcome}`;
}

type Mode = "legacy" | "auto";

async function withGitOf(
  user: string,
  mode: Mode,
  work: (call: (...args: readonly string[]) => Promise<string>) => Promise<void>,
): Promise<void> {
  const client = new Client({ name: "lead", version: "1.0.0" }, { versionNegotiation: { mode } });
  const headers = { Authorization: `Bearer ${await tokens.make(test.project, user)}`, "X-Agent": "lead" };
  await client.connect(
    new StreamableHTTPClientTransport(new URL(`${http.url}/mcp/git`), { requestInit: { headers } }),
  );
  try {
    await work(async (...args) => {
      const { content, isError } = await client.callTool({ name: "git", arguments: { args: [...args] } });
      const text = content.map((part) => (part.type === "text" ? part.text : "")).join("");
      return isError === true ? `failed: ${text}` : text;
    });
  } finally {
    await client.close();
  }
}

describe.each([
  ["a handshake", "legacy"],
  ["a discovery", "auto"],
] as const)("over HTTP a program that begins with %s", (_name, mode) => {
  it(
    "commits as whose token it has, and each call is in the ledger",
    async () => {
      const file = `${mode}.md`;
      await writeFile(join(test.project, file), "x\n");
      await withGitOf("qa", mode, async (call) => {
        expect(await call("status", "--short")).toContain(`?? ${file}`);
        expect(await call("add", file)).toBe("(no output)");
        expect(await call("commit", "-m", `${mode}; 'quotes' && < more`)).toContain("1 file changed");
      });
      expect(git("log", "-1", "--format=%an|%cn|%s").trim()).toBe(`qa|qa|${mode}; 'quotes' && < more`);
      const ledger = ledgerFolder(join(test.project, ".quorum"));
      await expect
        .poll(async () => (await readCalls(ledger, { most: 3, user: "qa" })).map(howItWent))
        .toEqual(Array.from({ length: 3 }, () => "git by http: done"));
    },
    LONG_TEST_MS,
  );

  it(
    "is refused what its user may not do, and nothing is run",
    async () => {
      const canary = join(test.folder, `canary-${mode}`);
      const before = git("rev-parse", "HEAD");
      await withGitOf("bu", mode, async (call) => {
        expect(await call("log", "--oneline")).toContain("First");
        expect(await call("commit", "--allow-empty", "-m", "Mine")).toContain("failed: ");
      });
      await withGitOf("qa", mode, async (call) => {
        for (const args of [
          ["-c", `core.pager=touch ${canary}`, "log"],
          ["-c", `alias.x=!touch ${canary}`, "x"],
          ["log", `--output=${canary}`],
          ["push", "--force", "origin", "main"],
          ["push", `--receive-pack=touch ${canary}`, "origin", "main"],
          ["pull", `ext::sh -c touch% ${canary}`],
          ["commit", "--amend", "-m", "x", "--author=lead <lead@example.invalid>"],
        ])
          expect(await call(...args), args.join(" ")).toContain("failed: ");
      });
      expect(existsSync(canary)).toBe(false);
      expect(git("rev-parse", "HEAD")).toBe(before);
    },
    LONG_TEST_MS,
  );
});
