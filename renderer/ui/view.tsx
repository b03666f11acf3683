import type { ReactNode } from "react";
import styles from "./view.module.css";

export interface ViewProps {
  readonly title: string;
  /** In a few figures: what there is here. */
  readonly summary?: ReactNode;
  /** What can be done with the whole view, as buttons or fields. */
  readonly tools?: ReactNode;
  readonly children: ReactNode;
  /** Whether the content scrolls by itself, as a list does that draws only what is seen. */
  readonly hasOwnScroll?: boolean;
  /** Whether it is the panel of a tab. */
  readonly isTab?: boolean;
}

/** A place of the window: its title, its tools, and what it shows. Its title takes the focus of whoever comes by keys. */
export function View({ title, summary, tools, children, hasOwnScroll = false, isTab = false }: ViewProps) {
  return (
    <section
      className={styles.view}
      role={isTab ? "tabpanel" : undefined}
      aria-label={title}
      data-view={title}
      data-own-scroll={hasOwnScroll}
    >
      <header className={styles.header}>
        <h1 tabIndex={-1} data-view-focus data-work-focus={isTab ? true : undefined}>
          {title}
        </h1>
        {summary !== undefined && <p className={styles.summary}>{summary}</p>}
        {tools !== undefined && <div className={styles.tools}>{tools}</div>}
      </header>
      <div className={styles.content}>{children}</div>
    </section>
  );
}
