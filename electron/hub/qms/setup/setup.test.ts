import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { openQms, type Qms } from "../qms.ts";
import { Refusal } from "../refusal.ts";
import { openStore } from "../store/project-store.ts";
import { TestProject } from "../testing/test-project.test-support.ts";
import { initialize } from "./init.ts";

const SEED = fileURLToPath(new URL("../../../../assets/qms", import.meta.url));
const now = (): number => Date.UTC(2026, 1, 4, 14, 30, 22);

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "quorum-init-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function qmsIn(root: string): Qms {
  return openQms({ root, store: openStore(root, { now }), now });
}

describe("a new project", () => {
  it("has procedures and templates in force, and users who can begin", () => {
    const root = emptyFolder();
    const { text } = initialize({ folder: root, seed: SEED, now });
    expect(text).toContain(`Initializing QMS project at: ${root}\nRunning safety checks...`);
    const qms = qmsIn(root);
    expect(qms.perform(undefined, { kind: "status", id: "SOP-001" }).text).toContain("Status: EFFECTIVE");
    expect(qms.perform("qa", { kind: "history", id: "SOP-001" }).text).toContain("SEED by system");
    expect(qms.perform("claude", { kind: "create", type: "CR", title: "First" }).text).toContain("CR-001");
    expect(qms.perform("claude", { kind: "route", id: "CR-001", review: true }).text).toContain("qa");
    expect(qms.perform("lead", { kind: "verify-migration" }).text).toContain("Migration verified.");
    expect(qms.perform("lead", { kind: "migrate" }).text).toMatch(/Migrated: 0\n.*: \d+\n {2}Errors: 0$/);
    const config: unknown = JSON.parse(readFileSync(join(root, "qms.config.json"), "utf8"));
    expect(config).toEqual({
      version: "1.0",
      created: "2026-02-04T14:30:22.000000+00:00",
      sdlc_namespaces: [],
    });
  });

  it.each(["QMS", ".claude/users", "qms.config.json", ".claude/agents/qa.md"])(
    "is not begun where there is a %s already",
    (path) => {
      const root = emptyFolder();
      const isFile = path.includes(".md") || path.endsWith(".json");
      mkdirSync(join(root, isFile ? ".claude/agents" : path), { recursive: true });
      if (isFile) writeFileSync(join(root, path), "");
      expect(() => initialize({ folder: root, seed: SEED, now })).toThrow(Refusal);
    },
  );

  it("keeps what the folder has to say to Claude Code", () => {
    const root = emptyFolder();
    writeFileSync(join(root, "CLAUDE.md"), "Mine.");
    expect(initialize({ folder: root, seed: SEED, now }).text).toContain("Kept: CLAUDE.md");
    expect(readFileSync(join(root, "CLAUDE.md"), "utf8")).toBe("Mine.");
  });

  it("is begun in the folder that is named, which must be there", () => {
    const folder = emptyFolder();
    mkdirSync(join(folder, "inner"));
    initialize({ folder, root: "inner", seed: SEED, now });
    expect(readFileSync(join(folder, "inner/.claude-qms"), "utf8")).toBe("");
    expect(() => initialize({ folder, root: "missing", seed: SEED, now })).toThrow(/root/);
  });
});

describe("users and namespaces", () => {
  it("are added by administrators alone", () => {
    const project = new TestProject();
    const add = { kind: "user-add", name: "bu", group: "reviewer" } as const;
    expect(project.refused("ini", add)).toContain("Error: Permission denied.");
    expect(project.refused("qa", { kind: "namespace-add", name: "ACME" })).toContain("Permission Denied");
    expect(project.as("lead", add)).toContain("User 'bu' added successfully!");
    expect(project.refused("lead", add)).toBe("Error: User 'bu' already exists.");
    expect(project.refused("lead", { ...add, name: "x", group: "boss" })).toBe(
      "Error: Invalid group 'boss'.",
    );
    expect(project.refused("lead", { kind: "user-add", name: "x" })).toContain("--group is required");
    expect(project.refused("lead", { ...add, name: "claude" })).toContain("hardcoded administrator");
    expect(project.as("qa", { kind: "user-list" })).toContain(
      "Agent File Users:\n  bu: reviewer\n  ini: initiator",
    );
    project.as("claude", { kind: "message", recipient: "bu", subject: "Welcome", body: "Hello." });
  });

  it("of a project give it documents of their own, one of each", () => {
    const project = new TestProject();
    expect(project.refused("claude", { kind: "create", type: "ACME-RS" })).toContain("Unknown document type");
    expect(project.as("claude", { kind: "namespace-add", name: "acme" })).toContain(
      "Registered namespace: ACME",
    );
    expect(project.refused("claude", { kind: "namespace-add", name: "ACME" })).toBe(
      "Error: Namespace 'ACME' already exists.",
    );
    expect(project.as("claude", { kind: "create", type: "ACME-RS", title: "Needs" })).toContain(
      "Location: QMS/SDLC-ACME/SDLC-ACME-RS-draft.md",
    );
    expect(project.refused("claude", { kind: "create", type: "ACME-RS" })).toBe(
      "Error: SDLC-ACME-RS already exists",
    );
    expect(project.has("QMS/.meta/ACME-RS/SDLC-ACME-RS.json")).toBe(true);
  });

  it("of a damaged file are one clear error, and stop nothing that needs none of them", () => {
    const project = new TestProject();
    project.write("QMS/.meta/sdlc_namespaces.json", '{"ACME": {"path": "../../outside"}}');
    expect(project.refused("claude", { kind: "create", type: "ACME-RS" })).toContain(
      "QMS/.meta/sdlc_namespaces.json",
    );
    project.as("claude", { kind: "create", type: "CR", title: "A" });
    project.as("claude", { kind: "create", type: "QMS-RS", title: "B" });
  });

  it("say which documents have lost their state", () => {
    const project = new TestProject();
    project.write("QMS/CR/CR-007/CR-007-draft.md", "---\ntitle: Lost\n---\n");
    project.write("QMS/CR/notes.txt", "no document");
    const report = project.report("qa", { kind: "verify-migration" });
    expect(report.isDone).toBe(false);
    expect(report.text).toContain("QMS/.meta/CR/CR-007.json is missing");
    expect(project.refused("claude", { kind: "migrate" })).toBe(
      "Error: Only 'lead' can run document migration.",
    );
  });
});
