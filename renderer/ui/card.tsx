import { useId, type ReactNode } from "react";
import styles from "./card.module.css";

export interface CardProps {
  readonly title: string;
  /** Stands at the end of the title's line: a count, or a few figures. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a view with a title of its own. */
export function Card({ title, aside, children }: CardProps) {
  const id = useId();
  return (
    <section className={styles.card} aria-labelledby={id}>
      <header className={styles.header}>
        <h2 id={id}>{title}</h2>
        {aside !== undefined && <span className={styles.aside}>{aside}</span>}
      </header>
      {children}
    </section>
  );
}
