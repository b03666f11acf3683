import type { WaitNode } from "../../../../shared/contract/desk.ts";
import { Time } from "../../../ui/time.tsx";
import { useNow } from "../../../ui/use-now.ts";
import type { KnownWaits, WaitPart } from "../known-waits.ts";
import { nameOf, reasonText } from "../wait-words.ts";
import styles from "./wait-table.module.css";

export interface WaitTableProps {
  readonly waits: KnownWaits;
  readonly onOpen: (node: WaitNode) => void;
}

/** What is beyond is found by looking for it. */
const MOST_ROWS = 500;

const PARTS: Readonly<Record<WaitPart, string>> = { circle: "In a circle", longest: "In the longest line" };

/** Every wait as a row, the oldest first. */
export function WaitTable({ waits, onOpen }: WaitTableProps) {
  const now = useNow();
  const { edges, nodes, parts } = waits;
  return (
    <div className={styles.scroll} role="region" aria-label="All waits as a table" tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Who waits</th>
            <th scope="col">For whom</th>
            <th scope="col">Why</th>
            <th scope="col">Since</th>
            <th scope="col">Part of</th>
          </tr>
        </thead>
        <tbody>
          {edges.slice(0, MOST_ROWS).map((edge) => {
            const part = parts.get(edge);
            return (
              <tr key={`${edge.from} ${edge.to} ${edge.reason}`}>
                <th scope="row">
                  <NodeButton node={nodes.get(edge.from)} onOpen={onOpen} />
                </th>
                <td>
                  <NodeButton node={nodes.get(edge.to)} onOpen={onOpen} />
                </td>
                <td>{reasonText(edge)}</td>
                <td>{edge.since > 0 && <Time at={edge.since} now={now} />}</td>
                <td>{part !== undefined && PARTS[part]}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {edges.length > MOST_ROWS && (
        <p className={styles.more}>
          {edges.length - MOST_ROWS} more are not shown: look for an agent or a document to find them.
        </p>
      )}
    </div>
  );
}

function NodeButton({
  node,
  onOpen,
}: { readonly node: WaitNode | undefined } & Pick<WaitTableProps, "onOpen">) {
  if (node === undefined) return nameOf(node);
  return (
    <button
      type="button"
      title={node.kind === "document" ? node.title : undefined}
      onClick={() => onOpen(node)}
    >
      {nameOf(node)}
    </button>
  );
}
