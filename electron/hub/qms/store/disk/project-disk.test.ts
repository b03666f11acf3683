import { symlinkSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Refusal } from "../../refusal.ts";
import { makeProjectFolder, removeProjectFolder } from "../project-folder.test-support.ts";
import { nodeFileSystem } from "./file-system.ts";
import { ProjectDisk } from "./project-disk.ts";

const INBOX = ".claude/users/qa/inbox";

let outside: string;
let root: string;
let disk: ProjectDisk;

beforeEach(() => {
  outside = makeProjectFolder({ "secret.md": "secret" });
  root = makeProjectFolder({
    "QMS/CR/CR-001/CR-001.md": "text",
    [`${INBOX}/b.md`]: "b",
    [`${INBOX}/a.md`]: "a",
  });
  disk = new ProjectDisk(root, nodeFileSystem);
});

afterEach(() => {
  removeProjectFolder(root);
  removeProjectFolder(outside);
});

function refusalOf(look: () => unknown): string {
  try {
    look();
  } catch (error) {
    if (error instanceof Refusal) return error.text;
    throw error;
  }
  throw new Error("it was not refused");
}

describe("the files of a project", () => {
  it("are read, listed in order, and told from folders", () => {
    expect(disk.read("QMS/CR/CR-001/CR-001.md")).toBe("text");
    expect(disk.list(INBOX)).toEqual(["a.md", "b.md"]);
    expect(disk.hasFile("QMS/CR/CR-001/CR-001.md")).toBe(true);
    expect(disk.hasFile("QMS/CR/CR-001")).toBe(false);
  });

  it("may be missing", () => {
    expect(disk.read("QMS/none.md")).toBeUndefined();
    expect(disk.read("QMS/CR/CR-001/CR-001.md/below-a-file.md")).toBeUndefined();
    expect(disk.list("QMS/none")).toEqual([]);
    expect(disk.hasFile("QMS/none/none.md")).toBe(false);
  });

  it("are named by paths that stay inside", () => {
    const paths = [
      "",
      "/etc/passwd",
      "../secret.md",
      "QMS/../../secret.md",
      "QMS//x",
      "./QMS",
      "QMS/a\0b",
      "QMS/",
    ];
    for (const path of paths) {
      expect(
        refusalOf(() => disk.read(path)),
        path,
      ).toContain("is no path inside the project");
      expect(
        refusalOf(() => disk.hasFile(path)),
        path,
      ).toContain("is no path inside the project");
    }
  });

  it("are not reached through links that leave the project, at the end of a path or on its way", () => {
    symlinkSync(join(outside, "secret.md"), join(root, INBOX, "secret.md"));
    symlinkSync(outside, join(root, ".claude/users/tu_ui"), "dir");
    expect(refusalOf(() => disk.read(`${INBOX}/secret.md`))).toBe(
      `Error: ${INBOX}/secret.md is a link that leads out of the project. Remove the link.`,
    );
    expect(refusalOf(() => disk.read(".claude/users/tu_ui/secret.md"))).toContain("leads out of the project");
    expect(refusalOf(() => disk.read(".claude/users/tu_ui/new/deep.md"))).toContain(
      "leads out of the project",
    );
    expect(refusalOf(() => disk.list(".claude/users/tu_ui"))).toContain("leads out of the project");
    expect(refusalOf(() => disk.hasFile(".claude/users/tu_ui/secret.md"))).toContain(
      "leads out of the project",
    );
  });

  it("are found again after a folder became a link", () => {
    mkdirSync(join(root, "QMS/SOP"));
    expect(disk.list("QMS/SOP")).toEqual([]);
    removeProjectFolder(join(root, "QMS/SOP"));
    symlinkSync(outside, join(root, "QMS/SOP"), "dir");
    disk.forget();
    expect(refusalOf(() => disk.list("QMS/SOP"))).toContain("leads out of the project");
  });

  it("may be reached through links within the project", () => {
    symlinkSync(join(root, "QMS/CR/CR-001"), join(root, "QMS/shortcut"), "dir");
    symlinkSync("../../../../QMS/CR/CR-001/CR-001.md", join(root, INBOX, "linked.md"));
    expect(disk.read("QMS/shortcut/CR-001.md")).toBe("text");
    expect(disk.read(`${INBOX}/linked.md`)).toBe("text");
    expect(disk.hasFile(`${INBOX}/linked.md`)).toBe(true);
  });

  it("are refused, by name and with a way out, where they are not text", () => {
    writeFileSync(join(root, INBOX, "latin.md"), Buffer.from([0x66, 0xfc, 0x72]));
    writeFileSync(join(root, INBOX, "large.md"), Buffer.alloc(17 * 1024 * 1024, "a"));
    symlinkSync("nowhere", join(root, INBOX, "dangling.md"));
    expect(refusalOf(() => disk.read(`${INBOX}/latin.md`))).toBe(
      `Error: ${INBOX}/latin.md is not UTF-8 text. Put it right, or move it away.`,
    );
    expect(refusalOf(() => disk.read(`${INBOX}/large.md`))).toBe(
      `Error: ${INBOX}/large.md is larger than 16 MB. Shorten it, or move it away.`,
    );
    expect(refusalOf(() => disk.read(INBOX))).toBe(
      `Error: ${INBOX} is not a file. Move it away and try again.`,
    );
    expect(refusalOf(() => disk.read(`${INBOX}/dangling.md`))).toContain("is a link that leads nowhere");
    expect(disk.hasFile(`${INBOX}/dangling.md`)).toBe(false);
  });

  it("are refused where a file stands in a folder's place", () => {
    writeFileSync(join(root, ".claude/users/qa/file"), "");
    const text = "Error: .claude/users/qa/file is a file where a folder belongs. Move it away and try again.";
    expect(refusalOf(() => disk.list(".claude/users/qa/file"))).toBe(text);
    expect(refusalOf(() => disk.requireFolder(".claude/users/qa/file/2026-02-04"))).toBe(text);
  });

  it("say why where the project itself is not there", () => {
    expect(refusalOf(() => new ProjectDisk(join(root, "none"), nodeFileSystem))).toContain("is not there");
  });
});
