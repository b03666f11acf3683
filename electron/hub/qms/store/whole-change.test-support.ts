import type { ProjectChange } from "./project-files.ts";

const LONG = "A line of a document.\n".repeat(5000);

/** A project before `makeWholeChange`. */
export const BEFORE: Readonly<Record<string, string>> = {
  "QMS/.meta/CR/CR-001.json": '{"status": "IN_APPROVAL"}',
  // Its last line was cut short by somebody.
  "QMS/.audit/CR/CR-001.jsonl": '{"event": "CREATE"}\n{"event": "ROU',
  "QMS/CR/CR-001/CR-001-draft.md": LONG,
  "QMS/CR/old/leftover.md": "a leftover",
  ".claude/users/qa/inbox/task-CR-001.md": "an old task",
  ".claude/users/qa/inbox/notif-CR-001.md": "an older notification",
  ".claude/users/qa/inbox-archive/2026-02-04/task-CR-001.md": "an even older task",
};

/** A change with every kind of step. */
export function makeWholeChange(change: ProjectChange): void {
  change.write("QMS/.meta/CR/CR-001.json", '{"status": "CLOSED"}');
  change.create("QMS/CR/CR-001/CR-001.md", LONG);
  change.append("QMS/.audit/CR/CR-001.jsonl", ['{"event": "APPROVE"}', '{"event": "CLOSE"}']);
  change.append("QMS/.audit/VAR/CR-001-VAR-001.jsonl", ['{"event": "CREATE"}']);
  change.remove("QMS/CR/CR-001/CR-001-draft.md");
  change.remove("QMS/CR/old/leftover.md");
  change.removeEmptyFolder("QMS/CR/old");
  change.move(".claude/users/qa/inbox/task-CR-001.md", ".claude/users/qa/inbox-archive/2026-02-04");
  change.deliver(".claude/users/qa/inbox", "task-CR-001", "a new task");
  change.deliver(".claude/users/qa/inbox", "notif-CR-001", "a notification");
  change.deliver(".claude/users/tu_ui/inbox", "task-CR-001", "a new task");
}

/** The project after it. */
export const AFTER: Readonly<Record<string, string>> = {
  "QMS/.meta/CR/CR-001.json": '{"status": "CLOSED"}',
  "QMS/.audit/CR/CR-001.jsonl":
    '{"event": "CREATE"}\n{"event": "ROU\n{"event": "APPROVE"}\n{"event": "CLOSE"}\n',
  "QMS/.audit/VAR/CR-001-VAR-001.jsonl": '{"event": "CREATE"}\n',
  "QMS/CR/CR-001/CR-001.md": LONG,
  ".claude/users/qa/inbox/task-CR-001.md": "a new task",
  ".claude/users/qa/inbox/notif-CR-001.md": "an older notification",
  ".claude/users/qa/inbox/notif-CR-001-2.md": "a notification",
  ".claude/users/qa/inbox-archive/2026-02-04/task-CR-001.md": "an even older task",
  ".claude/users/qa/inbox-archive/2026-02-04/task-CR-001-2.md": "an old task",
  ".claude/users/tu_ui/inbox/task-CR-001.md": "a new task",
};
