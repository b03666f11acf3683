import { mkdir, mkdtemp, readFile, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { UserTokens } from "../../hub/config/user-tokens.ts";
import { runCli, type CliResult } from "../run-cli.test-support.ts";

let folder: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "quorum-tools-")));
  await mkdir(join(folder, "project", "QMS"), { recursive: true });
});

afterEach(() => rm(folder, { recursive: true }));

function run(...parameters: readonly string[]): Promise<CliResult> {
  const env = { ...process.env, QUORUM_USER_FOLDER: join(folder, "user") };
  return runCli([...parameters, "--project", join(folder, "project")], folder, env);
}

it("makes a token that is known again, and of which nothing is kept that could be used", async () => {
  const { code, stdout } = await run("token", "qa");
  const token = stdout.trim();
  expect([code, token.length]).toEqual([0, 43]);
  const tokens = new UserTokens(join(folder, "user"));
  expect(await tokens.userOf(join(folder, "project"), token)).toBe("qa");
  expect(await readFile(join(folder, "user", "tool-tokens.json"), "utf8")).not.toContain(token);
});

it("takes a token back, once", async () => {
  const { stdout } = await run("token", "qa");
  const revoked = await run("token", "qa", "--revoke");
  expect([revoked.code, revoked.stdout]).toEqual([0, ""]);
  expect(
    await new UserTokens(join(folder, "user")).userOf(join(folder, "project"), stdout.trim()),
  ).toBeUndefined();
  expect(await run("token", "qa", "--revoke")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("qa has no token in this project."),
  });
});

it("makes none for what is no name", async () => {
  const { code, stderr } = await run("token", "../qa");
  expect([code, stderr]).toEqual([2, expect.stringContaining("name")]);
});

it("prints a configuration without a secret in it", async () => {
  const { stdout } = await run("mcp", "config");
  expect(JSON.parse(stdout)).toEqual({
    mcpServers: {
      qms: {
        type: "http",
        url: "http://127.0.0.1:4848/mcp/qms",
        headers: { Authorization: "Bearer ${QUORUM_TOKEN}" },
        alwaysLoad: true,
      },
      git: {
        type: "http",
        url: "http://127.0.0.1:4848/mcp/git",
        headers: { Authorization: "Bearer ${QUORUM_TOKEN}" },
        alwaysLoad: true,
      },
    },
  });
});
