import { Dialog as Radix } from "radix-ui";
import { useRef, type ReactNode } from "react";
import { IconButton } from "./icon-button.tsx";
import { returnFocus } from "./focus.ts";
import styles from "./dialog.module.css";

export interface DialogProps {
  readonly title: string;
  readonly children: ReactNode;
  /** How much room it takes: for a question, or for a view of its own. */
  readonly size?: "question" | "view";
  readonly onClose: () => void;
}

/** A modal window within the window. Escape closes it, and the focus goes back to where it was. */
export function Dialog({ title, children, size = "question", onClose }: DialogProps) {
  const content = useRef<HTMLDivElement>(null);
  const opener = useRef(document.activeElement);
  return (
    <Radix.Root
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Radix.Portal>
        <Radix.Overlay className={styles.backdrop} />
        <Radix.Content
          ref={content}
          className={styles.dialog}
          data-modal
          data-size={size}
          aria-describedby={undefined}
          onEscapeKeyDown={(event) => {
            // A field that something was typed into is emptied first.
            if (
              event.target instanceof Element &&
              event.target.closest('[data-keeps-escape="true"]') !== null
            ) {
              event.preventDefault();
            }
          }}
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            // The first button would be the close button; the content knows better.
            const first =
              content.current?.querySelector<HTMLElement>("[data-initial-focus]") ??
              content.current?.querySelector<HTMLElement>("input") ??
              content.current;
            first?.focus();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            // What was opened from here has the focus already.
            const { activeElement } = document;
            if (activeElement === null || activeElement === document.body) returnFocus(opener.current);
          }}
        >
          <header className={styles.header}>
            <Radix.Title>{title}</Radix.Title>
            <IconButton icon="close" label="Close" onPress={onClose} />
          </header>
          <div className={styles.body}>{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** The buttons at a dialog's end. */
export function DialogButtons({ children }: { readonly children: ReactNode }) {
  return <div className={styles.buttons}>{children}</div>;
}
