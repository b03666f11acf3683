import type { DocumentView } from "../../../../shared/contract/qms.ts";
import { parentOf } from "../../../../shared/qms/document-id.ts";
import { BUILT_IN_NAMESPACES, type Namespaces } from "../../../../shared/qms/document-type.ts";
import type { FileProblems } from "../folders/file-problems.ts";
import { describeDocument } from "./describe-document.ts";
import type { DocumentFile } from "./document-file.ts";
import { openDetails, readDetails, type ReadDetails } from "./open-details.ts";

/** Documents that changed since they were told last. */
export interface DocumentsDelta {
  readonly documents: readonly DocumentView[];
  readonly removed: readonly string[];
}

interface Entry {
  files: DocumentFile[];
  /** Whether there is anything of it that can be shown. */
  isThere: boolean;
  isTold: boolean;
  /** Whether its files were reported as strays. */
  isStray: boolean;
  /** What was read of it while it is open. */
  details: ReadDetails | undefined;
}

/** A document with the files that it is made of. */
export interface FoundDocument {
  readonly view: DocumentView;
  readonly files: readonly DocumentFile[];
}

/** All documents, put together of their files. A changed file makes anew what tells of its document, and nothing else. */
export class DocumentSet {
  readonly #root: string;
  readonly #problems: FileProblems;
  readonly #entries = new Map<string, Entry>();
  readonly #children = new Map<string, Set<string>>();
  readonly #changed = new Set<string>();
  /** Counts the changes: who puts together all documents in pieces can tell whether they changed meanwhile. */
  revision = 0;
  #namespaces: Namespaces = BUILT_IN_NAMESPACES;

  constructor(root: string, problems: FileProblems) {
    this.#root = root;
    this.#problems = problems;
  }

  set(id: string, file: DocumentFile): void {
    let entry = this.#entries.get(id);
    if (entry === undefined) {
      entry = { files: [], isThere: false, isTold: false, isStray: false, details: undefined };
      this.#entries.set(id, entry);
    }
    const place = entry.files.findIndex((known) => known.role === file.role && known.path === file.path);
    if (place === -1) entry.files.push(file);
    else entry.files[place] = file;
    this.#onChanged(id, entry);
  }

  remove(id: string, path: string): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    entry.files = entry.files.filter((file) => file.path !== path);
    this.#problems.clear(path);
    this.#onChanged(id, entry);
  }

  /** The namespaces that the project adds; documents of others are foreign. */
  setNamespaces(custom: Namespaces): void {
    this.revision += 1;
    this.#namespaces = new Map([...BUILT_IN_NAMESPACES, ...custom]);
    for (const id of this.#entries.keys()) if (id.startsWith("SDLC-")) this.#changed.add(id);
  }

  /** The files that hold a document's history; a project may keep it in more than one place. */
  auditsOf(id: string): string[] {
    const files = this.#entries.get(id)?.files ?? [];
    return files.flatMap((file) => (file.role === "audit" ? [file.path] : [])).toSorted();
  }

  /** The document of this id as it is now, with its files. */
  find(id: string): FoundDocument | undefined {
    const entry = this.#entries.get(id);
    const view = entry && this.#describe(id, entry);
    return entry && view && { view, files: entry.files };
  }

  /** What is known now has been told, as it was saved: only what changes from here on is news. */
  settle(): void {
    this.#changed.clear();
    for (const entry of this.#entries.values()) {
      entry.isTold = entry.isThere;
      entry.isStray = !entry.isThere;
    }
  }

  /** All documents as they are now, in parts of up to `limit`. */
  *all(limit: number): Generator<readonly DocumentView[], void, void> {
    let part: DocumentView[] = [];
    for (const [id, entry] of this.#entries) {
      const view = this.#describe(id, entry);
      if (view !== undefined) part.push(view);
      if (part.length < limit) continue;
      yield part;
      part = [];
    }
    yield part;
  }

  get hasChanged(): boolean {
    return this.#changed.size > 0;
  }

  /** Takes the changes of up to `limit` documents; ask again until there are none. */
  take(limit: number): DocumentsDelta {
    const documents: DocumentView[] = [];
    const removed: string[] = [];
    let left = limit;
    for (const id of this.#changed) {
      if (left === 0) break;
      left -= 1;
      this.#changed.delete(id);
      const entry = this.#entries.get(id);
      if (entry === undefined) continue;
      const view = this.#describe(id, entry);
      if (view !== undefined) documents.push(view);
      else if (entry.isTold) removed.push(id);
      entry.isTold = view !== undefined;
      if (entry.files.length === 0) this.#entries.delete(id);
    }
    return { documents, removed };
  }

  #describe(id: string, entry: Entry): DocumentView | undefined {
    const { files } = entry;
    const children = this.#children.get(id);
    const view = describeDocument({ id, files, children, namespaces: this.#namespaces });
    entry.details = view && readDetails(this.#root, view, files, entry.details);
    if (view !== undefined && !entry.isStray) return this.#withDetails(view, entry);
    entry.isStray = view === undefined;
    for (const file of files) {
      if (view !== undefined || file.role === "meta" || file.role === "text") this.#problems.clear(file.path);
      else this.#problems.set(file.path, STRAYS[file.role]);
    }
    return view && this.#withDetails(view, entry);
  }

  #withDetails(view: DocumentView, { details }: Entry): DocumentView {
    return details === undefined ? view : { ...view, ...openDetails(view, details) };
  }

  #onChanged(id: string, entry: Entry): void {
    this.revision += 1;
    this.#changed.add(id);
    const isThere = entry.files.some((file) => file.role === "meta" || file.role === "text");
    if (isThere === entry.isThere) return;
    entry.isThere = isThere;
    const parent = parentOf(id);
    if (parent === undefined) return;
    const siblings = this.#children.get(parent) ?? new Set();
    this.#children.set(parent, siblings);
    if (isThere) siblings.add(id);
    else siblings.delete(id);
    if (siblings.size === 0) this.#children.delete(parent);
    if (this.#entries.has(parent)) this.#changed.add(parent);
  }
}

const STRAYS: Record<"audit" | "copy", string> = {
  audit: "It is the history of a document that is not there. Restore the document, or remove this file.",
  copy: "It is the copy of a document that is not there. Restore the document, or move this file elsewhere.",
};
