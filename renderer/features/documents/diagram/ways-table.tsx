import { statusText } from "../../../ui/status-words.ts";
import { namesText, wayKey, type Way } from "./state-graph.ts";
import styles from "./state-diagram.module.css";

/** All ways of a document as a table, for whoever does not look at the picture. */
export function WaysTable({ ways }: { readonly ways: readonly Way[] }) {
  return (
    <details className={styles.table}>
      <summary>All ways as a table</summary>
      <table aria-label="Ways between its states">
        <thead>
          <tr>
            <th scope="col">From</th>
            <th scope="col">Action</th>
            <th scope="col">To</th>
          </tr>
        </thead>
        <tbody>
          {ways.map((way) => (
            <tr key={wayKey(way)}>
              <td>{statusText(way.from)}</td>
              <td>{namesText(way)}</td>
              <td>{statusText(way.to)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
