import type { Ref } from "react";
import { Icon } from "./icon.tsx";
import styles from "./search-field.module.css";

export interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly fieldRef?: Ref<HTMLInputElement>;
  readonly onChange: (value: string) => void;
}

/** Where one types what is looked for. Escape empties it first, and only then does what it does around it. */
export function SearchField({ label, value, placeholder = "Search", fieldRef, onChange }: SearchFieldProps) {
  return (
    <span className={styles.field}>
      <Icon name="search" />
      <input
        ref={fieldRef}
        type="search"
        aria-label={label}
        placeholder={placeholder}
        spellCheck={false}
        value={value}
        data-keeps-escape={value !== ""}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || value === "") return;
          event.preventDefault();
          event.stopPropagation();
          onChange("");
        }}
      />
    </span>
  );
}
