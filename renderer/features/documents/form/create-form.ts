import type { DocumentView } from "../../../../shared/contract/qms.ts";
import { BUILT_IN_NAMESPACES, documentType, typeNames } from "../../../../shared/qms/document-type.ts";
import type { QmsRequest } from "../../../../shared/qms/request.ts";

/** What somebody filled in to make a document. */
export interface CreateForm {
  readonly type: string;
  readonly title: string;
  readonly parent: string;
  /** A template has a name in place of a number. */
  readonly name: string;
}

export type CreateProblems = Readonly<Partial<Record<keyof CreateForm, string>>>;

/** The types that can be made: those of the procedure, and those that the project has documents of. */
export function creatableTypes(byId: ReadonlyMap<string, DocumentView>): readonly string[] {
  const known = typeNames(BUILT_IN_NAMESPACES);
  const own = new Set(
    [...byId.values()].map(({ type }) => type).filter((type) => /^[A-Z0-9]+-(?:RS|RTM)$/.test(type)),
  );
  return [...known, ...[...own].filter((type) => !known.includes(type)).toSorted()];
}

/** The documents that one of this type can be made below; nothing for a type that stands alone. */
export function parentsFor(
  type: string,
  byId: ReadonlyMap<string, DocumentView>,
): readonly DocumentView[] | undefined {
  const known = documentType(type, BUILT_IN_NAMESPACES);
  const { parents, parentStatus } = known ?? {};
  if (parents === undefined) return undefined;
  return [...byId.values()].filter(
    (document) =>
      parents.includes(document.type) &&
      !document.isForeign &&
      (parentStatus === undefined || document.status === parentStatus),
  );
}

/** What still speaks against making it. */
export function problemsOf(form: CreateForm, byId: ReadonlyMap<string, DocumentView>): CreateProblems {
  const parents = parentsFor(form.type, byId);
  return {
    ...(form.title.trim() === "" && { title: "A document needs a title." }),
    ...(parents !== undefined &&
      !parents.some(({ id }) => id === form.parent) && { parent: "Choose the document that it belongs to." }),
    ...(form.type === "TEMPLATE" &&
      !/^[A-Z][A-Z0-9_]{0,63}$/.test(form.name) && {
        name: "A template's name is capital letters, digits and underscores.",
      }),
  };
}

/** What is asked of the QMS. */
export function createRequest({ type, title, parent, name }: CreateForm, hasParent: boolean): QmsRequest {
  return {
    kind: "create",
    type,
    title: title.trim(),
    ...(hasParent && { parent }),
    ...(type === "TEMPLATE" && { name }),
  };
}

/** The id of the document that was made, as the command's text names it. */
export function createdId(text: string): string | undefined {
  return /\b((?:SOP|CR|INV|TEMPLATE|SDLC)-[A-Z0-9_]+(?:-[A-Z0-9]+)*)/.exec(text)?.[1];
}

/** The types that a document of one type can have below it. */
export function childTypes(type: string): readonly string[] {
  return typeNames(BUILT_IN_NAMESPACES).filter((name) =>
    documentType(name, BUILT_IN_NAMESPACES)?.parents?.includes(type),
  );
}
