import { memo, useState, type RefObject } from "react";
import { Choice } from "../../../ui/choice.tsx";
import { Icon } from "../../../ui/icon.tsx";
import { Menu, type MenuItem } from "../../../ui/menu.tsx";
import { SearchField } from "../../../ui/search-field.tsx";
import { statusText } from "../../../ui/status-words.ts";
import { isStatus } from "../../../../shared/qms/status.ts";
import { countText } from "../../../ui/count-text.ts";
import { COLUMN_PLANS, COLUMNS, type ColumnId } from "./columns.ts";
import type { DocumentRow } from "./document-row.ts";
import { FILTER_FIELDS, isFiltered, optionsOf, type FilterField, type Filters } from "./filters.ts";
import styles from "./filter-bar.module.css";

export interface FilterBarProps {
  /** All documents, as they are when it is asked. */
  readonly rows: () => readonly DocumentRow[];
  readonly filters: Filters;
  readonly columns: readonly ColumnId[];
  readonly isInTexts: boolean;
  readonly fieldRef: RefObject<HTMLInputElement | null>;
  readonly onText: (text: string) => void;
  readonly onToggle: (field: FilterField, value: string) => void;
  readonly onClear: () => void;
  readonly onColumn: (column: ColumnId) => void;
  readonly onInTexts: (isInTexts: boolean) => void;
  /** The arrow that leads from the field into the list. */
  readonly onDown: () => void;
}

const FIELD_TITLES: Readonly<Record<FilterField, string>> = {
  type: "Type",
  state: "State",
  owner: "Owner",
  reviewer: "Reviewer",
};

/** What is looked for, and which documents are listed. */
export const FilterBar = memo(function FilterBar(props: FilterBarProps) {
  const {
    rows,
    filters,
    columns,
    isInTexts,
    fieldRef,
    onText,
    onToggle,
    onClear,
    onColumn,
    onInTexts,
    onDown,
  } = props;
  return (
    <div
      className={styles.bar}
      role="search"
      aria-label="Documents"
      onKeyDown={(event) => {
        if (event.key !== "ArrowDown" || event.target !== fieldRef.current) return;
        event.preventDefault();
        onDown();
      }}
    >
      <span className={styles.field}>
        <SearchField
          label={isInTexts ? "Search texts and comments" : "Filter documents"}
          placeholder={isInTexts ? "Words in texts and comments" : "Id, title or person   /"}
          value={filters.text}
          fieldRef={fieldRef}
          onChange={onText}
        />
      </span>
      <span className={styles.where}>
        <Choice
          label="Look in"
          value={isInTexts ? "texts" : "list"}
          options={[
            { value: "list", label: "Titles" },
            { value: "texts", label: "Full text" },
          ]}
          onChoose={(value) => onInTexts(value === "texts")}
        />
      </span>
      {FILTER_FIELDS.map((field) => (
        <FieldFilter key={field} field={field} rows={rows} chosen={filters[field]} onToggle={onToggle} />
      ))}
      {isFiltered(filters) && (
        <button type="button" className={styles.clear} onClick={onClear}>
          Clear
        </button>
      )}
      {!isInTexts && (
        <span className={styles.end}>
          <Menu groups={[columnItems(columns, onColumn)]}>
            <button type="button" className={styles.trigger}>
              Columns
              <Icon name="down" />
            </button>
          </Menu>
        </span>
      )}
    </div>
  );
});

interface FieldFilterProps {
  readonly field: FilterField;
  readonly rows: () => readonly DocumentRow[];
  readonly chosen: readonly string[];
  readonly onToggle: (field: FilterField, value: string) => void;
}

function FieldFilter({ field, rows, chosen, onToggle }: FieldFilterProps) {
  const title = FIELD_TITLES[field];
  // All documents are counted when somebody is about to open the menu.
  const [options, setOptions] = useState<ReturnType<typeof optionsOf>>([]);
  const countAll = (): void => setOptions(optionsOf(field, rows()));
  const items: readonly MenuItem[] = options.map(({ value, count }) => ({
    id: value,
    label: `${nameOf(field, value)} (${countText(count)})`,
    isChosen: chosen.includes(value),
    onChoose: () => onToggle(field, value),
  }));
  return (
    <Menu groups={[items]} align="start">
      <button
        type="button"
        className={styles.trigger}
        data-chosen={chosen.length > 0}
        onPointerEnter={countAll}
        onFocus={countAll}
      >
        {chosen.length === 0 ? title : `${title}: ${namesOf(field, chosen)}`}
        <Icon name="down" />
      </button>
    </Menu>
  );
}

function namesOf(field: FilterField, chosen: readonly string[]): string {
  const [first = ""] = chosen;
  return chosen.length === 1 ? nameOf(field, first) : String(chosen.length);
}

function nameOf(field: FilterField, value: string): string {
  if (field !== "state") return value;
  return statusText(isStatus(value) ? value : undefined);
}

function columnItems(
  columns: readonly ColumnId[],
  onColumn: (column: ColumnId) => void,
): readonly MenuItem[] {
  return COLUMNS.filter((id) => id !== "id").map((id) => ({
    id,
    label: COLUMN_PLANS[id].title,
    isChosen: columns.includes(id),
    onChoose: () => onColumn(id),
  }));
}
