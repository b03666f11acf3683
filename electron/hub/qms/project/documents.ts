import { isDocumentId, typeNameOf } from "../../../../shared/qms/document-id.ts";
import {
  BUILT_IN_NAMESPACES,
  documentType,
  parseNamespaces,
  type DocumentType,
  type Namespaces,
} from "../../../../shared/qms/document-type.ts";
import {
  auditOf,
  draftOf,
  effectiveOf,
  folderOf,
  metaOf,
  NAMESPACES_FILE,
} from "../../../../shared/qms/document-path.ts";
import { parseAudit, type AuditHistory } from "../../../../shared/qms/audit-event.ts";
import type { Judged } from "../../../../shared/qms/judge.ts";
import { parseMeta } from "../../../../shared/qms/meta.ts";
import { isChildOf } from "../../../../shared/qms/document-id.ts";
import { readDocument } from "../documents/frontmatter.ts";
import { Refusal } from "../refusal.ts";
import type { ProjectFiles } from "../store/project-files.ts";

/** A document as it stands in the project. */
export interface StandingDocument extends Judged {
  readonly id: string;
}

/** The documents of a project, read when they are asked for. */
export class Documents {
  readonly #files: ProjectFiles;
  #namespaces: Namespaces | undefined;

  constructor(files: ProjectFiles) {
    this.#files = files;
  }

  get namespaces(): Namespaces {
    this.#namespaces ??= new Map([...BUILT_IN_NAMESPACES, ...this.customNamespaces]);
    return this.#namespaces;
  }

  get customNamespaces(): Namespaces {
    const text = this.#files.read(NAMESPACES_FILE);
    if (text === undefined) return new Map();
    const namespaces = parseNamespaces(text);
    if (namespaces === undefined)
      throw new Refusal(`Error: ${NAMESPACES_FILE} is damaged. Put it right, or remove it.`);
    return namespaces;
  }

  /** The type of this name. The project's own namespaces are looked at last: damage to them stops nothing else. */
  type(name: string): DocumentType | undefined {
    return documentType(name, BUILT_IN_NAMESPACES) ?? documentType(name, this.namespaces);
  }

  /** The type of an id; a `Refusal` for what is none. */
  typeOf(id: string): DocumentType {
    const name = typeNameOf(id);
    const type = name === undefined ? undefined : this.type(name);
    if (type !== undefined) return type;
    // Nothing that is not shaped as an id becomes part of a path: what only begins like one is not there.
    if (/^(?:SOP|TEMPLATE|CR|INV)-/.test(id) && !isDocumentId(id)) throw notFound(id);
    throw new Refusal(`Error: Unknown document type for: ${shownId(id)}`);
  }

  /** The document of this id; `undefined` where nothing of it is there. */
  find(id: string): StandingDocument | undefined {
    const type = this.typeOf(id);
    const hasDraft = this.#files.hasFile(draftOf(id));
    const hasEffective = this.#files.hasFile(effectiveOf(id));
    const text = this.#files.read(metaOf(id));
    if (text === undefined) {
      if (!hasDraft && !hasEffective) return undefined;
      throw new Refusal(`Error: ${metaOf(id)} is missing. Restore it before you work on ${id}.`);
    }
    const parsed = parseMeta(text);
    if (parsed.kind === "problem") {
      throw new Refusal(
        `Error: ${metaOf(id)} cannot be used: ${parsed.problem}. Put it right, or restore it.`,
      );
    }
    if (parsed.meta.id !== id)
      throw new Refusal(`Error: ${metaOf(id)} is that of another document. Put it right, or restore it.`);
    return { id, type, meta: parsed.meta, hasDraft, hasEffective };
  }

  /** The document of this id; `undefined` also where what is there is damaged, for whoever can do without it. */
  findSound(id: string): StandingDocument | undefined {
    try {
      return this.find(id);
    } catch (error) {
      if (error instanceof Refusal) return undefined;
      throw error;
    }
  }

  /** The title that a document states, its draft before the version in force. */
  titleOf(id: string): string {
    const text = this.#files.read(draftOf(id)) ?? this.#files.read(effectiveOf(id));
    return text === undefined ? "" : (readDocument(text).title ?? "");
  }

  history(id: string): AuditHistory | undefined {
    const text = this.#files.read(auditOf(id));
    return text === undefined ? undefined : parseAudit(text);
  }

  /** The ids of a document's direct children, whatever their types. */
  childrenOf(id: string): readonly string[] {
    const ids = this.#files.list(folderOf(id)).map((name) => name.replace(/(?:-draft)?\.md$/, ""));
    return [...new Set(ids)].filter((candidate) => isChildOf(candidate, id) && isDocumentId(candidate));
  }

  /** The direct children of one type that have a state, also where their files are missing. */
  childrenWithMeta(id: string, typeName: string): readonly string[] {
    return this.#files.list(`QMS/.meta/${typeName}`).flatMap((file) => {
      const child = file.endsWith(".json") ? file.slice(0, -5) : "";
      return isChildOf(child, id) && typeNameOf(child) === typeName ? [child] : [];
    });
  }
}

/** An id that came from outside, fit to be shown. */
export function shownId(id: string): string {
  return id.replaceAll(/\p{C}/gu, "?").slice(0, 100);
}

export function notFound(id: string): Refusal {
  return new Refusal(`Error: Document not found: ${shownId(id)}`);
}
