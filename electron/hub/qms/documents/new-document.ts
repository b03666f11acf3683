import { writeDocument } from "./frontmatter.ts";

export interface NewDocument {
  readonly type: string;
  readonly id: string;
  readonly title: string;
  /** The text of the type's template document. */
  readonly template?: string;
}

/** A template's parts between lines `---`: nothing, its own frontmatter, a notice, the example's frontmatter, the body. */
const PARTS_BEFORE_BODY = 4;
const NOTICE = "TEMPLATE DOCUMENT NOTICE";

/** The text that a new document begins with: its template's example, or a plain outline where there is none. */
export function newDocument({ type, id, title, template }: NewDocument): string {
  const example = template === undefined ? undefined : exampleBody(template);
  const body = example === undefined ? outline(id, title) : filledIn(example, { type, id, title });
  return writeDocument({ title, revisionSummary: "Initial draft", body: `${body.trim()}\n` });
}

function exampleBody(template: string): string | undefined {
  const parts: string[][] = [[]];
  for (const line of template.split(/\r?\n/)) {
    if (line.trimEnd() === "---" && parts.length <= PARTS_BEFORE_BODY) parts.push([]);
    else parts.at(-1)?.push(line);
  }
  const body = parts[PARTS_BEFORE_BODY]?.join("\n");
  return body === undefined ? undefined : withoutNotice(body);
}

/** The notice says that the file is a template; what is made from it is none. The guide that may follow it stays. */
function withoutNotice(body: string): string {
  const notice = body.indexOf(NOTICE);
  const start = body.lastIndexOf("<!--", notice);
  const end = body.indexOf("-->", notice);
  if (notice === -1 || start === -1 || end === -1) return body;
  // Only a frame may stand before the words: another comment may well speak of the notice.
  if (!/^<!--[\s=]*$/.test(body.slice(start, notice))) return body;
  return body.slice(0, start) + body.slice(end + "-->".length);
}

/** In one go, so that a title is not read for what it may mention. */
function filledIn(body: string, { type, id, title }: { type: string; id: string; title: string }): string {
  const placeholders = new RegExp(`\\{\\{TITLE\\}\\}|${escaped(type)}-XXX`, "g");
  return body.replace(placeholders, (placeholder) => (placeholder === "{{TITLE}}" ? title : id));
}

function escaped(text: string): string {
  return text.replace(/[^A-Za-z0-9_]/g, "\\$&");
}

function outline(id: string, title: string): string {
  return `# ${id}: ${title}

## 1. Purpose

[Why this document is written, and what shall be different because of it]

---

## 2. Scope

[What it covers, and what it leaves alone]

---

## 3. Content

[What it has to say]

---

**END OF DOCUMENT**
`;
}
