import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loginPath } from "./login-path.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "quorum-shell-"));
});

afterAll(() => rm(folder, { recursive: true }));

/** A shell that greets its user, sets a path of its own, and then does what it was asked. */
async function shellThat(script: string): Promise<string> {
  const file = join(folder, "shell");
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
  return file;
}

describe.skipIf(process.platform === "win32")("the path of a login shell", () => {
  it("is found among whatever the shell prints", async () => {
    const shell = await shellThat(
      `echo welcome; PATH=/home/me/bin:/usr/bin; for last; do :; done; eval "$last"; echo bye`,
    );
    expect(await loginPath(shell)).toBe("/home/me/bin:/usr/bin");
  });

  it("is left alone where the shell fails, or is not there", async () => {
    expect(await loginPath(await shellThat("exit 1"))).toBeUndefined();
    expect(await loginPath(join(folder, "no-such-shell"))).toBeUndefined();
  });
});
