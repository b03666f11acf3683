import { chmodSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { trackDisposables } from "../../../shared/base/track-disposables.test-support.ts";
import { AgentId } from "../../../shared/contract/agents.ts";
import { AgentPolicy } from "../../../shared/contract/policies.ts";
import { createJsonLog } from "../log/json-log.ts";
import { newDataFolder, removeDataFolder } from "./fake-team.test-support.ts";
import { PolicyFile } from "./policy-file.ts";

const QA = AgentId.parse("qa");
const ON_TASK = AgentPolicy.parse({ launch: "on-task", stop: { kind: "inbox-empty" } });
const NONE = AgentPolicy.parse({});

let folder = "";
let file = "";
let policies: PolicyFile;

beforeEach(async () => {
  folder = newDataFolder();
  file = join(folder, "policies.json");
  policies = await open();
});
afterEach(() => {
  policies.dispose();
  removeDataFolder(folder);
});

function open(): Promise<PolicyFile> {
  return PolicyFile.open(
    folder,
    createJsonLog(() => undefined, Date.now),
  );
}

function write(text: string): void {
  writeFileSync(file, text, { mode: 0o600 });
}

describe("the file of policies", () => {
  trackDisposables();

  it("need not be there: then nothing is done that nobody asked for", () => {
    expect(policies.policyOf(QA)).toEqual({ launch: "manual", stop: { kind: "manual" }, restarts: 0 });
    expect(policies.policies.limits).toEqual({ running: 12, starting: 1 });
    expect(policies.problem).toBeUndefined();
  });

  it("keeps what was set, for its user alone", async () => {
    await policies.set(QA, ON_TASK);
    await policies.setLimits({ running: 3, starting: 2 });
    const other = await open();
    expect(other.policyOf(QA)).toEqual(ON_TASK);
    expect(other.policies.limits).toEqual({ running: 3, starting: 2 });
    other.dispose();
    if (process.platform !== "win32") expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it("is followed while a person edits it", async () => {
    const changed = new Promise<void>((resolve) => {
      const subscription = policies.onChanged(() => {
        if (policies.policyOf(QA).launch !== "always") return;
        subscription.dispose();
        resolve();
      });
    });
    write('{ "agents": { "qa": { "launch": "always" } } }');
    await changed;
    expect(policies.policyOf(QA)).toEqual({ ...NONE, launch: "always" });
    rmSync(file);
    await policies.reload();
    expect(policies.policyOf(QA)).toEqual(NONE);
  });

  for (const [what, text, says] of [
    ["is no JSON", "{ agents", "it is not JSON"],
    ["is cut short", "", "it is not JSON"],
    [
      "names a policy that there is none of",
      '{"agents": {"qa": {"launch": "never"}}}',
      "at agents.qa.launch",
    ],
    ["has a word too many", '{"agents": {"qa": {"lunch": "always"}}}', "at agents.qa"],
    ["names no agent", '{"agents": {"../qa": {}}}', "at agents"],
    ["idles for ever", '{"agents": {"qa": {"stop": {"kind": "idle-for", "minutes": 0}}}}', "minutes"],
    ["is of a later version", '{"version": 2}', "at version"],
  ] as const) {
    it(`is reported and kept where it ${what}; what was read before holds`, async () => {
      await policies.set(QA, ON_TASK);
      write(text);
      await policies.reload();
      expect(policies.problem).toContain(says);
      expect(policies.policyOf(QA)).toEqual(ON_TASK);
      expect(readFileSync(file, "utf8")).toBe(text);
      const other = await open();
      expect(other.policyOf(QA)).toEqual(NONE);
      other.dispose();
      // What a person sets in the window is written all the same, and what a person wrote is kept beside.
      await policies.set(AgentId.parse("bu"), ON_TASK);
      expect(policies.problem).toBeUndefined();
      expect(readFileSync(`${file}.bad`, "utf8")).toBe(text);
      write(text);
      await policies.set(QA, NONE);
      expect(readdirSync(folder).toSorted()).toEqual([
        "policies.json",
        "policies.json.bad",
        "policies.json.bad-2",
      ]);
    });
  }

  it("does not lose what a person wrote a moment before something is set", async () => {
    write('{"agents": {"bu": {"launch": "always"}}}');
    await Promise.all([policies.set(QA, ON_TASK), policies.setLimits({ running: 5, starting: 1 })]);
    expect(Object.keys(policies.policies.agents)).toEqual(["bu", "qa"]);
    expect(policies.policies.limits.running).toBe(5);
  });

  it.skipIf(process.platform === "win32")("is not believed where others could have written it", async () => {
    write('{"agents": {"qa": {"launch": "always"}}}');
    chmodSync(file, 0o644);
    await policies.reload();
    expect(policies.policyOf(QA)).toEqual(NONE);
    expect(policies.problem).toContain("mode 600");
  });
});
