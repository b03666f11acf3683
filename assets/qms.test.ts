import { describe, expect, it } from "vitest";
import { newDocument } from "../electron/hub/qms/documents/new-document.ts";
import { splitItem, filesBelow, readAsset } from "./sample-project.test-support.ts";

const TYPES = ["CR", "SOP", "INV", "TP", "ER", "VAR", "ADD"];
const PROCEDURES = ["001", "002", "003", "004", "005", "006", "007"].map((number) => `SOP-${number}`);
/** Commands that the texts may speak of. */
const COMMANDS =
  /^(?:create|read|checkout|checkin|route|assign|review|approve|reject|withdraw|release|close|cancel|status|history|comments|inbox|workspace|message|interact)$/;

const texts = await Promise.all(
  (await filesBelow("qms")).map(async (file) => ({ file, text: await readAsset("qms", file) })),
);

describe("what a new project begins with", () => {
  it("has seven procedures, the templates and the quality agent", () => {
    const files = texts.map(({ file }) => file);
    expect(files.filter((file) => file.startsWith("sops/"))).toEqual(PROCEDURES.map((id) => `sops/${id}.md`));
    for (const type of TYPES) expect(files).toContain(`templates/TEMPLATE-${type}.md`);
    expect(files).toContain("agents/qa.md");
    expect(files).toContain("CLAUDE.md");
  });

  it.each(PROCEDURES)("has %s with its title, under its own number", async (id) => {
    const { fields, body } = splitItem(await readAsset("qms", "sops", `${id}.md`));
    expect(fields.map(([key]) => key)).toEqual(["title", "revision_summary"]);
    expect(body.startsWith(`# ${id}: ${fields[0]?.[1]}\n\n## 1. Purpose\n`)).toBe(true);
  });

  it("has a quality agent", async () => {
    expect(await readAsset("qms", "agents", "qa.md")).toMatch(
      /^---\nname: qa\ngroup: quality\ndescription: .+\n---\n\n# qa\n/,
    );
  });

  it.each(texts)("speaks in $file of commands and procedures that there are", ({ text }) => {
    for (const [, command] of text.matchAll(/\bqms ([a-z]+)\b/g)) expect(command).toMatch(COMMANDS);
    for (const [procedure] of text.matchAll(/\bSOP-\d+/g)) expect(PROCEDURES).toContain(procedure);
  });
});

describe.each(TYPES)("the template for %s", (type) => {
  const template = readAsset("qms", "templates", `TEMPLATE-${type}.md`);

  it("has its own front matter, a notice, and the front matter of what is made from it", async () => {
    const rule = "={70,82}";
    expect(await template).toMatch(
      new RegExp(
        `^---\ntitle: .+\nrevision_summary: .+\n---\n\n<!--\n${rule}\nTEMPLATE DOCUMENT NOTICE\n${rule}\n` +
          `[^<>]+\n${rule}\n-->\n\n---\ntitle: "\\{\\{TITLE\\}\\}"\nrevision_summary: Initial draft\n---\n\n` +
          `<!--\n${rule}\nTEMPLATE USAGE GUIDE\n${rule}\n[^<>]+\n${rule}\n-->\n\n# ${type}-XXX: \\{\\{TITLE\\}\\}\n`,
      ),
    );
  });

  it("gives the same body to a reader that splits at every three hyphens", async () => {
    const text = await template;
    const body = text.split("---").slice(4).join("---").trim();
    expect(text.endsWith(`---\n\n${body}\n`)).toBe(true);
  });

  it("makes a document that says in brackets what is to be filled in, and nothing else is left open", async () => {
    const text = newDocument({ type, id: `${type}-007`, title: "Try it", template: await template });
    expect(text).toContain(`\n# ${type}-007: Try it\n`);
    expect(text).not.toMatch(/XXX|\{\{/);
    expect(text.match(/\[[^\]\n]+\](?!\()/g)?.length).toBeGreaterThanOrEqual(4);
    expect(text.includes("_After release: ")).toBe(type !== "SOP");
    for (const section of text.split(/^## /m).slice(1))
      expect(section).toMatch(/\[[^\]\n]+\]|_After release: /);
  });
});
