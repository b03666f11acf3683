import { readdirSync } from "node:fs";
import type { DocumentBody, DocumentVersion } from "../../../../shared/contract/qms-document.ts";
import { isDocumentId } from "../../../../shared/qms/document-id.ts";
import { archivedOf, draftOf, effectiveOf } from "../../../../shared/qms/document-path.ts";
import { cleanBody } from "../../../../shared/qms/text/clean-text.ts";
import { parseVersion } from "../../../../shared/qms/version.ts";
import { hasCode } from "../../files/has-code.ts";
import { readDocument } from "../../qms/documents/frontmatter.ts";
import { isInside } from "../folders/classify-entry.ts";
import { readHead } from "../folders/read-head.ts";
import { shownLine } from "../shown-line.ts";
import type { FoundDocument } from "./document-set.ts";

const MOST_BYTES = 4 * 1024 * 1024;
/** A body is cut here: more than any document that people wrote, and what a window can still show. */
const MOST_BODY_CHARS = 2_000_000;
const MOST_ARCHIVED = 990;

/** A file that holds a text of a document. */
interface TextPlace extends Pick<DocumentVersion, "source" | "version"> {
  readonly path: string;
  readonly mtimeMs: number;
}

/** Which text is asked for. */
export interface TextChoice {
  readonly version?: string | undefined;
  readonly draft?: boolean | undefined;
}

/** The texts of a document: in force, the draft, then what is archived, the latest first. */
export function textPlaces(root: string, id: string, found: FoundDocument | undefined): TextPlace[] {
  return [...livePlaces(id, found), ...archivedPlaces(root, id)];
}

function livePlaces(id: string, found: FoundDocument | undefined): TextPlace[] {
  if (found === undefined) return [];
  const { view, files } = found;
  const texts = files.filter((file) => file.role === "text");
  const pick = (isDraft: boolean): (typeof texts)[number] | undefined => {
    const own = texts.filter((text) => text.isDraft === isDraft);
    const home = isDocumentId(id) ? (isDraft ? draftOf(id) : effectiveOf(id)) : undefined;
    return own.find(({ path }) => path === home) ?? own[0];
  };
  const [effective, draft] = [pick(false), pick(true)];
  const inForce = draft === undefined ? view.version : (view.effectiveVersion ?? "");
  return [
    ...(effective === undefined ? [] : [{ source: "effective" as const, version: inForce, ...effective }]),
    ...(draft === undefined ? [] : [{ source: "draft" as const, version: view.version, ...draft }]),
  ].map(({ source, version, path, mtimeMs }) => ({ source, version, path, mtimeMs }));
}

function archivedPlaces(root: string, id: string): TextPlace[] {
  if (!isDocumentId(id)) return [];
  const sample = archivedOf(id, "0.0");
  const folder = sample.slice(0, sample.lastIndexOf("/"));
  if (!isInside(`${root}/${folder}`, root)) return [];
  const versions = namesIn(`${root}/${folder}`).flatMap((name) => {
    const version = name.startsWith(`${id}-v`) && name.endsWith(".md") ? name.slice(id.length + 2, -3) : "";
    const parts = parseVersion(version);
    return parts === undefined ? [] : [{ version, ...parts }];
  });
  return versions
    .toSorted((one, other) => other.major - one.major || other.minor - one.minor)
    .slice(0, MOST_ARCHIVED)
    .map(({ version }) => ({
      source: "archived",
      version,
      path: archivedOf(id, version),
      mtimeMs: 0,
    }));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENOTDIR", "EACCES", "EPERM")) return [];
    throw error;
  }
}

/** Reads the text that is asked for; nothing where there is none. */
export function readText(
  root: string,
  id: string,
  found: FoundDocument | undefined,
  { version, draft = false }: TextChoice,
): DocumentBody | undefined {
  const places = textPlaces(root, id, found);
  const place =
    version === undefined
      ? places.find(({ source }) => (draft ? source === "draft" : source !== "archived"))
      : // The archive has the text as it was; what is not there may be what is in force or being written.
        (places.find((one) => one.version === version && one.source === "archived") ??
        places.find((one) => one.version === version));
  if (place === undefined) return undefined;
  const result = readHead(`${root}/${place.path}`, { bytes: MOST_BYTES, mostBytes: MOST_BYTES });
  if (result.kind === "gone" || result.kind === "other") return undefined;
  const base = { version: place.version, source: place.source };
  if (result.kind === "unreadable") return { ...base, body: "", isCut: false, problem: result.problem };
  const { title, revisionSummary, body, problem } = readDocument(result.text);
  const wrong = result.problem ?? problem;
  return {
    ...base,
    ...(title !== undefined && { title: shownLine(title, 300) }),
    ...(revisionSummary !== undefined && { revisionSummary: shownLine(revisionSummary, 4000) }),
    body: cleanBody(body.slice(0, MOST_BODY_CHARS)),
    isCut: !result.isWhole || body.length > MOST_BODY_CHARS,
    ...(wrong !== undefined && { problem: shownLine(wrong, 1000) }),
  };
}
