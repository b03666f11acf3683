import { useLayoutEffect, useRef } from "react";
import styles from "./last-lines.module.css";

export interface LastLinesProps {
  readonly label: string;
  readonly lines: readonly string[];
}

/** The end of a log, which stays at its end as it grows, unless somebody has scrolled up in it. */
export function LastLines({ label, lines }: LastLinesProps) {
  const text = useRef<HTMLPreElement>(null);
  const isAtEnd = useRef(true);
  useLayoutEffect(() => {
    if (isAtEnd.current && text.current !== null) text.current.scrollTop = text.current.scrollHeight;
  }, [lines]);
  return (
    <pre
      ref={text}
      className={styles.lines}
      aria-label={label}
      tabIndex={0}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        isAtEnd.current = scrollHeight - scrollTop - clientHeight < 4;
      }}
    >
      {lines.join("\n")}
    </pre>
  );
}
