/** As much of the tree that a text in Markdown is as is needed here. */
interface TextNode {
  readonly type: string;
  readonly value?: string;
  children?: TextNode[];
}

const FLOW: ReadonlySet<string> = new Set(["root", "blockquote", "listItem", "footnoteDefinition"]);

/**
 * Makes text of tags: they would be dropped, and nobody would see what the text really says. Line breaks are taken
 * as such, since tables have no others, and comments are left out, as their writers expect.
 */
export function tagsAsText() {
  const visit = (node: TextNode): void => {
    if (node.children === undefined) return;
    node.children = node.children.flatMap((child): TextNode[] => {
      if (child.type !== "html") {
        visit(child);
        return [child];
      }
      const { value = "" } = child;
      if (/^<!--[\s\S]*-->$/.test(value)) return [];
      if (/^<br\s*\/?>$/i.test(value)) return [{ type: "break" }];
      const text: TextNode = { type: "text", value };
      return [FLOW.has(node.type) ? { type: "paragraph", children: [text] } : text];
    });
  };
  return visit;
}
