import { inOrder, plainly } from "../plainly.ts";

/** As much of the tree that Markdown becomes as is needed here. */
interface TreeNode {
  readonly type: string;
  readonly tagName?: string;
  value?: string;
  readonly children?: readonly TreeNode[];
}

/**
 * Makes visible what changes the order in which a text is shown, and within code all that cannot be seen. It works on
 * the tree: a text can also name such signs by their numbers.
 */
export function showOrder() {
  const visit = (node: TreeNode): void => {
    // A block of code does this itself, where it can be coloured by what it really says.
    if (node.tagName === "pre") return;
    const shown = node.tagName === "code" ? plainly : inOrder;
    for (const child of node.children ?? []) {
      if (child.type === "text" && child.value !== undefined) child.value = shown(child.value);
      else visit(child);
    }
  };
  return visit;
}
