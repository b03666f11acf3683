import { useId, useRef, type KeyboardEvent } from "react";
import type { AgentId } from "../../../shared/contract/agents.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { countText } from "../../ui/count-text.ts";
import { Icon } from "../../ui/icon.tsx";
import { countOf, type InboxOwner } from "./inbox-owners.ts";
import { ItemCount } from "../../ui/item-count.tsx";
import styles from "./owner-list.module.css";

export interface OwnerListProps {
  readonly owners: readonly InboxOwner[];
  readonly chosen: AgentId;
  readonly onChoose: (agent: AgentId) => void;
  readonly onEnter: () => void;
}

/** Whose inboxes there are, and how much is in each. Arrows choose one, Enter goes on to its items. */
export function OwnerList({ owners, chosen, onChoose, onEnter }: OwnerListProps) {
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const at = owners.findIndex(({ id }) => id === chosen);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" || event.key === "ArrowRight") onEnter();
    else {
      const next = owners[placeFor(event.key, at, owners.length)];
      if (next === undefined) return;
      onChoose(next.id);
      const place = owners.indexOf(next);
      list.current?.children[place]?.scrollIntoView({ block: "nearest" });
    }
    event.preventDefault();
  };
  return (
    <div
      ref={list}
      className={styles.list}
      role="listbox"
      aria-label="Whose inbox"
      aria-activedescendant={at === -1 ? undefined : `${listId}-${chosen}`}
      tabIndex={0}
      data-inbox-owners
      onKeyDown={onKeyDown}
    >
      {owners.map((owner) => (
        <OwnerRow
          key={owner.id}
          id={`${listId}-${owner.id}`}
          owner={owner}
          isChosen={owner.id === chosen}
          onChoose={() => onChoose(owner.id)}
        />
      ))}
    </div>
  );
}

interface OwnerRowProps {
  readonly id: string;
  readonly owner: InboxOwner;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function OwnerRow({ id, owner, isChosen, onChoose }: OwnerRowProps) {
  const { task, message } = owner.counts;
  const all = countOf(owner.counts);
  const rest = all - task - message;
  const words = [
    all === 0 ? "empty" : `${countText(all)} ${all === 1 ? "item" : "items"}`,
    ...(owner.undeliverable > 0 ? [`${countText(owner.undeliverable)} undeliverable`] : []),
  ].join(", ");
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- The list has the keys.
    <div
      id={id}
      className={styles.row}
      role="option"
      aria-selected={isChosen}
      aria-label={`${owner.id}${owner.isPerson ? ", you" : ""}: ${words}`}
      title={words}
      data-owner={owner.id}
      data-empty={all === 0}
      onClick={onChoose}
    >
      <Avatar agent={owner.id} place={owner.place} size="small" isQuiet={all === 0} />
      <span className={styles.name}>
        {owner.id}
        {owner.isPerson && <small>you</small>}
      </span>
      {owner.undeliverable > 0 && (
        <span className={styles.lost}>
          <Icon name="warning" />
        </span>
      )}
      {task > 0 && <ItemCount count={task} kind="task" />}
      {message > 0 && <ItemCount count={message} kind="message" />}
      {rest > 0 && <ItemCount count={rest} kind="other" />}
    </div>
  );
}

function placeFor(key: string, at: number, count: number): number {
  switch (key) {
    case "ArrowDown":
      return Math.min(at + 1, count - 1);
    case "ArrowUp":
      return Math.max(at - 1, 0);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return -1;
  }
}
