import { mkdirSync } from "node:fs";
import { auditLine, documentText, taskText, type ProjectFiles } from "./project-files.test-support.ts";

const CR = (id: string) => ({ folder: `CR/${id}` });

/** Everything odd that real projects hold, and what hostile ones may. */
export function addOddities(files: ProjectFiles): void {
  addOddDocuments(files);
  addOddHeads(files);
  addOddHistories(files);
  addOddItems(files);
}

function addOddDocuments(files: ProjectFiles): void {
  // Ids that match no rule, and types and folders of long ago.
  files.document("VAR-001", "VAR", { folder: "CR" });
  files.document("OQ-001", "OQ", { folder: "OQ" });
  files.document("CR-010", "CR", CR("CR-010"));
  files.document("CR-010-ADD-001", "ADD", CR("CR-010"));
  files.document("CR-010-ADD-001-VAR-001", "VAR", CR("CR-010"));
  files.document("CR-010-ADD-001-VR-001", "VR", CR("CR-010"));
  files.write("QMS/.meta/VR/CR-010-ADD-001-VR-001.source.json", '{"responses": {}, "status": "CLOSED"}');
  files.write("QMS/.meta/CR/.gitkeep", "");
  // The state of an ER among those of TPs, a second state, states that are cut or of others, and one without a document.
  files.document("CR-010-TP-001", "TP", CR("CR-010"));
  files.document("CR-010-TP-001-ER-001", "TP", CR("CR-010"));
  files.document("CR-011", "CR", CR("CR-011"));
  files.write("QMS/.meta/INV/CR-011.json", '{"doc_id": "CR-011"}');
  files.document("CR-012", "CR", CR("CR-012"));
  files.write("QMS/.meta/CR/CR-012.json", '{"doc_id": "CR-012", "doc_type": "C');
  files.document("CR-013", "CR", { ...CR("CR-013"), meta: { doc_id: "CR-099" } });
  files.write("QMS/.meta/CR/CR-014.json", "");
  files.write("QMS/CR/CR-015/CR-015-draft.md", documentText("No state"));
  files.document("CR-016", "CR", { ...CR("CR-016"), meta: { status: "ON_HOLD" } });
  // Checked out by two at once.
  files.document("CR-017", "CR", { ...CR("CR-017"), meta: { checked_out: true } });
  files.write(".claude/users/claude/workspace/CR-017.md", documentText("One copy"));
  files.write(".claude/users/qa/workspace/CR-017.md", documentText("Another copy"));
  files.document("SOP-001", "SOP", { folder: "Sop", meta: { executable: false } });
  files.write("QMS/.archive/CR/CR-010/CR-010-v0.1.md", documentText("Archived"));
  files.document("TEMPLATE-SOP", "TEMPLATE", {
    folder: "TEMPLATE",
    meta: { executable: false, status: "EFFECTIVE", checked_out_date: undefined },
  });
}

function addOddHeads(files: ProjectFiles): void {
  const legacy =
    "doc_id: CR-020\ndocument_type: CR\nversion: 1.0\nstatus: DRAFT\nreview_history:\n  - user: qa\n    at: 2026-01-02";
  const heads: Readonly<Record<string, string | Uint8Array>> = {
    "CR-020": `---\ntitle: Legacy head\n${legacy}\n---\n\nBody\n`,
    "CR-021": "---\ntitle: Without a summary\n---\n\nBody\n",
    "CR-022":
      "---\n{}\n---\n\n---\ntitle: Behind an empty one\nrevision_summary: CR-022: unquoted\n---\n\nBody\n",
    "CR-023": `---\ntitle: Long head\nrevision_summary: ${"a folded line of a summary\n  ".repeat(200)}end\n---\n\nBody\n`,
    "CR-024": "No head at all\n",
    "CR-025": "---\ntitle: [unclosed\n  - and: {broken\n---\n\nBody\n",
    "CR-026": `---\ntitle: Endless\nrevision_summary: ${"x".repeat(5_000_000)}`,
    "CR-027": `---\na: &a [x, x]\n${Array.from({ length: 26 }, (_, index) => `k${index}: &k${index} [*a, *a]`).join("\n")}\n---\n\nBody\n`,
    "CR-028": Buffer.from([
      0x2d, 0x2d, 0x2d, 0x0a, 0x74, 0x69, 0x74, 0x6c, 0x65, 0x3a, 0x20, 0xff, 0xfe, 0xe9, 0x0a, 0x2d, 0x2d,
      0x2d, 0x0a,
    ]),
    "CR-029": '---\ntitle: "\\e[31mred\\e[0m \\u202Eevil"\n---\n\nBody\n',
    "CR-030": "",
    "CR-031": "---\r\ntitle: Windows line ends\r\nrevision_summary: x\r\n---\r\n\r\nBody\r\n",
    "CR-032": "---js\n({ title: process.exit(1) })\n---\n\nBody\n",
  };
  for (const [id, text] of Object.entries(heads)) {
    files.document(id, "CR", CR(id));
    files.write(`QMS/CR/${id}/${id}-draft.md`, text);
  }
}

function addOddHistories(files: ProjectFiles): void {
  files.write("QMS/.audit/VR/CR-010-ADD-001-VR-001.source.jsonl", `${auditLine("CLOSE")}\n`);
  files.write("QMS/.audit/CR/CR-097.jsonl", `${auditLine("CLOSE")}\n`);
  files.write(
    "QMS/.audit/CR/CR-010.jsonl",
    [
      '{"ts": "2026-01-02T03:04:05.123456", "event": "CREATE", "user": "claude", "version": "0.1", "comment": "old"}',
      '{"timestamp": "2026-01-02T03:04:05.123456+00:00", "action": "seed", "user": "system", "details": {"message": "m"}}',
      "not JSON",
      '{"ts": "2026-01-02T03:04',
      auditLine("ROUTE_REVIEW", { user: "system", assignees: ["qa"], review_type: "PRE_REVIEW" }),
      "",
    ].join("\n"),
  );
}

function addOddItems(files: ProjectFiles): void {
  files.inbox(
    "qa",
    "task-CR-010-pre_review-v0-1.md",
    taskText("CR-010", "CR-010: a title that YAML takes for a map"),
  );
  files.inbox("qa", "task-nonsense.md", "---\ntask_id: x\n");
  files.inbox("qa", "strange.md", "# A heading\n");
  files.inbox("qa", "a name with spaces.md", "text");
  files.inbox("qa", "msg-claude-2026-02-04-143022.md", '---\nfrom: mallory\nsubject: "x"\n---\n\nx\n');
  files.inbox("qa", "notes.txt", "no item");
  files.inbox("qa", ".hidden.md", "no item");
  files.inbox("qa", "empty.md", "");
  mkdirSync(files.path(".claude/users/qa/inbox/folder.md"), { recursive: true });
  files.write(".claude/users/lead/inbox", "a file where a folder belongs");
  files.write(
    ".claude/users/claude/inbox-archive/2026-02-04/msg-qa-2026-02-04-143022.md",
    '---\nfrom: qa\nsubject: "Old"\n---\n\nOld\n',
  );
}
