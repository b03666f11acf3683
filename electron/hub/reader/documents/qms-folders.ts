import { NAMESPACES_FILE } from "../../../../shared/qms/document-path.ts";
import { parseNamespaces } from "../../../../shared/qms/document-type.ts";
import type { FileProblems } from "../folders/file-problems.ts";
import { LEADS_ON, type FolderKind } from "../folders/folder-kind.ts";
import type { MetaHead, TextHead } from "./document-file.ts";
import type { DocumentSet } from "./document-set.ts";
import { readMetaHead, readTextHead } from "./read-heads.ts";

/** Documents lie in the folder of their type, or one folder further down. */
const DEEPEST = 2;
/** The most of a name that is an id and an ending. */
const LONGEST_NAME = 200;
const NAMESPACES_NAME = NAMESPACES_FILE.slice(NAMESPACES_FILE.lastIndexOf("/") + 1);

/** `QMS`: states, histories, and a folder for each type of document. */
export function qmsFolder(documents: DocumentSet, problems: FileProblems): FolderKind<unknown> {
  return {
    ...LEADS_ON,
    isFolderName: (name) => name === ".meta" || name === ".audit",
    folder: (name) => {
      if (name === ".meta") return metaRoot(documents, problems);
      if (name === ".audit") return auditRoot(documents);
      return isHidden(name) ? undefined : textFolder(`QMS/${name}`, 1, documents);
    },
  };
}

function metaRoot(documents: DocumentSet, problems: FileProblems): FolderKind<unknown> {
  const setNamespaces = (text: string): void => {
    const namespaces = parseNamespaces(text);
    documents.setNamespaces(namespaces ?? new Map());
    if (namespaces !== undefined) return;
    problems.set(NAMESPACES_FILE, "It does not name namespaces as it should. Put it right, or remove it.");
  };
  return {
    ...LEADS_ON,
    reading: { bytes: 65_536, mostBytes: 65_536 },
    wantsFile: (name) => name === NAMESPACES_NAME,
    isUnfinished: ({ text }) => parseNamespaces(text) === undefined,
    read: ({ text }) => text,
    changed: ({ content }) => setNamespaces(String(content)),
    removed: () => documents.setNamespaces(new Map()),
    isFolderName: () => false,
    folder: (name) => (isHidden(name) ? undefined : metaFolder(name, documents)),
  };
}

function metaFolder(type: string, documents: DocumentSet): FolderKind<MetaHead> {
  const pathOf = (name: string): string => `QMS/.meta/${type}/${name}`;
  return {
    reading: { bytes: 65_536, mostBytes: 65_536 },
    // The answers of an interactive document lie here too, and are no state of a document.
    wantsFile: (name) =>
      name.endsWith(".json") && !name.endsWith(".source.json") && !isHidden(name) && !isTooLong(name),
    folder: () => undefined,
    isFolderName: () => false,
    needsMore: () => false,
    isUnfinished: ({ text }) => !text.trimEnd().endsWith("}"),
    read: readMetaHead,
    changed: ({ name, stamp, content }) =>
      documents.set(stemOf(name), {
        role: "meta",
        path: pathOf(name),
        type,
        mtimeMs: stamp.mtimeMs,
        head: content,
      }),
    removed: (name) => documents.remove(stemOf(name), pathOf(name)),
    opened: () => undefined,
    closed: () => undefined,
  };
}

function auditRoot(documents: DocumentSet): FolderKind<unknown> {
  return {
    ...LEADS_ON,
    isFolderName: () => false,
    folder: (name) => (isHidden(name) ? undefined : auditFolder(name, documents)),
  };
}

/** Histories are read when someone asks for one; here only their times count. */
function auditFolder(type: string, documents: DocumentSet): FolderKind<unknown> {
  const pathOf = (name: string): string => `QMS/.audit/${type}/${name}`;
  return {
    ...LEADS_ON,
    wantsFile: (name) =>
      name.endsWith(".jsonl") && !name.endsWith(".source.jsonl") && !isHidden(name) && !isTooLong(name),
    folder: () => undefined,
    isFolderName: () => false,
    changed: ({ name, stamp }) =>
      documents.set(stemOf(name), { role: "audit", path: pathOf(name), mtimeMs: stamp.mtimeMs }),
    removed: (name) => documents.remove(stemOf(name), pathOf(name)),
  };
}

function textFolder(folder: string, depth: number, documents: DocumentSet): FolderKind<TextHead> {
  const pathOf = (name: string): string => `${folder}/${name}`;
  return {
    reading: { bytes: 4096, mostBytes: 65_536 },
    wantsFile: (name) => name.endsWith(".md") && !isHidden(name) && !isTooLong(name),
    folder: (name) =>
      depth === DEEPEST || isHidden(name) ? undefined : textFolder(pathOf(name), depth + 1, documents),
    isFolderName: () => false,
    needsMore: (text) => text.startsWith("---") && !hasFrontMatter(text),
    isUnfinished: ({ text, stamp }) => stamp.size === 0 || (text.startsWith("---") && !hasFrontMatter(text)),
    read: readTextHead,
    changed: ({ name, stamp, content }) =>
      documents.set(idOf(name), {
        role: "text",
        path: pathOf(name),
        isDraft: name.endsWith("-draft.md"),
        mtimeMs: stamp.mtimeMs,
        head: content,
      }),
    removed: (name) => documents.remove(idOf(name), pathOf(name)),
    opened: () => undefined,
    closed: () => undefined,
  };
}

/** Whether a text holds the whole of its front matter; behind an empty one the real one may follow. */
function hasFrontMatter(text: string): boolean {
  const end = /\n---[ \t]*\r?\n/.exec(text);
  if (end === null) return /\n---[ \t]*\r?$/.test(text);
  if (!/^---[ \t]*\r?\n\{\}[ \t]*\r?\n---/.test(text)) return true;
  const rest = text.slice(end.index + end[0].length).trimStart();
  return rest !== "" && (!rest.startsWith("---") || /\n---[ \t]*(?:\r?\n|$)/.test(rest));
}

function isHidden(name: string): boolean {
  return name.startsWith(".");
}

function isTooLong(name: string): boolean {
  return name.length > LONGEST_NAME;
}

function stemOf(name: string): string {
  return name.slice(0, name.lastIndexOf("."));
}

function idOf(name: string): string {
  return name.replace(/(?:-draft)?\.md$/, "");
}
