import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { readContextFiles } from "./context-files.ts";

let root = "";

async function write(path: string, text = ""): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "context-"));
  onTestFinished(() => rm(root, { recursive: true }));
  for (const path of [
    "image/Dockerfile",
    "image/compile-node-pty.sh",
    "image/claude-session.sh",
    "image/bin/qms",
    "agentd/agentd.js",
    "agentd/agentd.js.map",
    "agentd/hook.js",
    "agentd/mcp-parts/serve-calls.mjs",
    "agentd/node_modules/node-pty/lib/index.js",
    "agentd/node_modules/node-pty/lib/index.test.js",
    "agentd/node_modules/node-pty/build/Release/pty.node",
    "agentd/node_modules/node-pty/deps/winpty.cc",
    "cli/qms.js",
    "cli/qms-parts/open-here.mjs",
    "cli/quorum.js",
    "scripted-agent/agent.mjs",
    "scripted-agent/agent.test.ts",
  ]) {
    await write(path);
  }
  await write("agentd/node_modules/node-pty/package.json", '{ "name": "node-pty" }');
});

const assets = () => ({
  image: join(root, "image"),
  agentd: join(root, "agentd/agentd.js"),
  qms: join(root, "cli/qms.js"),
  scriptedAgent: join(root, "scripted-agent/agent.mjs"),
});

describe("what an image is made of", () => {
  it("is the Dockerfile, the bundles and node-pty, and nothing that lies beside them", async () => {
    const files = await readContextFiles(assets(), { isOwnPlatform: true });
    expect(files.map(({ path }) => path)).toEqual([
      "Dockerfile",
      "compile-node-pty.sh",
      "quorum/bin/qms",
      "node-pty/build/Release/pty.node",
      "node-pty/lib/index.js",
      "node-pty/package.json",
      "quorum/agentd/agentd.js",
      "quorum/agentd/hook.js",
      "quorum/agentd/mcp-parts/serve-calls.mjs",
      "quorum/cli/qms-parts/open-here.mjs",
      "quorum/cli/qms.js",
      "quorum/scripted-agent/agent.mjs",
    ]);
  });

  it("has nothing compiled that is for another system", async () => {
    const files = await readContextFiles(assets(), { isOwnPlatform: false });
    expect(files.some(({ path }) => path.endsWith(".node"))).toBe(false);
  });

  it("has the line ends of Unix in its scripts, whatever a copy of the sources has", async () => {
    await write("image/bin/qms", "#!/bin/sh\r\nexec node\r\n");
    const files = await readContextFiles(assets(), { isOwnPlatform: true });
    const qms = files.find(({ path }) => path === "quorum/bin/qms");
    expect(Buffer.from(qms?.content ?? []).toString()).toBe("#!/bin/sh\nexec node\n");
    expect(qms?.isExecutable).toBe(true);
  });

  it("is refused where the session host has not been built", async () => {
    await rm(join(root, "agentd/agentd.js"));
    await expect(readContextFiles(assets(), { isOwnPlatform: true })).rejects.toThrow("npm run build");
  });
});
