import { effectiveOf } from "../../../../shared/qms/document-path.ts";
import type { Operation } from "../operation.ts";

/** Puts right what a document in force says of itself in its text. */
export function fix(operation: Operation, id: string): void {
  const document = operation.documentFor("fix", id);
  operation.require("fix", document);
  const { meta } = document;
  const before = operation.files.read(effectiveOf(id)) ?? "";
  const changes: string[] = [];
  let text = before;
  const replace = (pattern: RegExp | string, by: string, change: string): void => {
    const replaced = text.replace(pattern, () => by);
    if (replaced !== text) changes.push(change);
    text = replaced;
  };
  const head = /^---\n[\s\S]{0,65536}?\n---[ \t]*$/m.exec(text)?.[0] ?? "";
  const cleared = head.replace(/^checked_out:.*\n/m, "");
  if (text.startsWith(head)) replace(head, cleared, "cleared checked_out in the front matter");
  replace(/^\*\*Version:\*\*.*$/m, `**Version:** ${meta.version}`, `set the version to ${meta.version}`);
  if (meta.status === "EFFECTIVE") {
    replace(
      /^\*\*Effective Date:\*\* TBD[ \t]*$/m,
      `**Effective Date:** ${operation.today}`,
      `set the effective date to ${operation.today}`,
    );
  }
  if (changes.length === 0) {
    operation.say(`No fixes needed for ${id}`);
    return;
  }
  operation.files.write(effectiveOf(id), text);
  operation.record(id, meta.version, { event: "FIX", details: { changes } });
  operation.say(`Fixed ${id}:`, ...changes.map((change) => `  - ${change}`));
}
