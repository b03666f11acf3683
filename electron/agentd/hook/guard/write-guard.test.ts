import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { GuardedFolder } from "./guarded-folder.ts";
import { guardAnswer } from "./write-guard.ts";

let project: string;

beforeEach(() => {
  project = realpathSync(mkdtempSync(join(tmpdir(), "guard-")));
  mkdirSync(join(project, "QMS", "SOP"), { recursive: true });
  mkdirSync(join(project, "QMS-notes"));
  mkdirSync(join(project, "work"));
  writeFileSync(join(project, "QMS", "SOP", "SOP-001.md"), "text");
  symlinkSync(join(project, "QMS"), join(project, "shortcut"), "junction");
});

afterEach(() => rmSync(project, { recursive: true }));

function isDenied(tool: string, input: object, cwd = project): boolean {
  const answer = guardAnswer(JSON.stringify({ tool_name: tool, tool_input: input, cwd }), project);
  return answer?.includes('"permissionDecision":"deny"') ?? false;
}

describe("a file that a tool writes", () => {
  it.each(["Edit", "Write", "MultiEdit"])(
    "is denied to %s under QMS, by whatever way it is named",
    (tool) => {
      const ways = [
        "QMS/SOP/SOP-001.md",
        "QMS/new/file.md",
        "QMS",
        join(project, "QMS", "SOP", "SOP-001.md"),
        "work/../QMS/SOP/SOP-001.md",
        "./work/.././QMS/.meta/SOP/x.json",
        "shortcut/SOP/SOP-001.md",
        "shortcut/not-there/yet.md",
      ];
      for (const path of ways) expect([path, isDenied(tool, { file_path: path })]).toEqual([path, true]);
      expect(isDenied(tool, { file_path: "SOP-001.md" }, join(project, "QMS", "SOP"))).toBe(true);
    },
  );

  it("is the notebook's for the notebook's tool", () => {
    expect(isDenied("NotebookEdit", { notebook_path: "QMS/a.ipynb" })).toBe(true);
  });

  it("may be written anywhere else, and read anywhere", () => {
    for (const path of [
      "QMS-notes/a.md",
      "work/QMS.md",
      "../QMS/a.md",
      ".claude/users/qa/workspace/SOP-001.md",
    ])
      expect([path, isDenied("Write", { file_path: path })]).toEqual([path, false]);
    expect(isDenied("Read", { file_path: "QMS/SOP/SOP-001.md" })).toBe(false);
  });

  it("is judged by names as the system takes them", () => {
    const blind = new GuardedFolder(join(project, "QMS"), "darwin");
    expect([blind.holds("qms/sop/x.md", project), blind.holds("qmsx", project)]).toEqual([true, false]);
    const exact = new GuardedFolder(join(project, "QMS"), "linux");
    expect(exact.holds("qms/sop/x.md", project)).toBe(false);
  });
});

describe("a command", () => {
  it.each([
    "echo x > QMS/a.md",
    "echo x>>QMS/a.md",
    "echo x 2> 'QMS/a b.md'",
    "echo x &> QMS/a",
    "cat <<EOF > QMS/a.md\ntext\nEOF",
    "printf x | tee -a QMS/a.md",
    "rm -rf QMS",
    "rm QMS/*.md",
    "mv QMS/SOP/SOP-001.md /tmp",
    "cp /tmp/a QMS/",
    "cp -t QMS /tmp/a",
    "sed -i 's/a/b/' QMS/SOP/SOP-001.md",
    "sed -i.bak -e s/a/b/ ./QMS/SOP/SOP-001.md",
    "perl -pi -e 's/a/b/' shortcut/SOP/SOP-001.md",
    "cd QMS && touch a",
    "cd work; cd ../QMS/SOP && echo > x",
    "A=1 sudo rm QMS/a",
    "git checkout -- QMS/SOP",
    "bash -c 'rm QMS/a'",
    "if true; then rm QMS/a; fi",
    "(cd QMS; touch a)",
    "x=$(rm QMS/a)",
    "dd if=/dev/null of=QMS/a",
    'rm "QMS/SOP/SOP-001.md"',
    "rm QM\\S/a",
    "ls\nrm QMS/a",
  ])("that writes there is denied: %s", (command) => {
    expect(isDenied("Bash", { command })).toBe(true);
  });

  it.each([
    "cat QMS/SOP/SOP-001.md",
    "cp QMS/SOP/SOP-001.md /tmp/copy.md",
    "grep -rn 'rm QMS/a' work",
    "git commit -m 'sed -i QMS/a > QMS/b'",
    "cat <<'EOF' > work/notes.md\nrm QMS/a\necho > QMS/b\nEOF",
    "diff QMS/SOP/SOP-001.md work/a 2>&1 | tee work/diff.txt",
    "sed 's/a/b/' QMS/SOP/SOP-001.md > work/b.md",
    "echo 'QMS/a' # > QMS/a",
    "git diff -- QMS",
    "cd QMS && ls > ../work/list.txt",
    "wc -l < QMS/SOP/SOP-001.md",
    "qms checkout SOP-001",
    "find QMS -name '*.md' 2>/dev/null",
    "git checkout main",
    "rm work/QMS",
  ])("that does not is left alone: %s", (command) => {
    expect(isDenied("Bash", { command })).toBe(false);
  });
});

it("says which tool to use instead, for the document that the file is of", () => {
  const file_path = join(project, "QMS", "SOP", "SOP-001-draft.md");
  const answer = guardAnswer(JSON.stringify({ tool_name: "Edit", tool_input: { file_path } }), project) ?? "";
  expect(JSON.parse(answer)).toMatchObject({
    hookSpecificOutput: {
      hookEventName: "PreToolUse",
      permissionDecisionReason: expect.stringMatching(/change SOP-001.*qms_checkout.*workspace.*qms_checkin/),
    },
  });
});

it("holds up nothing that it cannot read", () => {
  for (const odd of [
    "",
    "null",
    "[]",
    "{",
    '{"tool_name":"Edit","tool_input":7}',
    '{"tool_input":{"file_path":"QMS/a"}}',
  ])
    expect(guardAnswer(odd, project)).toBeUndefined();
});
