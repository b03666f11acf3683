import type { Ref } from "react";
import { SearchField } from "../../../ui/search-field.tsx";
import { NO_SEARCH, type ArchiveSearch } from "./pane-store.ts";
import styles from "./archive-tools.module.css";

export interface ArchiveToolsProps {
  readonly agent: string;
  readonly search: ArchiveSearch;
  readonly fieldRef: Ref<HTMLInputElement>;
  readonly onSearch: (search: ArchiveSearch) => void;
  /** Goes on to the list. */
  readonly onLeave: () => void;
}

/** What of the archive is listed: the words and the days that are looked for. */
export function ArchiveTools({ agent, search, fieldRef, onSearch, onLeave }: ArchiveToolsProps) {
  const isSearching = search.query !== "" || search.from !== "" || search.to !== "";
  return (
    <div
      className={styles.tools}
      role="search"
      aria-label={`Archive of ${agent}`}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== "ArrowDown") return;
        if (!(event.target instanceof HTMLInputElement) || event.target.type !== "search") return;
        event.preventDefault();
        onLeave();
      }}
    >
      <SearchField
        label="Search the archive"
        placeholder="Search the archive"
        value={search.query}
        fieldRef={fieldRef}
        onChange={(query) => onSearch({ ...search, query })}
      />
      <label>
        From
        <input
          type="date"
          value={search.from}
          max={search.to === "" ? undefined : search.to}
          onChange={(event) => onSearch({ ...search, from: event.target.value })}
        />
      </label>
      <label>
        To
        <input
          type="date"
          value={search.to}
          min={search.from === "" ? undefined : search.from}
          onChange={(event) => onSearch({ ...search, to: event.target.value })}
        />
      </label>
      {isSearching && (
        <button type="button" className={styles.all} onClick={() => onSearch(NO_SEARCH)}>
          Show all
        </button>
      )}
    </div>
  );
}
