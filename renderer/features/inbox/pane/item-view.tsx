import { useState, type Ref } from "react";
import type { AgentId } from "../../../../shared/contract/agents.ts";
import type { Delivery } from "../../../../shared/contract/deliveries.ts";
import type { InboxItem } from "../../../../shared/contract/inbox.ts";
import { Button } from "../../../ui/button.tsx";
import { countText } from "../../../ui/count-text.ts";
import { Icon } from "../../../ui/icon.tsx";
import { plainly } from "../../../ui/plainly.ts";
import { DeliveryTrack } from "../deliveries/delivery-track.tsx";
import { bodyOf } from "../items/body-of.ts";
import { canArchive } from "../items/can-archive.ts";
import { answerTo } from "../thread/answer.ts";
import { entryKey, type ThreadEntry } from "../thread/thread-entry.ts";
import { ThreadMessage } from "../thread/thread-message.tsx";
import type { Asked } from "./asked.ts";
import type { InboxCommands } from "./inbox-commands.ts";
import { ItemFacts } from "./item-facts.tsx";
import { ItemNote } from "./item-note.tsx";
import type { InboxWays } from "./open-inbox.ts";
import styles from "./item-view.module.css";

export interface ItemViewProps {
  /** Whose inbox or archive it lies in. */
  readonly owner: AgentId;
  readonly item: InboxItem;
  readonly text: Asked<string>;
  /** The other messages under its subject, the earliest first. */
  readonly thread: readonly ThreadEntry[];
  /** How far its telling has come, where that is known. */
  readonly delivery: Delivery | undefined;
  /** Whether it is still where it was when it was opened. */
  readonly isThere: boolean;
  readonly isConnected: boolean;
  readonly isArchiving: boolean;
  /** Why it was not archived. */
  readonly refusal: string | undefined;
  readonly textRef: Ref<HTMLDivElement>;
  readonly commands: Pick<InboxCommands, "record" | "textOf">;
  readonly ways: InboxWays;
  readonly onArchive: () => void;
  readonly onLeave: () => void;
}

/** An item that is read. Its text is shown as what it is meant to be, or as it stands in its file; never as markup. */
export function ItemView(props: ItemViewProps) {
  const { owner, item, text, thread, delivery, isThere, isConnected, isArchiving, refusal } = props;
  const { textRef, commands, ways, onArchive, onLeave } = props;
  const [isSource, setIsSource] = useState(false);
  const answer = answerTo({ owner, item });
  const isOdd = item.problem !== undefined || item.kind === "unknown";
  const { document } = item;
  return (
    <article
      className={styles.view}
      aria-label={item.title}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.preventDefault();
        onLeave();
      }}
    >
      <header className={styles.header}>
        <h3>{item.title}</h3>
        <div className={styles.tools}>
          {document !== undefined && ways.isDocument(document) && (
            <Button label={`Open ${document}`} onPress={() => ways.onDocument(document)}>
              <Icon name="document" />
              Open
            </Button>
          )}
          {answer !== undefined && (
            <Button label={`Reply to ${answer.to}`} onPress={() => ways.onAnswer(answer)}>
              <Icon name="write" />
              Reply
            </Button>
          )}
          {isThere && canArchive(item) && (
            <Button isDisabled={!isConnected} isBusy={isArchiving} onPress={onArchive}>
              <Icon name="archive" />
              Archive
            </Button>
          )}
        </div>
      </header>
      <ItemFacts item={item} ways={ways} />
      <DeliveryTrack item={item} delivery={delivery} isConnected={isConnected} record={commands.record} />
      {refusal !== undefined && <ItemNote tone="bad">{`It was not archived. ${refusal}`}</ItemNote>}
      {item.problem !== undefined && <ItemNote tone="warn">{item.problem}</ItemNote>}
      {!isThere && (
        <ItemNote tone="quiet">It is no longer in the inbox. Archived holds what was there.</ItemNote>
      )}
      {isThere && item.kind === "task" && item.archivedOn === undefined && (
        <ItemNote tone="quiet">A task leaves the inbox by itself when it is done.</ItemNote>
      )}
      {text.kind === "failed" ? (
        <ItemNote tone="bad">{text.sentence}</ItemNote>
      ) : (
        <div
          ref={textRef}
          className={styles.text}
          role="region"
          tabIndex={0}
          aria-label={`Text of ${item.id}`}
          aria-busy={text.kind === "loading"}
        >
          {text.kind === "known" && (
            <div data-item-text={item.id}>
              {isOdd || isSource ? (
                <pre className={styles.source}>
                  {plainly(isSource ? text.value : bodyOf(item, text.value))}
                </pre>
              ) : (
                ways.renderText(bodyOf(item, text.value))
              )}
            </div>
          )}
          {text.kind === "known" && !isOdd && (
            <button
              type="button"
              className={styles.toggle}
              aria-pressed={isSource}
              onClick={() => setIsSource(!isSource)}
            >
              The file as it is written
            </button>
          )}
          {thread.length > 0 && (
            <section className={styles.thread} aria-label="The same subject">
              <h4>
                Under the same subject <span>{countText(thread.length)}</span>
              </h4>
              <ul>
                {thread.map((entry) => (
                  <ThreadMessage
                    key={entryKey(entry)}
                    entry={entry}
                    textOf={commands.textOf}
                    renderText={ways.renderText}
                  />
                ))}
              </ul>
            </section>
          )}
        </div>
      )}
    </article>
  );
}
