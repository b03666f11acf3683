import { kindOfItem, parseItemName, type ItemKind } from "../../../../shared/qms/item-name.ts";
import { cleanBody, cleanLine } from "../../../../shared/qms/text/clean-text.ts";
import { readFields } from "../documents/frontmatter.ts";
import { Refusal } from "../refusal.ts";
import type { ProjectFiles } from "../store/project-files.ts";

const LINE_CHARS = 300;

/** An inbox item as it is shown. What the file does not say, its name does. */
export interface ShownItem {
  readonly kind: ItemKind;
  readonly stem: string;
  readonly file: string;
  /** What it is sorted by within its kind. */
  readonly at: string;
  readonly field: (key: string) => string | undefined;
  readonly body: string;
}

/** Reads an item; whatever is wrong with it, it is shown with what its name says. What is no file is no item. */
export function readItem(files: ProjectFiles, folder: string, file: string): ShownItem | undefined {
  const stem = file.slice(0, -3);
  const name = parseItemName(stem);
  let text: string | undefined;
  try {
    text = files.read(`${folder}/${file}`);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (!isFile(files, `${folder}/${file}`)) return undefined;
    return { kind: "unknown", stem, file, at: "", field: () => undefined, body: error.message };
  }
  // Gone since the folder was listed: another program has archived it.
  if (text === undefined) return undefined;
  const { fields, body } = readFields(text);
  const named: Readonly<Record<string, string | undefined>> =
    name.kind === "task"
      ? { doc_id: name.document, workflow_type: name.workflow, version: name.version }
      : name.kind === "message"
        ? { from: name.sender, timestamp: name.at }
        : name.kind === "notification"
          ? { doc_id: name.document, event: name.event }
          : {};
  const field = (key: string): string | undefined => {
    const value = fields.get(key) ?? named[key];
    return value === undefined || value === "" ? undefined : cleanLine(value, LINE_CHARS);
  };
  return {
    kind: kindOfItem(stem),
    stem,
    file,
    at: field("timestamp") ?? field("assigned_date") ?? "",
    field,
    body: cleanBody(body).trimEnd(),
  };
}

/** Whether there is a file to be read: not a folder, a pipe, nor a link that leads out of the project or nowhere. */
function isFile(files: ProjectFiles, path: string): boolean {
  try {
    return files.hasFile(path);
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
