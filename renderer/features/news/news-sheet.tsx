import { useEffect, useRef, type KeyboardEvent, type ReactNode } from "react";
import { useStore } from "zustand";
import type { News } from "../../../shared/contract/news.ts";
import type { Quiet } from "../../../shared/contract/notification-settings.ts";
import { EmptySheet, Sheet, SHEET_LIST } from "../../ui/sheet.tsx";
import { useNow } from "../../ui/use-now.ts";
import { QuietChoice } from "../../ui/quiet/quiet-choice.tsx";
import { NewsRow } from "./news-row.tsx";
import type { NewsStore } from "./news-store.ts";
import styles from "./news-sheet.module.css";

export interface NewsSheetProps {
  readonly store: NewsStore;
  /** Absent until it is known. */
  readonly quiet: Quiet | undefined;
  /** The agents that can be brought up. */
  readonly agents: { has(agent: string): boolean };
  /** Says whether toasts are allowed, where they are not. */
  readonly allowance: ReactNode;
  readonly onQuiet: (quiet: Quiet) => void;
  readonly onOpen: (news: News) => void;
  readonly onClose: () => void;
}

/** What happened lately, and whether the person was told of it. */
export function NewsSheet({ store, quiet, agents, allowance, onQuiet, onOpen, onClose }: NewsSheetProps) {
  const { isKnown, byId } = useStore(store);
  const now = useNow();
  const sheet = useRef<HTMLElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const latest = [...byId.values()].toReversed();

  useEffect(() => {
    (rowsOf(list.current)[0] ?? sheet.current)?.focus();
  }, []);

  const onKey = ({ key }: KeyboardEvent): boolean => {
    const row = rowFor(key, rowsOf(list.current));
    row?.focus();
    return row !== undefined;
  };

  return (
    <Sheet
      title="Notifications"
      closeLabel="Close notifications"
      element={sheet}
      onKey={onKey}
      onClose={onClose}
    >
      <div className={styles.settings}>
        {quiet !== undefined && <QuietChoice quiet={quiet} now={now} onChoose={onQuiet} />}
        {allowance}
      </div>
      {isKnown && latest.length === 0 && (
        <EmptySheet title="Nothing yet.">
          What agents ask of you, what fails, and what arrives for you is kept here, told or not.
        </EmptySheet>
      )}
      <ul ref={list} className={SHEET_LIST} aria-label="History">
        {latest.map((news, index) => (
          <NewsRow
            key={news.id}
            news={news}
            now={now}
            isOpenable={news.agent !== undefined && agents.has(news.agent)}
            isFirst={index === 0}
            onOpen={onOpen}
          />
        ))}
      </ul>
    </Sheet>
  );
}

function rowsOf(list: HTMLElement | null): readonly HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>("[data-news]") ?? [])];
}

/** Where a key leads among the rows; nowhere, unless one of them has the focus. */
function rowFor(key: string, rows: readonly HTMLElement[]): HTMLElement | undefined {
  const place = rows.findIndex((row) => row === document.activeElement);
  if (place === -1) return undefined;
  switch (key) {
    case "ArrowDown":
      return rows[place + 1];
    case "ArrowUp":
      return rows[place - 1];
    case "Home":
      return rows[0];
    case "End":
      return rows.at(-1);
    default:
      return undefined;
  }
}
