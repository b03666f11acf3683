import type { InboxItem } from "../../../../shared/contract/inbox.ts";
import {
  isItemArgument,
  kindOfItem,
  parseItemName,
  type ItemName,
} from "../../../../shared/qms/item-name.ts";
import { readFields } from "../../qms/documents/frontmatter.ts";
import type { FileHead } from "../folders/folder-kind.ts";
import { shownLine } from "../shown-line.ts";

const TITLE_CHARS = 300;
const PROBLEM_CHARS = 1000;

/** What a file in an inbox says, as far as its name and its beginning tell. */
export function readItem(head: FileHead): InboxItem {
  const id = head.name.replace(/\.md$/, "");
  const name = parseItemName(id);
  const { fields, body, problem } = readFields(head.text);
  const field = (key: string, limit: number): string | undefined => {
    const value = fields.get(key);
    return value === undefined ? undefined : shownLine(value, limit) || undefined;
  };
  const from = field("from", 64) ?? field("assigned_by", 64) ?? senderIn(name);
  const document = documentIn(name) ?? field("doc_id", 128);
  const workflow = name.kind === "task" ? name.workflow : field("workflow_type", 32);
  const event = name.kind === "notification" ? shownLine(name.event, 64) : undefined;
  const problems = [
    head.problem,
    head.problem === undefined && head.stamp.size === 0
      ? "It is empty. Ask its sender to write it again."
      : undefined,
    problem,
    problemOfName(id, name),
    contradiction(name, field),
  ].filter((one) => one !== undefined);
  return {
    id,
    kind: name.kind === "unknown" ? kindOfItem(id) : name.kind,
    file: String(head.stamp.inode),
    title: titleOf({
      id,
      name,
      title: field("title", TITLE_CHARS),
      subject: field("subject", TITLE_CHARS),
      body,
    }),
    ...(from !== undefined && { from }),
    ...(document !== undefined && { document }),
    ...(workflow !== undefined && { workflow }),
    ...(event !== undefined && { event }),
    at: timeOf({
      said: field("timestamp", 40),
      day: field("assigned_date", 10),
      name,
      mtimeMs: head.stamp.mtimeMs,
    }),
    ...(problems.length > 0 && { problem: shownLine(problems.join(" "), PROBLEM_CHARS) }),
  };
}

function senderIn(name: ItemName): string | undefined {
  return name.kind === "message" ? shownLine(name.sender, 64) : undefined;
}

function documentIn(name: ItemName): string | undefined {
  return name.kind === "task" || name.kind === "notification" ? name.document.slice(0, 128) : undefined;
}

interface TitleParts {
  readonly id: string;
  readonly name: ItemName;
  readonly title: string | undefined;
  readonly subject: string | undefined;
  readonly body: string;
}

function titleOf({ id, name, title, subject, body }: TitleParts): string {
  switch (name.kind) {
    case "task": {
      const what = name.workflow.toLowerCase().replace("_", "-");
      const asked = `${what.charAt(0).toUpperCase()}${what.slice(1)} of ${name.document}`;
      return title === undefined ? asked : shownLine(`${asked}: ${title}`, TITLE_CHARS);
    }
    case "message":
      return subject ?? firstLine(body) ?? shownLine(id, TITLE_CHARS);
    case "notification":
      return firstLine(body) ?? `${name.document}: ${name.event}`;
    case "unknown":
      return subject ?? title ?? firstLine(body) ?? shownLine(id, TITLE_CHARS);
  }
}

function firstLine(body: string): string | undefined {
  // A part is enough: no line that is shown is longer.
  const line = /\S[^\n]*/.exec(body.slice(0, 2000))?.[0];
  return line === undefined ? undefined : shownLine(line.replace(/^#+ /, ""), TITLE_CHARS) || undefined;
}

function problemOfName(id: string, name: ItemName): string | undefined {
  if (name.kind !== "unknown") return undefined;
  const claimed = kindOfItem(id);
  if (claimed !== "unknown")
    return `Its name begins like that of a ${claimed}, but is not one. Read it, then archive it.`;
  return isItemArgument(id)
    ? undefined
    : "The command cannot name it: its name is more than letters, digits, `.`, `_` and `-`. Rename it.";
}

/** A file that says something else inside than its name does may come from someone else than it claims. */
function contradiction(
  name: ItemName,
  field: (key: string, limit: number) => string | undefined,
): string | undefined {
  const pairs: readonly (readonly [string, string | undefined, string | undefined])[] = [
    ["from", senderIn(name), field("from", 64)],
    ["doc_id", documentIn(name), field("doc_id", 128)],
  ];
  const wrong = pairs.find(([, named, said]) => named !== undefined && said !== undefined && named !== said);
  return wrong && `Its name says ${wrong[1]}, but its ${wrong[0]} is ${wrong[2]}. Do not rely on either.`;
}

interface TimeParts {
  readonly said: string | undefined;
  readonly day: string | undefined;
  readonly name: ItemName;
  readonly mtimeMs: number;
}

/** When an item was written, by its own account; a task knows only the day, which its file's time may make exact. */
function timeOf({ said, day, name, mtimeMs }: TimeParts): number {
  const own = Date.parse(said ?? (name.kind === "message" ? name.at : ""));
  if (Number.isFinite(own)) return own;
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day ?? "") ?? [];
  if (year === undefined) return mtimeMs;
  const midnight = new Date(Number(year), Number(month) - 1, Number(date)).getTime();
  return mtimeMs >= midnight && mtimeMs < midnight + 86_400_000 ? mtimeMs : midnight;
}
