import type { Ref } from "react";
import type { Delivery } from "../../../../shared/contract/deliveries.ts";
import type { InboxItem } from "../../../../shared/contract/inbox.ts";
import { Button } from "../../../ui/button.tsx";
import { Icon } from "../../../ui/icon.tsx";
import { useNow } from "../../../ui/use-now.ts";
import { momentText } from "../../../ui/time-text.ts";
import { bodyOf } from "../items/body-of.ts";
import { deliveryWords } from "../deliveries/delivery-words.ts";
import { kindName } from "../items/item-kinds.ts";
import { canArchive } from "../items/can-archive.ts";
import type { Asked } from "./pane-store.ts";
import styles from "./item-view.module.css";

export interface ItemViewProps {
  readonly item: InboxItem;
  readonly text: Asked<string>;
  /** How far its telling has come, where that is known. */
  readonly delivery: Delivery | undefined;
  /** Whether it is still where it was when it was opened. */
  readonly isThere: boolean;
  readonly isConnected: boolean;
  readonly isArchiving: boolean;
  /** Why it was not archived. */
  readonly refusal: string | undefined;
  readonly textRef: Ref<HTMLPreElement>;
  readonly onArchive: () => void;
  readonly onLeave: () => void;
}

/** An item that is read. Its text is shown as it stands in its file: it is never markup. */
export function ItemView(props: ItemViewProps) {
  const { item, text, delivery, isThere, isConnected, isArchiving, refusal, textRef, onArchive, onLeave } =
    props;
  const now = useNow();
  const told = delivery === undefined ? undefined : deliveryWords(delivery, now).sentence;
  return (
    <article
      className={styles.view}
      aria-label={item.title}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        onLeave();
      }}
    >
      <header className={styles.header}>
        <h3>{item.title}</h3>
        {isThere && canArchive(item) && (
          <Button isDisabled={!isConnected} isBusy={isArchiving} onPress={onArchive}>
            <Icon name="archive" />
            Archive
          </Button>
        )}
      </header>
      <dl className={styles.facts}>
        {factsOf(item, told).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {refusal !== undefined && <Note tone="bad">{`It was not archived. ${refusal}`}</Note>}
      {item.problem !== undefined && <Note tone="warn">{item.problem}</Note>}
      {!isThere && <Note tone="quiet">It is no longer in the inbox. Archived holds what was there.</Note>}
      {isThere && item.kind === "task" && item.archivedOn === undefined && (
        <Note tone="quiet">A task leaves the inbox by itself when it is done.</Note>
      )}
      {text.kind === "failed" ? (
        <Note tone="bad">{text.sentence}</Note>
      ) : (
        <pre
          ref={textRef}
          className={styles.text}
          tabIndex={0}
          aria-label={`Text of ${item.id}`}
          aria-busy={text.kind === "loading"}
        >
          {text.kind === "known" && bodyOf(item, text.value)}
        </pre>
      )}
    </article>
  );
}

function Note({ tone, children }: { readonly tone: "bad" | "warn" | "quiet"; readonly children: string }) {
  return (
    <p className={styles.note} data-tone={tone} role={tone === "bad" ? "alert" : undefined}>
      {tone !== "quiet" && <Icon name="warning" />}
      {children}
    </p>
  );
}

function factsOf(item: InboxItem, told: string | undefined): readonly (readonly [string, string])[] {
  const name = kindName(item.kind);
  const facts: readonly (readonly [string, string | undefined])[] = [
    ["Kind", item.workflow === undefined ? name : `${name} · ${item.workflow}`],
    ["From", item.from],
    ["Document", item.document],
    ["Event", item.event],
    ["Date", momentText(item.at)],
    ["Archived", item.archivedOn],
    ["Notice", told],
    ["File", item.id],
  ];
  return facts.flatMap(([fact, value]) =>
    value === undefined || value === "" ? [] : [[fact, value] as const],
  );
}
