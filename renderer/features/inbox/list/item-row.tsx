import type { Delivery } from "../../../../shared/contract/deliveries.ts";
import type { InboxItem } from "../../../../shared/contract/inbox.ts";
import { Icon } from "../../../ui/icon.tsx";
import { agoText, momentText } from "../../../ui/time-text.ts";
import { deliveryWords } from "../deliveries/delivery-words.ts";
import { kindName } from "../items/item-kinds.ts";
import { ITEM_HEIGHT_PX } from "./row-layout.ts";
import hidden from "../../../ui/heard.module.css";
import styles from "./item-row.module.css";

export interface ItemRowProps {
  readonly id: string;
  readonly item: InboxItem;
  /** Its place among the rows, by which a click is told. */
  readonly row: number;
  readonly top: number;
  readonly now: number;
  /** Its place among the items, counted from 1, and how many there are. */
  readonly place: number;
  readonly count: number;
  readonly isSelected: boolean;
  /** Why it was not archived. */
  readonly refusal: string | undefined;
  readonly delivery: Delivery | undefined;
}

/** One item in the list: what it is, of whom, about which document, and what is wrong with it. */
export function ItemRow(props: ItemRowProps) {
  const { id, item, row, top, now, place, count, isSelected, refusal, delivery } = props;
  const problem = refusal ?? item.problem;
  return (
    <div
      id={id}
      role="option"
      className={styles.row}
      data-row={row}
      data-item={item.id}
      data-kind={item.kind}
      aria-selected={isSelected}
      aria-posinset={place}
      aria-setsize={count}
      style={{ top, height: ITEM_HEIGHT_PX }}
    >
      <span className={styles.icon}>
        <Icon name={item.kind} />
        <span className={hidden.heard}>{kindName(item.kind)}</span>
      </span>
      <span className={styles.title} title={item.title}>
        {item.title}
      </span>
      <time className={styles.time} title={momentText(item.at)}>
        {agoText(item.at, now)}
      </time>
      <span className={styles.line}>
        {problem === undefined ? (
          <>
            {item.from !== undefined && <span>{item.from}</span>}
            {item.document !== undefined && <span className={styles.document}>{item.document}</span>}
            {item.from === undefined && item.document === undefined && <span>{item.id}</span>}
          </>
        ) : (
          <span className={styles.problem} title={problem}>
            <Icon name="warning" />
            {problem}
          </span>
        )}
        {delivery !== undefined && <DeliverySign delivery={delivery} now={now} />}
      </span>
    </div>
  );
}

/** How far the telling of the item has come: a word, and under the pointer all of it. */
function DeliverySign({ delivery, now }: { readonly delivery: Delivery; readonly now: number }) {
  const { word, tone, sentence } = deliveryWords(delivery, now);
  return (
    <span className={styles.delivery} data-delivery={delivery.notice.kind} data-tone={tone} title={sentence}>
      {tone === "bad" && <Icon name="warning" />}
      {word}
    </span>
  );
}
