import type { FileProblem } from "../../../../shared/contract/inbox.ts";
import type { DocumentView } from "../../../../shared/contract/qms.ts";
import { isDocumentId, parentOf, typeNameOf, typeOf } from "../../../../shared/qms/document-id.ts";
import { draftOf, effectiveOf, metaOf } from "../../../../shared/qms/document-path.ts";
import type { Namespaces } from "../../../../shared/qms/document-type.ts";
import { progressOf } from "../../../../shared/qms/status.ts";
import { fileProblem } from "../folders/file-problems.ts";
import { shownLine } from "../shown-line.ts";
import type { DocumentFile, MetaFile, TextFile } from "./document-file.ts";

/** More than anyone reads of one document. */
const MOST_PROBLEMS = 20;

export interface DocumentParts {
  readonly id: string;
  readonly files: readonly DocumentFile[];
  readonly children: ReadonlySet<string> | undefined;
  readonly namespaces: Namespaces;
}

/** A document as its files tell of it, with what is wrong with them; nothing where there is neither its state nor its text. */
export function describeDocument(parts: DocumentParts): DocumentView | undefined {
  const { id, files, namespaces } = parts;
  const ownType = typeOf(id, namespaces);
  const isId = ownType !== undefined || isDocumentId(id);
  const places = isId ? placesOf(id) : undefined;
  const metas = inOrder(files.filter((file) => file.role === "meta"));
  const texts = inOrder(files.filter((file) => file.role === "text"));
  const meta = metas.find((file) => file.path === places?.meta) ?? metas[0];
  if (meta === undefined && texts.length === 0) return undefined;
  const isAtHome = (text: TextFile): boolean =>
    places === undefined || text.path === (text.isDraft ? places.draft : places.effective);
  const homeTexts = texts.filter(isAtHome);
  const draft = homeTexts.find((text) => text.isDraft);
  const effective = homeTexts.find((text) => !text.isDraft);
  const text = draft ?? effective ?? texts[0];
  const { isCheckedOut, pending, outcomes, status, owner, ...head } = meta?.head ?? NO_META;
  const type =
    ownType?.name ??
    typeNameOf(id) ??
    head.type ??
    (meta === undefined ? "unknown" : shownLine(meta.type, 40));
  const isExecutable = head.isExecutable ?? ownType?.isExecutable ?? false;
  const parent = parentOf(id);
  const problems = [
    ...problemsOfMetas(id, { meta, metas, home: places?.meta }),
    ...problemsOfTexts({ places, texts, isAtHome, meta, isExecutable }),
    ...problemsOfCopies(files),
  ];
  return {
    id,
    type,
    title: text?.head.title ?? "",
    ...(status !== undefined && { status }),
    version: head.version ?? "",
    isExecutable,
    ...(owner !== undefined && { owner }),
    isCheckedOut,
    ...(head.checkedOutDate !== undefined && { checkedOutDate: head.checkedOutDate }),
    ...(head.effectiveVersion !== undefined && { effectiveVersion: head.effectiveVersion }),
    pending: [...pending],
    outcomes: { ...outcomes },
    ...(parent !== undefined && { parent }),
    children: [...(parts.children ?? [])].toSorted(),
    progress: progressOf(status ?? "DRAFT", isExecutable),
    hasDraft: draft !== undefined,
    hasEffective: effective !== undefined,
    isForeign: ownType === undefined || (meta?.path !== places?.meta && homeTexts.length === 0),
    changedAt: Math.max(...files.map((file) => (file.role === "copy" ? 0 : file.mtimeMs))),
    problems: problems.slice(0, MOST_PROBLEMS),
  };
}

/** What is told of files must not hang on which of them was found first. */
function inOrder<File extends DocumentFile>(files: readonly File[]): readonly File[] {
  return files.length < 2 ? files : files.toSorted((one, other) => (one.path < other.path ? -1 : 1));
}

const NO_META: MetaFile["head"] = { isCheckedOut: false, pending: [], outcomes: {} };

interface Places {
  readonly meta: string;
  readonly draft: string;
  readonly effective: string;
}

/** Where the files of a document belong; only what has the shape of an id has such places. */
function placesOf(id: string): Places {
  return { meta: metaOf(id), draft: draftOf(id), effective: effectiveOf(id) };
}

interface Metas {
  readonly meta: MetaFile | undefined;
  readonly metas: readonly MetaFile[];
  readonly home: string | undefined;
}

function* problemsOfMetas(id: string, { meta, metas, home }: Metas): Generator<FileProblem, void, void> {
  if (meta === undefined) return;
  const { path, head } = meta;
  if (head.problem !== undefined) yield fileProblem(path, head.problem);
  if (head.id !== undefined && head.id !== id) {
    yield fileProblem(
      path,
      `It is the state of ${head.id} by what it says, and of ${id} by its name. Put its doc_id right.`,
    );
  }
  if (home !== undefined && path !== home) {
    yield fileProblem(path, `It lies in the wrong folder. Move it to ${home}.`);
  } else if (head.type !== undefined && head.type !== meta.type) {
    yield fileProblem(
      path,
      `It says that its document is a ${head.type}, and lies among those of type ${meta.type}. Put its doc_type right.`,
    );
  }
  for (const other of metas) {
    if (other !== meta)
      yield fileProblem(other.path, `The state of ${id} is in ${path}. Remove this other one.`);
  }
}

interface Texts {
  readonly places: Places | undefined;
  readonly texts: readonly TextFile[];
  readonly isAtHome: (text: TextFile) => boolean;
  readonly meta: MetaFile | undefined;
  readonly isExecutable: boolean;
}

function* problemsOfTexts({
  places,
  texts,
  isAtHome,
  meta,
  isExecutable,
}: Texts): Generator<FileProblem, void, void> {
  for (const { path, isDraft, head } of texts.filter(isAtHome)) {
    if (head.problem !== undefined) yield fileProblem(path, head.problem);
    if (meta === undefined) {
      const home = places === undefined ? "a meta file" : places.meta;
      yield fileProblem(
        path,
        `Its state is missing: there is no ${home}. Restore that from git or a backup.`,
      );
    } else if (isExecutable && isDraft && texts.some((other) => !other.isDraft && isAtHome(other))) {
      yield fileProblem(
        path,
        `It is there as a draft and as a closed document. Remove the one that is not meant.`,
      );
    }
  }
  for (const text of texts) {
    if (isAtHome(text) || places === undefined) continue;
    const home = text.isDraft ? places.draft : places.effective;
    yield fileProblem(text.path, `It lies in the wrong folder. Move it to ${home}, or remove it.`);
  }
  if (meta === undefined || texts.some(isAtHome) || meta.head.status === "RETIRED") return;
  const wanted = places === undefined ? "its text" : `${places.draft} or ${places.effective}`;
  yield fileProblem(
    meta.path,
    `The document that it describes is missing: ${wanted}. Restore that from git or a backup.`,
  );
}

function* problemsOfCopies(files: readonly DocumentFile[]): Generator<FileProblem, void, void> {
  const copies = inOrder(files.filter((file) => file.role === "copy"));
  const [first] = copies;
  if (first === undefined || copies.length < 2) return;
  const users = copies.map((copy) => copy.user).toSorted();
  yield fileProblem(
    first.path,
    `It is checked out more than once: ${users.join(" and ")} have a copy in their workspaces. Only the owner's can be checked in; remove the others.`,
  );
}
