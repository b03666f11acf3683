import { yamlScalar } from "../../../../shared/qms/text/yaml-scalar.ts";
import { readSimpleFields } from "./simple-fields.ts";
import { readYaml } from "./read-yaml.ts";

/** The frontmatter keys of a document that are its author's; all others are dropped when it is written. */
export type DocumentKey = "title" | "revision_summary";

/** A document's text: what its author says of it, and its body. */
export interface DocumentText {
  readonly title?: string;
  readonly revisionSummary?: string;
  /** The keys in the order in which they stand. */
  readonly keys: readonly DocumentKey[];
  readonly body: string;
  /** Why its frontmatter cannot be used. */
  readonly problem?: string;
}

export interface SplitText {
  /** What stands between the lines `---`. */
  readonly block?: string;
  /** The number of the block's first line, from 1. */
  readonly line: number;
  readonly body: string;
  readonly problem?: string;
}

/** The longest frontmatter that is read. Real ones have some 5 kB at most. */
const LONGEST_BLOCK_CHARS = 65_536;
/** How often an empty block may stand before the real one: each writing by a careless program adds one. */
const MOST_EMPTY_BLOCKS = 8;

const KEYS: readonly DocumentKey[] = ["title", "revision_summary"];
const FIELD_LINE = /^([A-Za-z_][\w-]*):(?:[ \t]+(.*))?$/;

/**
 * Splits a text into its frontmatter and its body. The frontmatter stands between a first line `---` and the next such
 * line. Where it is `{}` and another follows, which is what a program leaves that could not read the other, that one counts.
 */
export function splitDocument(text: string): SplitText {
  let split = splitOnce(text, 1);
  for (let left = MOST_EMPTY_BLOCKS; left > 0 && split.block?.trim() === "{}"; left -= 1) {
    const second = splitOnce(split.body, lineCount(text, text.length - split.body.length) + 1);
    if (second.block === undefined || !isBlockOfFields(second.block)) break;
    split = second;
  }
  return split;
}

function splitOnce(text: string, line: number): SplitText {
  const start = afterMark(text, text.startsWith("\ufeff") ? 1 : 0);
  if (start === undefined) return { line, body: text };
  for (let from = start - 1; ;) {
    const end = text.indexOf("\n---", from);
    if (end === -1)
      return { line, body: text, problem: "The frontmatter has no end: there is no second line `---`." };
    if (end - start > LONGEST_BLOCK_CHARS) {
      return { line, body: text, problem: "The frontmatter is longer than 64 kB." };
    }
    const after = afterMark(text, end + 1);
    if (after !== undefined) {
      const block = text.slice(start, Math.max(start, end));
      return { block, line: line + 1, body: text.slice(afterLineEnds(text, after)) };
    }
    from = end + 4;
  }
}

/** Where the line behind a line `---` begins, if there is such a line at this place. */
function afterMark(text: string, place: number): number | undefined {
  if (!text.startsWith("---", place)) return undefined;
  let end = place + 3;
  while (text[end] === " " || text[end] === "\t") end += 1;
  if (text[end] === "\r") end += 1;
  if (text[end] === "\n") return end + 1;
  return end >= text.length ? end : undefined;
}

function afterLineEnds(text: string, place: number): number {
  let end = place;
  while (text[end] === "\n" || text[end] === "\r") end += 1;
  return end;
}

function lineCount(text: string, end: number): number {
  let lines = 0;
  for (let place = text.indexOf("\n"); place !== -1 && place < end; place = text.indexOf("\n", place + 1))
    lines += 1;
  return lines;
}

function isBlockOfFields(block: string): boolean {
  return block.trim() === "{}" || block.split("\n").some((line) => FIELD_LINE.test(line.trimEnd()));
}

/** What was read of a frontmatter block: its fields that are texts, and what is wrong with it where it is not YAML. */
interface BlockFields {
  readonly fields: ReadonlyMap<string, string>;
  readonly problem?: string;
}

function readBlock({ block = "", line }: SplitText): BlockFields {
  const simple = readSimpleFields(block);
  if (simple !== undefined) return { fields: simple };
  const result = readYaml(block);
  if (result.kind === "problem") {
    const problem = `Line ${line + result.line} of the frontmatter: ${result.reason}.`;
    return { fields: looseFields(block), problem };
  }
  const { value } = result;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    const problem = `Line ${line} of the frontmatter: it must consist of lines of the form \`key: text\`.`;
    return { fields: looseFields(block), problem };
  }
  const fields = new Map<string, string>();
  const loose = Object.values(value).every(isText) ? undefined : looseFields(block);
  for (const [key, field] of Object.entries(value)) {
    // `title: [Draft] x` means a text, also where it happens to be a list.
    const text: unknown = isText(field) || !isDocumentKey(key) ? field : loose?.get(key);
    if (isText(text)) fields.set(key, text);
  }
  return { fields };
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isDocumentKey(key: string): key is DocumentKey {
  return key === "title" || key === "revision_summary";
}

/** The fields of a block that is not YAML: `key: text` line by line, each with the indented lines below it. */
function looseFields(block: string): ReadonlyMap<string, string> {
  const found = new Map<string, string[]>();
  let last: string[] | undefined;
  for (const line of block.split(/\r?\n/)) {
    const match = FIELD_LINE.exec(line);
    if (match?.[1] !== undefined) {
      last = [(match[2] ?? "").trim()];
      found.set(match[1], last);
    } else if (/^[ \t]+\S/.test(line)) last?.push(line.trim());
    else if (line.trim() !== "") last = undefined;
  }
  return new Map([...found].map(([key, lines]) => [key, withoutQuotes(lines.join(" ").trim())]));
}

function withoutQuotes(text: string): string {
  const quoted = /^(["'])(.*)\1$/s.exec(text);
  if (quoted?.[2] === undefined) return text;
  return quoted[1] === "'" ? quoted[2].replaceAll("''", "'") : quoted[2];
}

/**
 * Reads a document. Frontmatter that is not YAML is read line by line, so that a forgotten pair of quotes costs
 * nothing; what cannot be read even so is a problem that names the line, and then the whole text is the body.
 */
export function readDocument(text: string): DocumentText {
  const split = splitDocument(text);
  if (split.problem !== undefined) return { keys: [], body: text, problem: split.problem };
  if (split.block === undefined) return { keys: [], body: text };
  const { fields, problem } = readBlock(split);
  const keys = [...fields.keys()].filter(isDocumentKey);
  if (problem !== undefined && keys.length === 0) return { keys, body: text, problem };
  const title = fields.get("title");
  const revisionSummary = fields.get("revision_summary");
  return {
    ...(title !== undefined && { title }),
    ...(revisionSummary !== undefined && { revisionSummary }),
    keys,
    body: split.body,
  };
}

/** A text's frontmatter as far as its values are texts, and its body. */
export interface FieldsText {
  readonly fields: ReadonlyMap<string, string>;
  readonly body: string;
  readonly problem?: string;
}

/** Reads an inbox item or a user's definition: all its fields that are texts. */
export function readFields(text: string): FieldsText {
  const split = splitDocument(text);
  const { fields, problem } =
    split.block === undefined ? { ...split, fields: new Map<string, string>() } : readBlock(split);
  const isReadable = problem === undefined || fields.size > 0;
  return { fields, body: split.body, ...(isReadable ? {} : { problem }) };
}

/** What is written of a document. */
export interface WrittenDocument {
  readonly title?: string | undefined;
  readonly revisionSummary?: string | undefined;
  /** The order in which the keys stand; the title is first where nothing is said. */
  readonly keys?: readonly DocumentKey[];
  readonly body: string;
}

/** A document's text, with LF line ends, and with nothing in its frontmatter but the two keys that are its author's. */
export function writeDocument({ title, revisionSummary, keys = KEYS, body }: WrittenDocument): string {
  const values: Record<DocumentKey, string | undefined> = { title, revision_summary: revisionSummary };
  // Without any key a program that reads only YAML would find `{}` there, and take a rule in the body for an end.
  if (title === undefined && revisionSummary === undefined) values.title = "";
  const lines = [...new Set([...keys, ...KEYS])].flatMap((key) => {
    const value = values[key];
    return value === undefined ? [] : [`${key}: ${yamlScalar(value)}\n`];
  });
  return `---\n${lines.join("")}---\n\n${body.replaceAll("\r\n", "\n")}`;
}
