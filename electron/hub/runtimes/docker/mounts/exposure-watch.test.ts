import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AgentId } from "../../../../../shared/contract/agents.ts";
import { createJsonLog } from "../../../log/json-log.ts";
import { covered, type CoveredFiles } from "./covered-files.ts";
import { ExposureWatch } from "./exposure-watch.ts";

const QA = AgentId.parse("qa");

let root = "";
let watch: ExposureWatch;
let held: string[];
let runs = true;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "quorum-exposed-")));
  held = [];
  runs = true;
  watch = new ExposureWatch({
    root,
    hold: async (container) => {
      if (runs) held.push(container);
      return runs;
    },
    now: () => 7,
    log: createJsonLog(() => undefined, Date.now),
  });
  write(".env", "SECRET");
  write("CLAUDE.md", "Instructions.");
  write("config/keys.json", "SECRET");
});
afterEach(() => {
  watch.dispose();
  rmSync(root, { recursive: true, force: true });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** As editors and git write. */
function replace(path: string, text: string): void {
  write(`${path}.new`, text);
  renameSync(join(root, `${path}.new`), join(root, path));
}

async function files(more: Partial<CoveredFiles> = {}): Promise<CoveredFiles> {
  const hidden = await covered(root, "hidden", [".env", "config/keys.json", "later/keys"]);
  const overlaid = await covered(root, "overlaid", ["CLAUDE.md", ".mcp.json"]);
  return { files: [...hidden, ...overlaid], writable: [".claude/sessions"], ...more };
}

async function follow(more: Partial<CoveredFiles> = {}): Promise<void> {
  watch.follow(QA, "c0", await files(more));
  await watch.settled();
}

function told(): Promise<void> {
  return new Promise((resolve) => {
    const subscription = watch.onChanged(() => {
      subscription.dispose();
      resolve();
    });
  });
}

describe("what a running container is not to see", () => {
  it.each([".env", "config/keys.json"])("is told when %s is replaced, and holds it still", async (path) => {
    await follow();
    expect(watch.exposures).toEqual([]);
    const isTold = told();
    replace(path, "NEW SECRET");
    await isTold;
    expect(watch.exposures).toEqual([
      { agent: QA, container: "c0", since: 7, secrets: [path], overlaid: [], isHeld: true },
    ]);
    expect(held).toEqual(["c0"]);
  });

  it.each([".env.local", "config/.env", "later/keys"])("is told when %s comes later", async (path) => {
    mkdirSync(join(root, "later"));
    await follow();
    const isTold = told();
    write(path, "SECRET");
    await isTold;
    expect(watch.exposures).toMatchObject([{ secrets: [path], isHeld: true }]);
  });

  it("is what was laid over as well, for which nothing is held still", async () => {
    await follow();
    let isTold = told();
    replace("CLAUDE.md", "Others.");
    await isTold;
    isTold = told();
    write(".mcp.json", "{}");
    await isTold;
    expect(watch.exposures).toMatchObject([
      { secrets: [], overlaid: [".mcp.json", "CLAUDE.md"], isHeld: false },
    ]);
    expect(held).toEqual([]);
  });

  it("is found in new folders when git has changed the project", async () => {
    mkdirSync(join(root, ".git"));
    await follow();
    const isTold = told();
    write("packages/new/.env", "SECRET");
    replace(".git/index", "");
    await isTold;
    expect(watch.exposures).toMatchObject([{ secrets: ["packages/new/.env"] }]);
  });

  it("is found by a hub that comes later, and what has gone again is told as well", async () => {
    const before = await files();
    replace(".env", "NEW SECRET");
    watch.follow(QA, "c0", before);
    await watch.settled();
    rmSync(join(root, ".env"));
    expect(watch.of("c0")).toMatchObject({ exposure: { secrets: [".env"], isHeld: true } });
  });

  it("is not what is written to in place, what the agent writes itself, or what lies in a hidden folder", async () => {
    mkdirSync(join(root, "secrets"));
    mkdirSync(join(root, ".claude/sessions"), { recursive: true });
    const more = await covered(root, "hidden", ["secrets"]);
    const before = await files();
    watch.follow(QA, "c0", {
      ...before,
      files: [...before.files, ...more],
      writable: [".claude/sessions", "own"],
    });
    await watch.settled();
    write(".env", "OTHER SECRET");
    write("secrets/.env", "SECRET");
    write(".claude/sessions/.env", "SECRET");
    write("own/.env", "SECRET");
    write("config/.env.example", "EXAMPLE");
    const isTold = told();
    write(".env.last", "SECRET");
    await isTold;
    expect(watch.exposures).toMatchObject([{ secrets: [".env.last"] }]);
  });

  it("is waited for where the container does not run yet, and held still once", async () => {
    runs = false;
    const before = await files();
    replace(".env", "NEW SECRET");
    watch.follow(QA, "c0", before);
    await watch.settled();
    expect(watch.exposures).toMatchObject([{ isHeld: false }]);
    runs = true;
    watch.started();
    await watch.settled();
    expect(watch.exposures).toMatchObject([{ isHeld: true }]);
    watch.started();
    await watch.settled();
    expect(held).toEqual(["c0"]);
  });

  it("is forgotten with the container, and says where nobody has looked", async () => {
    await follow({ cutAt: "many/42" });
    expect(watch.of("c0")).toEqual({ notSearched: "many/42" });
    replace(".env", "NEW SECRET");
    await told();
    const isTold = told();
    watch.follow(QA, "c1", await files());
    await isTold;
    expect(watch.exposures).toEqual([]);
    expect(watch.of("c0")).toEqual({});
    watch.forget("c1");
    expect(watch.of("c1")).toEqual({});
  });
});
