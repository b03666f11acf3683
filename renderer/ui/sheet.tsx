import type { FocusEventHandler, KeyboardEvent, ReactNode, RefObject } from "react";
import { countText } from "./count-text.ts";
import { IconButton } from "./icon-button.tsx";
import styles from "./sheet.module.css";

export interface SheetProps {
  readonly title: string;
  /** How many there are of what it shows; nothing where there are none. */
  readonly count?: number | undefined;
  readonly closeLabel: string;
  readonly element: RefObject<HTMLElement | null>;
  /** Escape closes it; what else a key does is said here: whether it did something. */
  readonly onKey: (event: KeyboardEvent) => boolean;
  readonly onClose: () => void;
  readonly onFocus?: FocusEventHandler<HTMLElement>;
  readonly onBlur?: FocusEventHandler<HTMLElement>;
  readonly children: ReactNode;
}

/** A list beside whatever the person is at: it covers a part of the window and takes nothing else away. */
export function Sheet(props: SheetProps) {
  const { title, count, closeLabel, element, onKey, onClose, onFocus, onBlur, children } = props;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Escape") onClose();
    else if (!onKey(event)) return;
    event.preventDefault();
  };
  return (
    <section
      ref={element}
      className={styles.sheet}
      role="dialog"
      aria-label={title}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
      onBlur={onBlur}
    >
      <header className={styles.header}>
        <h2>{title}</h2>
        {count !== undefined && count > 0 && <span>{countText(count)}</span>}
        <IconButton icon="close" label={closeLabel} hint="Esc" onPress={onClose} />
      </header>
      {children}
    </section>
  );
}

/** What stands in a sheet that has nothing to list. */
export function EmptySheet({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <p className={styles.empty}>
      <b>{title}</b>
      {children}
    </p>
  );
}

/** The list in a sheet, which scrolls by itself. */
export const SHEET_LIST = styles.list;
