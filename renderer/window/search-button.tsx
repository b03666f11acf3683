import { useKeysText } from "../actions/use-actions.ts";
import type { Actions } from "../actions/actions.ts";
import { Icon } from "../ui/icon.tsx";
import styles from "./search-button.module.css";

export interface SearchButtonProps {
  readonly actions: Actions;
}

/** The way to everything by a few letters, in the middle of the window's upper edge. */
export function SearchButton({ actions }: SearchButtonProps) {
  const keys = useKeysText(actions, "palette.open");
  return (
    <button
      type="button"
      className={styles.button}
      data-search-button
      aria-haspopup="dialog"
      title={keys === undefined ? "Find anything" : `Find anything (${keys})`}
      onClick={() => actions.run("palette.open")}
    >
      <Icon name="search" />
      <span className={styles.text}>Go to agent, document, action…</span>
      {keys !== undefined && <kbd aria-hidden="true">{keys}</kbd>}
    </button>
  );
}
