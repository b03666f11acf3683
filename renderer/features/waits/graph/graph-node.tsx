import { Avatar } from "../../../ui/avatar.tsx";
import { countText } from "../../../ui/count-text.ts";
import { Icon } from "../../../ui/icon.tsx";
import type { KnownWaits } from "../known-waits.ts";
import { nameOf, nearText } from "../wait-words.ts";
import { cornerOf } from "./arrow-path.ts";
import type { DrawnNode } from "./folded-waits.ts";
import type { Spot } from "./layout.ts";
import hidden from "../../../ui/heard.module.css";
import styles from "./wait-graph.module.css";

export interface GraphNodeProps {
  readonly node: DrawnNode;
  readonly spot: Spot;
  readonly waits: KnownWaits;
  /** The agent's place in the list; nothing for documents, and who is no agent. */
  readonly colour: number | undefined;
  /** Whether the focus comes to it first. */
  readonly isEntry: boolean;
  readonly isDimmed: boolean;
  readonly onMark: (key: string | undefined) => void;
  readonly onFocus: () => void;
  readonly onPress: (node: DrawnNode) => void;
}

/** An agent, a document, or documents that wait alike, in the graph. */
export function GraphNode(props: GraphNodeProps) {
  const { node, spot, waits, colour, isEntry, isDimmed, onMark, onFocus, onPress } = props;
  const { x, y } = cornerOf(spot);
  return (
    <button
      type="button"
      className={styles.node}
      style={{ transform: `translate(${String(x)}px, ${String(y)}px)` }}
      data-node={node.key}
      data-kind={node.kind}
      data-dimmed={isDimmed}
      tabIndex={isEntry ? 0 : -1}
      title={node.kind === "document" ? node.title : undefined}
      onPointerEnter={() => onMark(node.key)}
      onPointerLeave={() => onMark(undefined)}
      onFocus={(event) => {
        onMark(node.key);
        // What is pressed by the pointer is seen, and must not move from below it.
        if (event.currentTarget.matches(":focus-visible")) onFocus();
      }}
      onBlur={() => onMark(undefined)}
      onClick={() => onPress(node)}
    >
      <Content node={node} waits={waits} colour={colour} />
      <span className={hidden.heard}>
        {node.kind === "group"
          ? "; they wait alike, and can be shown one by one"
          : `; ${nearText(node, waits)}`}
      </span>
    </button>
  );
}

function Content({ node, waits, colour }: Pick<GraphNodeProps, "node" | "waits" | "colour">) {
  if (node.kind === "user") {
    const count = waits.edges.filter(({ to }) => to === node.key).length;
    return (
      <>
        <Avatar agent={node.user} place={colour} />
        <span className={styles.words}>
          <b>{node.user}</b>{" "}
          {count > 0 && <span>{count === 1 ? "1 waits for it" : `${countText(count)} wait for it`}</span>}
        </span>
      </>
    );
  }
  return (
    <>
      <span className={styles.icon}>
        <Icon name="document" />
      </span>
      <span className={styles.words}>
        <b>{node.kind === "group" ? `${countText(node.documents.length)} documents` : node.id}</b>{" "}
        <span>{node.kind === "group" ? node.documents.map(nameOf).join(", ") : node.title}</span>
      </span>
    </>
  );
}
