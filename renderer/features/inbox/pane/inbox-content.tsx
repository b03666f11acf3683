import { memo, useEffect, useMemo, useRef } from "react";
import { useStore } from "zustand";
import type { AgentId } from "../../../../shared/contract/agents.ts";
import type { Delivery } from "../../../../shared/contract/deliveries.ts";
import type { InboxItem } from "../../../../shared/contract/inbox.ts";
import type { Actions } from "../../../actions/actions.ts";
import { useActionWays } from "../../../actions/use-actions.ts";
import { UndoBar } from "../../../ui/undo-bar.tsx";
import { canArchive } from "../items/can-archive.ts";
import { ItemList, type OwnKey } from "../list/item-list.tsx";
import { archiveRows, inboxRows } from "../list/list-rows.ts";
import { answerTo } from "../thread/answer.ts";
import { ArchiveTools } from "./archive-tools.tsx";
import { ItemView } from "./item-view.tsx";
import type { InboxWays, OpenInbox } from "./open-inbox.ts";
import { PaneHeader } from "./pane-header.tsx";
import { PaneMessage } from "./pane-message.tsx";
import { isSameItem, NO_SEARCH } from "./pane-store.ts";
import styles from "./inbox-content.module.css";

export interface InboxContentProps {
  readonly agent: AgentId;
  readonly inbox: OpenInbox;
  readonly ways: InboxWays;
  /** Where what can be done with the item that is read is known by name. */
  readonly actions: Actions;
  readonly isConnected: boolean;
  /** Grows each time that the list should have the focus. */
  readonly focusRequests: number;
  readonly onClose: () => void;
  /** Whether it is the panel of a tab, and not a part of a view. */
  readonly isTab: boolean;
}

/** Between two keys of somebody who types: not each of them is searched for. */
const TYPING_MS = 120;

/** Whoever goes through a list quickly reads no threads. */
const THREAD_AFTER_MS = 150;

/** An agent's inbox: its items, the text of the one that is read, and what was archived. */
export const InboxContent = memo(function InboxContent(props: InboxContentProps) {
  const { agent, inbox, ways, actions, isConnected, focusRequests, isTab, onClose } = props;
  const { commands } = inbox;
  const { isKnown, items, departures } = useStore(inbox.items);
  const { isArchiveShown, archive, search, opened, thread, archiving, refusals, undo } = useStore(inbox.pane);
  const told = useStore(inbox.deliveries);
  const deliveries = told.agent === agent && !isArchiveShown ? told.byItem : NO_DELIVERIES;
  const list = useRef<HTMLDivElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const archived = archive.kind === "known" ? archive.value : undefined;
  const shown = isArchiveShown ? (archived?.items ?? NO_ITEMS) : items;
  const rows = useMemo(
    () => (isArchiveShown ? archiveRows(shown) : inboxRows(shown)),
    [isArchiveShown, shown],
  );
  const current = opened && shown.find((item) => isSameItem(item, opened.item));
  const isEmpty = shown.length === 0 && opened === undefined && !isArchiveShown;
  const isThere = current !== undefined;

  // A tab's list has the focus as soon as it is there; that of a view has it when it is asked for.
  const heard = useRef(focusRequests);
  useEffect(() => {
    if (!isTab && heard.current === focusRequests) return;
    heard.current = focusRequests;
    list.current?.focus();
  }, [agent, focusRequests, isTab]);
  const isSearching = search !== NO_SEARCH;
  useEffect(() => {
    if (!isArchiveShown || !isConnected) return undefined;
    const timer = setTimeout(() => void commands.loadArchive(), isSearching ? TYPING_MS : 0);
    return () => clearTimeout(timer);
  }, [isArchiveShown, isConnected, departures, commands, agent, search, isSearching]);

  // Its file is another now: what is read is read again.
  const isOutdated = current !== undefined && current !== opened?.item;
  useEffect(() => {
    if (isOutdated && isConnected) void commands.read(current);
  }, [isOutdated, isConnected, current, commands]);
  const read = opened?.item;
  useEffect(() => {
    if (read?.kind !== "message" || !isConnected) return undefined;
    const timer = setTimeout(() => void commands.loadThread(read), THREAD_AFTER_MS);
    return () => clearTimeout(timer);
  }, [read, isConnected, departures, items.length, commands]);

  const archiveItem = async (item: InboxItem): Promise<void> => {
    const next = neighbourOf(items, item);
    if (!(await commands.archive(item))) return;
    if (!isSameItem(inbox.pane.getState().opened?.item, item)) return;
    // Its button is gone with it.
    list.current?.focus();
    await commands.read(next);
  };
  const answer = read === undefined ? undefined : answerTo({ owner: agent, item: read });
  useActionWays(actions, {
    "message.reply": {
      whyNot: () => (answer === undefined ? "No message is read that can be answered." : undefined),
      run: () => {
        if (answer !== undefined) ways.onAnswer(answer);
      },
    },
    "item.archive": {
      whyNot: () => {
        if (!isConnected) return "Quorum is not connected.";
        return current === undefined || !canArchive(current)
          ? "No item is read that can be archived."
          : undefined;
      },
      run: () => {
        if (current !== undefined) void archiveItem(current);
      },
    },
  });
  const onKey = (key: OwnKey): boolean => {
    if (key === "Escape") onClose();
    else if (key === "Enter") text.current?.focus();
    else if (key === "r" && answer !== undefined) ways.onAnswer(answer);
    else if (key === "/") {
      if (!isArchiveShown) return false;
      field.current?.focus();
    } else if (key === "Delete" && isConnected && current !== undefined && canArchive(current)) {
      void archiveItem(current);
    }
    return true;
  };

  return (
    <section
      className={styles.pane}
      role={isTab ? "tabpanel" : undefined}
      aria-label={`Inbox of ${agent}`}
      data-agent={agent}
      data-known={isArchiveShown ? archived !== undefined : isKnown}
    >
      <PaneHeader
        agent={agent}
        isArchiveShown={isArchiveShown}
        isConnected={isConnected}
        items={isKnown ? items : undefined}
        archive={archived}
        onShowArchive={commands.showArchive}
        onAgent={ways.isAgent(agent) ? () => ways.onAgent(agent) : undefined}
      />
      {undo !== undefined && (
        <UndoBar
          label="Archived just now"
          title={undo.title}
          done="archived"
          refusal={undo.refusal}
          isConnected={isConnected}
          onUndo={() => {
            // Its button may go with it.
            list.current?.focus();
            void commands.restore();
          }}
          onPutAway={() => {
            list.current?.focus();
            commands.forgetUndo();
          }}
        />
      )}
      <div className={styles.body} data-empty={isEmpty}>
        <div className={styles.side}>
          {isArchiveShown && (
            <ArchiveTools
              agent={agent}
              search={search}
              fieldRef={field}
              onSearch={commands.search}
              onLeave={() => list.current?.focus()}
            />
          )}
          <div className={styles.items}>
            <ItemList
              key={`${agent} ${String(isArchiveShown)}`}
              label={isArchiveShown ? `Archived items of ${agent}` : `Items of ${agent}`}
              rows={rows}
              selected={opened?.item}
              refusals={refusals}
              deliveries={deliveries}
              focusRef={list}
              onSelect={(item) => void commands.read(item)}
              onKey={onKey}
            />
            {shown.length === 0 && (
              <PaneMessage
                agent={agent}
                isArchiveShown={isArchiveShown}
                isSearching={isSearching}
                isKnown={isArchiveShown ? archived !== undefined : isKnown}
                failure={isArchiveShown && archive.kind === "failed" ? archive.sentence : undefined}
              />
            )}
          </div>
        </div>
        {opened === undefined ? (
          !isEmpty && <p className={styles.hint}>Choose an item to read it.</p>
        ) : (
          <ItemView
            key={`${opened.item.archivedOn ?? ""}/${opened.item.id}`}
            owner={agent}
            item={opened.item}
            text={opened.text}
            thread={thread}
            delivery={deliveries.get(opened.item.id)}
            isThere={isThere}
            isConnected={isConnected}
            isArchiving={archiving.has(opened.item.id)}
            refusal={refusals.get(opened.item.id)}
            textRef={text}
            commands={commands}
            ways={ways}
            onArchive={() => void archiveItem(opened.item)}
            onLeave={() => list.current?.focus()}
          />
        )}
      </div>
    </section>
  );
});

const NO_ITEMS: readonly InboxItem[] = [];
const NO_DELIVERIES: ReadonlyMap<string, Delivery> = new Map();

/** The item that is read next when one is put away. */
function neighbourOf(items: readonly InboxItem[], item: InboxItem): InboxItem | undefined {
  const place = items.findIndex((other) => isSameItem(other, item));
  return items[place + 1] ?? items[place - 1];
}
