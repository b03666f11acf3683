import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readModuleGraph } from "./module-graph.ts";
import { violations } from "./violations.ts";

describe("the architecture test", () => {
  let root: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "quorum-architecture-"));
  });
  afterEach(async () => {
    await rm(root, { recursive: true, force: true });
  });

  async function plant(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
    return violations(await readModuleGraph(root));
  }

  it("accepts what the layers allow", async () => {
    const found = await plant({
      "shared/words.ts": `import { z } from "zod";`,
      "electron/hub/hub.ts": `import { readFile } from "node:fs/promises"; import "../../shared/words.ts";`,
      "electron/shell/main.ts": `import { app } from "electron"; import "../hub/hub.ts";`,
      "renderer/main.tsx": `import "react"; import "./features/agents/list.tsx"; import "./main.css";`,
      "renderer/features/agents/list.tsx": `import "../../../shared/words.ts"; import "../../ui/button.tsx";`,
      "renderer/ui/button.tsx": `export const Button = () => <button />;`,
      "scripts/tool.ts": `await import(process.argv[2]); import "../electron/hub/hub.ts"; import "vite";`,
      "electron/hub/hub.test.ts": `import "vitest"; import "../agentd/main.ts";`,
      "electron/agentd/main.ts": `import * as pty from "node-pty";`,
    });
    expect(found).toEqual([]);
  });

  it.each([
    ["shared", "shared/a.ts", "../electron/hub/hub.ts"],
    ["shared", "shared/a.ts", "node:fs"],
    ["shared", "shared/a.ts", "fs"],
    ["shared", "shared/a.ts", "ws"],
    ["agentd", "electron/agentd/a.ts", "../hub/hub.ts"],
    ["agentd", "electron/agentd/a.ts", "@orpc/server"],
    ["the hub", "electron/hub/a.ts", "electron"],
    ["the hub", "electron/hub/a.ts", "../agentd/main.ts"],
    ["the hub", "electron/hub/a.ts", "../shell/main.ts"],
    ["the hub", "electron/hub/a.ts", "node-pty"],
    ["the server", "electron/server/a.ts", "../shell/main.ts"],
    ["the command line", "electron/cli/a.ts", "../agentd/main.ts"],
    ["the shell", "electron/shell/a.ts", "../server/main.ts"],
    ["the shell", "electron/shell/a.ts", "../../renderer/main.tsx"],
    ["the preload script", "electron/preload/a.ts", "../hub/hub.ts"],
    ["the preload script", "electron/preload/a.ts", "node:path"],
    ["the window", "renderer/a.ts", "../electron/hub/hub.ts"],
    ["the window", "renderer/a.ts", "electron"],
    ["the window", "renderer/a.ts", "node:path"],
    ["the window", "renderer/a.ts", "../scripts/tool.ts"],
    ["a feature", "renderer/features/agents/a.ts", "../terminals/pane.tsx"],
    ["a part that serves all features", "renderer/ui/a.ts", "../features/agents/list.tsx"],
    ["a program", "electron/hub/a.ts", "./fake.test-support.ts"],
    ["a program", "electron/hub/a.ts", "vitest"],
  ])("refuses %s an import it may not have: %s from %s", async (_who, file, specifier) => {
    const found = await plant({ [file]: `import "${specifier}";` });
    expect(found).toEqual([expect.stringContaining(`${file}:1: `)]);
  });

  it.each([
    `import { hub } from "../electron/hub/hub.ts";`,
    `import type { Hub } from "../electron/hub/hub.ts";`,
    `import { type Hub } from "../electron/hub/hub.ts";`,
    `export { hub } from "../electron/hub/hub.ts";`,
    `export type { Hub } from "../electron/hub/hub.ts";`,
    `export * from "../electron/hub/hub.ts";`,
    `export async function load() { return import("../electron/hub/hub.ts"); }`,
    `export let hub: import("../electron/hub/hub.ts").Hub;`,
    `const hub = require("../electron/hub/hub.ts");`,
    `export const load = (name: string) => import(name);`,
  ])("sees %s", async (text) => {
    expect(await plant({ "shared/a.ts": `\n${text}\n` })).toEqual([
      expect.stringContaining("shared/a.ts:2: "),
    ]);
  });

  it("refuses a circle, also one of types alone", async () => {
    const found = await plant({
      "shared/a.ts": `import type { B } from "./b.ts"; export interface A { b: B }`,
      "shared/b.ts": `export * from "./c.ts";`,
      "shared/c.ts": `import type { A } from "./a.ts"; export interface C { a: A }`,
    });
    expect(found).toEqual([expect.stringContaining("shared/a.ts → shared/b.ts → shared/c.ts → shared/a.ts")]);
  });

  it("refuses a folder that is no layer", async () => {
    expect(await plant({ "electron/utils/a.ts": "export {};" })).toEqual([
      expect.stringContaining("electron/utils/a.ts"),
    ]);
  });
});
