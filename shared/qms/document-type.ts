import type { Status } from "./status.ts";

/** What the QMS knows of one type of document. */
export interface DocumentType {
  readonly name: string;
  /** Whether it is carried out after its approval, and not merely in force. */
  readonly isExecutable: boolean;
  /** The folder below `QMS/` that its documents, or the folders of its documents, lie in; a child lies in its family's. */
  readonly folder?: string;
  /** Types that its parent may have; without them it stands alone. */
  readonly parents?: readonly string[];
  /** What the parent's status must be when it is created. */
  readonly parentStatus?: Status;
  /** A record of its parent, written by answering prompts, that is closed with its parent. */
  readonly isAttachment?: boolean;
}

const TYPES: readonly DocumentType[] = [
  { name: "SOP", isExecutable: false, folder: "SOP" },
  { name: "CR", isExecutable: true, folder: "CR" },
  { name: "INV", isExecutable: true, folder: "INV" },
  { name: "TEMPLATE", isExecutable: false, folder: "TEMPLATE" },
  { name: "TP", isExecutable: true, parents: ["CR"] },
  { name: "ER", isExecutable: true, parents: ["TP"] },
  // The procedure speaks of change records and investigations; projects hang deviations on any child as well.
  { name: "VAR", isExecutable: true, parents: ["CR", "INV", "TP", "ER", "VAR", "ADD", "VR"] },
  { name: "ADD", isExecutable: true, parents: ["CR", "INV", "VAR", "ADD"], parentStatus: "CLOSED" },
  {
    name: "VR",
    isExecutable: true,
    parents: ["CR", "VAR", "ADD"],
    parentStatus: "IN_EXECUTION",
    isAttachment: true,
  },
];

const BY_NAME: ReadonlyMap<string, DocumentType> = new Map(TYPES.map((type) => [type.name, type]));

/** The types whose documents are attachments of their parents. */
export const ATTACHMENT_TYPES: readonly string[] = TYPES.filter((type) => type.isAttachment).map(
  ({ name }) => name,
);

/** Namespaces of specifications: each name with its folder below `QMS/`. */
export type Namespaces = ReadonlyMap<string, string>;

export const BUILT_IN_NAMESPACES: Namespaces = new Map([
  ["FLOW", "SDLC-FLOW"],
  ["QMS", "SDLC-QMS"],
]);

/** A hyphen in a namespace's name would break the ids of its documents. */
export function isNamespaceName(name: string): boolean {
  return /^[A-Z][A-Z0-9]{0,15}$/.test(name);
}

/** The custom namespaces that a project's file names; `undefined` where the file is not what it should be. */
export function parseNamespaces(text: string): Namespaces | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof json !== "object" || json === null || Array.isArray(json)) return undefined;
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(json)) {
    const path: unknown =
      typeof value === "object" && value !== null && "path" in value ? value.path : undefined;
    // The path is used as a folder's name: nothing but the name that the command gives it is taken.
    if (!isNamespaceName(name) || path !== `SDLC-${name}`) return undefined;
    found.set(name, path);
  }
  return found;
}

/** The type of a name such as `CR` or `QMS-RS`, if a project with these namespaces has it. */
export function documentType(name: string, namespaces: Namespaces): DocumentType | undefined {
  const known = BY_NAME.get(name);
  if (known !== undefined) return known;
  const [, namespace] = /^([A-Z][A-Z0-9]*)-(?:RS|RTM)$/.exec(name) ?? [];
  const folder = namespace === undefined ? undefined : namespaces.get(namespace);
  return folder === undefined ? undefined : { name, isExecutable: false, folder };
}

/** The names of all types that a project with these namespaces has. */
export function typeNames(namespaces: Namespaces): string[] {
  const specifications = [...namespaces.keys()].toSorted().flatMap((name) => [`${name}-RS`, `${name}-RTM`]);
  return [...BY_NAME.keys(), ...specifications];
}
