import { useState, type ReactNode } from "react";
import { Icon } from "../../../ui/icon.tsx";
import { Time } from "../../../ui/time.tsx";
import { bodyOf } from "../items/body-of.ts";
import type { Answered, Asked } from "../pane/asked.ts";
import type { ThreadEntry } from "./thread-entry.ts";
import styles from "./thread-message.module.css";

export interface ThreadMessageProps {
  readonly entry: ThreadEntry;
  readonly textOf: (entry: ThreadEntry) => Promise<Answered<string>>;
  readonly renderText: (text: string) => ReactNode;
}

/** Another message of a thread: who wrote to whom; pressed, it shows what. */
export function ThreadMessage({ entry, textOf, renderText }: ThreadMessageProps) {
  const [text, setText] = useState<Asked<string>>();
  const [isOpen, setIsOpen] = useState(false);
  const { owner, item } = entry;
  const toggle = (): void => {
    setIsOpen(!isOpen);
    if (isOpen || text?.kind === "known") return;
    setText({ kind: "loading" });
    void textOf(entry).then(setText);
  };
  return (
    <li className={styles.message}>
      <button type="button" className={styles.head} aria-expanded={isOpen} onClick={toggle}>
        <Icon name={isOpen ? "down" : "right"} />
        <span className={styles.people}>
          {item.from} to {owner}
        </span>
        <span className={styles.title}>{item.title}</span>
        {item.archivedOn !== undefined && <small>archived</small>}
        <Time at={item.at} />
      </button>
      {isOpen && text?.kind === "known" && (
        <div className={styles.text}>{renderText(bodyOf(item, text.value))}</div>
      )}
      {isOpen && text?.kind === "failed" && <p className={styles.failure}>{text.sentence}</p>}
    </li>
  );
}
