import { readdirSync } from "node:fs";
import { isDocumentId, typeNameOf } from "../../../../shared/qms/document-id.ts";
import { auditOf, draftOf, effectiveOf } from "../../../../shared/qms/document-path.ts";
import { hasCode } from "../../files/has-code.ts";
import { isInside } from "../../reader/folders/classify-entry.ts";
import type { SlicedWork } from "../../reader/folders/slices.ts";

/** The longest name that is a document's. */
const LONGEST_NAME = 200;

/** Where the texts and histories of documents lie. */
export interface FilesOfDocument {
  readonly texts: Set<string>;
  readonly audits: Set<string>;
}

/** Which files belong to which document, as the folders say it. */
export class DocumentFiles {
  readonly #root: string;
  readonly #byId = new Map<string, FilesOfDocument>();

  constructor(root: string) {
    this.#root = root;
  }

  get ids(): Iterable<string> {
    return this.#byId.keys();
  }

  get size(): number {
    return this.#byId.size;
  }

  /** The type of a document: by its id, else by the folder of its history. */
  typeOf(id: string): string {
    const [audit = ""] = this.#byId.get(id)?.audits ?? [];
    return typeNameOf(id) ?? audit.split("/").at(-2) ?? "unknown";
  }

  /** The paths of a document, relative to the root, the draft first; also where files of it may be by now. */
  of(id: string): { readonly texts: readonly string[]; readonly audits: readonly string[] } {
    const files = this.#filesOf(id);
    if (isDocumentId(id)) {
      files.texts.add(draftOf(id)).add(effectiveOf(id));
      files.audits.add(auditOf(id));
    }
    const texts = [...files.texts].toSorted((one, other) => Number(isDraft(other)) - Number(isDraft(one)));
    return { texts, audits: [...files.audits].toSorted() };
  }

  drop(id: string): void {
    this.#byId.delete(id);
  }

  /** Looks through all folders. */
  *find(): SlicedWork {
    for (const type of this.#foldersIn("QMS/.audit")) {
      for (const name of this.#namesIn(`QMS/.audit/${type}`)) {
        if (name.endsWith(".jsonl") && !name.endsWith(".source.jsonl") && isPlain(name))
          this.#filesOf(name.slice(0, -6)).audits.add(`QMS/.audit/${type}/${name}`);
      }
      yield;
    }
    for (const folder of this.#foldersIn("QMS")) {
      yield* this.#findTexts(`QMS/${folder}`, true);
    }
  }

  *#findTexts(folder: string, goesDeeper: boolean): SlicedWork {
    for (const entry of this.#entriesIn(folder)) {
      if (!isPlain(entry.name)) continue;
      if (entry.isDirectory() && goesDeeper) yield* this.#findTexts(`${folder}/${entry.name}`, false);
      else if (entry.isFile() && entry.name.endsWith(".md"))
        this.#filesOf(entry.name.replace(/(?:-draft)?\.md$/, "")).texts.add(`${folder}/${entry.name}`);
    }
    yield;
  }

  #filesOf(id: string): FilesOfDocument {
    const known = this.#byId.get(id) ?? { texts: new Set(), audits: new Set() };
    this.#byId.set(id, known);
    return known;
  }

  #foldersIn(folder: string): string[] {
    return this.#entriesIn(folder).flatMap((entry) =>
      entry.isDirectory() && isPlain(entry.name) ? [entry.name] : [],
    );
  }

  #namesIn(folder: string): string[] {
    return this.#entriesIn(folder).flatMap((entry) => (entry.isFile() ? [entry.name] : []));
  }

  #entriesIn(folder: string) {
    const absolute = `${this.#root}/${folder}`;
    if (!isInside(absolute, this.#root)) return [];
    try {
      return readdirSync(absolute, { withFileTypes: true });
    } catch (error) {
      if (hasCode(error, "ENOENT", "ENOTDIR", "EACCES", "EPERM")) return [];
      throw error;
    }
  }
}

function isPlain(name: string): boolean {
  return !name.startsWith(".") && name.length <= LONGEST_NAME;
}

function isDraft(path: string): boolean {
  return path.endsWith("-draft.md");
}
