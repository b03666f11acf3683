import { useEffect, useMemo, useRef } from "react";
import { useStore } from "zustand";
import type { AgentId } from "../../../../shared/contract/agents.ts";
import type { Delivery } from "../../../../shared/contract/deliveries.ts";
import type { InboxItem } from "../../../../shared/contract/inbox.ts";
import type { DeliveriesStore } from "../deliveries/deliveries-store.ts";
import type { InboxStore } from "../items/inbox-store.ts";
import { canArchive } from "../items/can-archive.ts";
import { ItemList } from "../list/item-list.tsx";
import { archiveRows, inboxRows } from "../list/list-rows.ts";
import type { InboxCommands } from "./inbox-commands.ts";
import { ItemView } from "./item-view.tsx";
import { PaneHeader } from "./pane-header.tsx";
import { PaneMessage } from "./pane-message.tsx";
import { isSameItem, type PaneStore } from "./pane-store.ts";
import styles from "./inbox-pane.module.css";

/** The inbox that is open, and what can be done in it. */
export interface OpenInbox {
  readonly items: InboxStore;
  readonly deliveries: DeliveriesStore;
  readonly pane: PaneStore;
  readonly commands: InboxCommands;
}

export interface InboxPaneProps {
  readonly agent: AgentId;
  readonly inbox: OpenInbox;
  readonly isConnected: boolean;
  /** Grows each time that the list should have the focus. */
  readonly focusRequests: number;
  readonly onClose: () => void;
}

/** An agent's inbox: its items, the text of the one that is read, and what was archived. */
export function InboxPane({ agent, inbox, isConnected, focusRequests, onClose }: InboxPaneProps) {
  const { commands } = inbox;
  const { isKnown, items, departures } = useStore(inbox.items);
  const { isArchiveShown, archive, opened, archiving, refusals } = useStore(inbox.pane);
  const told = useStore(inbox.deliveries);
  const deliveries = told.agent === agent && !isArchiveShown ? told.byItem : NO_DELIVERIES;
  const list = useRef<HTMLDivElement>(null);
  const text = useRef<HTMLPreElement>(null);
  const archived = archive.kind === "known" ? archive.value : undefined;
  const shown = isArchiveShown ? (archived?.items ?? NO_ITEMS) : items;
  const rows = useMemo(
    () => (isArchiveShown ? archiveRows(shown) : inboxRows(shown)),
    [isArchiveShown, shown],
  );
  const current = opened && shown.find((item) => isSameItem(item, opened.item));
  const isEmpty = shown.length === 0 && opened === undefined;
  const isThere = current !== undefined;

  useEffect(() => list.current?.focus(), [agent, focusRequests]);
  useEffect(() => {
    if (isArchiveShown && isConnected) void commands.loadArchive();
  }, [isArchiveShown, isConnected, departures, commands, agent]);

  // Its file is another now: what is read is read again.
  const isOutdated = current !== undefined && current !== opened?.item;
  useEffect(() => {
    if (isOutdated && isConnected) void commands.read(current);
  }, [isOutdated, isConnected, current, commands]);

  const archiveItem = async (item: InboxItem): Promise<void> => {
    const next = neighbourOf(items, item);
    if (!(await commands.archive(item))) return;
    if (!isSameItem(inbox.pane.getState().opened?.item, item)) return;
    // Its button is gone with it.
    list.current?.focus();
    await commands.read(next);
  };
  const onKey = (key: "Enter" | "Escape" | "Delete"): void => {
    if (key === "Escape") onClose();
    else if (key === "Enter") text.current?.focus();
    else if (isConnected && current !== undefined && canArchive(current)) void archiveItem(current);
  };

  return (
    <section
      className={styles.pane}
      role="tabpanel"
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
      />
      <div className={styles.body} data-empty={isEmpty}>
        <div className={styles.side}>
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
              isKnown={isArchiveShown ? archived !== undefined : isKnown}
              failure={isArchiveShown && archive.kind === "failed" ? archive.sentence : undefined}
            />
          )}
        </div>
        {opened === undefined ? (
          !isEmpty && <p className={styles.hint}>Choose an item to read it.</p>
        ) : (
          <ItemView
            key={`${opened.item.archivedOn ?? ""}/${opened.item.id}`}
            item={opened.item}
            text={opened.text}
            delivery={deliveries.get(opened.item.id)}
            isThere={isThere}
            isConnected={isConnected}
            isArchiving={archiving.has(opened.item.id)}
            refusal={refusals.get(opened.item.id)}
            textRef={text}
            onArchive={() => void archiveItem(opened.item)}
            onLeave={() => list.current?.focus()}
          />
        )}
      </div>
    </section>
  );
}

const NO_ITEMS: readonly InboxItem[] = [];
const NO_DELIVERIES: ReadonlyMap<string, Delivery> = new Map();

/** The item that is read next when one is put away. */
function neighbourOf(items: readonly InboxItem[], item: InboxItem): InboxItem | undefined {
  const place = items.findIndex((other) => isSameItem(other, item));
  return items[place + 1] ?? items[place - 1];
}
