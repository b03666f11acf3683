import { documentType, type DocumentType, type Namespaces } from "./document-type.ts";

const CHILD_TYPES = "TP|ER|VAR|ADD|VR";
const SHAPES: readonly RegExp[] = [
  /^SOP-\d{3,9}$/,
  /^(?:CR|INV)-\d{3,9}$/,
  /^TEMPLATE-[A-Z][A-Z0-9_]{0,63}$/,
  /^SDLC-[A-Z][A-Z0-9]{0,15}-(?:RS|RTM)$/,
  new RegExp(`^(?:CR|INV)-\\d{3,9}(?:-(?:${CHILD_TYPES})-\\d{3,9}){1,12}$`),
];
const LAST_CHILD = new RegExp(`^(.+)-(${CHILD_TYPES})-\\d{3,9}$`);

/** Whether a text has the shape of a document's id: only such a text may become part of a path. */
export function isDocumentId(text: string): boolean {
  return SHAPES.some((shape) => shape.test(text));
}

/** The name of an id's type, by its shape alone. */
export function typeNameOf(id: string): string | undefined {
  if (!isDocumentId(id)) return undefined;
  const specification = /^SDLC-(.+-(?:RS|RTM))$/.exec(id);
  if (specification !== null) return specification[1];
  const child = LAST_CHILD.exec(id);
  return child === null ? id.slice(0, id.indexOf("-")) : child[2];
}

/** The type of an id in a project with these namespaces. */
export function typeOf(id: string, namespaces: Namespaces): DocumentType | undefined {
  const name = typeNameOf(id);
  return name === undefined ? undefined : documentType(name, namespaces);
}

/** The change record or investigation at the top of an id's family. */
export function topOf(id: string): string | undefined {
  return /^(?:CR|INV)-\d+/.exec(id)?.[0];
}

/** The document that this one is a child of. */
export function parentOf(id: string): string | undefined {
  return LAST_CHILD.exec(id)?.[1];
}

/** Whether one document is a direct child of another. */
export function isChildOf(id: string, parent: string): boolean {
  return parentOf(id) === parent;
}
