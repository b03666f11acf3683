/** As much of the tree that Markdown becomes as is needed here. */
interface TreeNode {
  readonly type: string;
  readonly tagName?: string;
  readonly value?: string;
  children?: TreeNode[];
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** A run of letters, digits and hyphens that may be the id of a document. */
const WORDS = /(?<![\w/.-])(?:SOP|CR|INV|TEMPLATE|SDLC)-[A-Z0-9][A-Z0-9_]*(?:-[A-Z0-9]+)*(?![\w-])/g;

/** Where ids of documents stand in a text. */
export function documentIdsIn(
  text: string,
  isDocument: (id: string) => boolean,
): readonly { readonly id: string; readonly at: number }[] {
  return [...text.matchAll(WORDS)].flatMap((found) =>
    isDocument(found[0]) ? [{ id: found[0], at: found.index }] : [],
  );
}

/** Makes links of ids of documents. It stands behind what cleans the tree: nothing in a text can pretend to be one. */
export function linkDocuments(isDocument: (id: string) => boolean) {
  const visit = (node: TreeNode): void => {
    if (node.children === undefined || node.tagName === "a" || node.tagName === "pre") return;
    node.children = node.children.flatMap((child) => {
      if (child.type !== "text" || child.value === undefined) {
        visit(child);
        return [child];
      }
      return linked(child.value, isDocument) ?? [child];
    });
  };
  return () => visit;
}

function linked(text: string, isDocument: (id: string) => boolean): TreeNode[] | undefined {
  const found = documentIdsIn(text, isDocument);
  if (found.length === 0) return undefined;
  const nodes: TreeNode[] = [];
  let from = 0;
  for (const { id, at } of found) {
    if (at > from) nodes.push({ type: "text", value: text.slice(from, at) });
    nodes.push({
      type: "element",
      tagName: "a",
      properties: { dataDocument: id },
      children: [{ type: "text", value: id }],
    });
    from = at + id.length;
  }
  if (from < text.length) nodes.push({ type: "text", value: text.slice(from) });
  return nodes;
}
