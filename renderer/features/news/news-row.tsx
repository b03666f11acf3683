import type { News } from "../../../shared/contract/news.ts";
import { Icon, type IconName } from "../../ui/icon.tsx";
import { agoText, momentText } from "../../ui/time-text.ts";
import { outcomeText } from "./outcome-text.ts";
import styles from "./news-row.module.css";

export interface NewsRowProps {
  readonly news: News;
  readonly now: number;
  /** Whether there is an agent to bring up. */
  readonly isOpenable: boolean;
  /** Whether the keys of the list begin here. */
  readonly isFirst: boolean;
  readonly onOpen: (news: News) => void;
}

/** One piece of the history: what happened, when, and whether the person was told. */
export function NewsRow({ news, now, isOpenable, isFirst, onOpen }: NewsRowProps) {
  const outcome = outcomeText(news.toast);
  return (
    <li>
      <button
        type="button"
        className={styles.row}
        data-news={news.kind}
        tabIndex={isFirst ? 0 : -1}
        aria-disabled={isOpenable ? undefined : true}
        title={isOpenable && news.agent !== undefined ? `Show ${news.agent}` : undefined}
        onClick={() => {
          if (isOpenable) onOpen(news);
        }}
      >
        <span className={styles.icon}>
          <Icon name={iconOf(news)} />
        </span>
        <span className={styles.title}>{news.title}</span>
        <time className={styles.time} title={momentText(news.at)}>
          {agoText(news.at, now)}
        </time>
        <span className={styles.text} title={news.text}>
          {news.text}
        </span>
        {outcome !== undefined && (
          <span className={styles.outcome} data-outcome={news.toast?.kind}>
            {outcome}
          </span>
        )}
      </button>
    </li>
  );
}

function iconOf(news: News): IconName {
  switch (news.kind) {
    case "item":
      return news.item;
    case "waits":
      return "waits";
    case "failure":
    case "undeliverable":
      return "warning";
  }
}
