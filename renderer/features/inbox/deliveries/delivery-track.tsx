import { useState } from "react";
import type { Delivery } from "../../../../shared/contract/deliveries.ts";
import type { InboxItem } from "../../../../shared/contract/inbox.ts";
import { Icon, type IconName } from "../../../ui/icon.tsx";
import { Popover } from "../../../ui/popover.tsx";
import { Time } from "../../../ui/time.tsx";
import { momentText } from "../../../ui/time-text.ts";
import { useNow } from "../../../ui/use-now.ts";
import type { Answered, Asked } from "../pane/asked.ts";
import { STEP_NAMES, type RecordedStep } from "./delivery-record.ts";
import { deliverySteps, type DeliveryStep } from "./delivery-steps.ts";
import { deliveryWords, type DeliveryWords } from "./delivery-words.ts";
import hidden from "../../../ui/heard.module.css";
import styles from "./delivery-track.module.css";

export interface DeliveryTrackProps {
  readonly item: InboxItem;
  readonly delivery: Delivery | undefined;
  readonly isConnected: boolean;
  readonly record: (item: InboxItem, since: number) => Promise<Answered<readonly RecordedStep[]>>;
}

/** An item's clock and the record's may differ by so much. */
const EARLIER_MS = 86_400_000;

/** How far an item has come on its way; pressed, when each thing happened, and how that is known. */
export function DeliveryTrack({ item, delivery, isConnected, record }: DeliveryTrackProps) {
  const [recorded, setRecorded] = useState<Asked<readonly RecordedStep[]>>({ kind: "loading" });
  const now = useNow();
  if (delivery === undefined && item.archivedOn === undefined) return null;
  const told = delivery && deliveryWords(delivery, now);
  const load = (isOpen: boolean): void => {
    if (!isOpen) return;
    setRecorded({ kind: "loading" });
    const since = Math.min(delivery?.createdAt ?? item.at, item.at) - EARLIER_MS;
    void record(item, since).then(setRecorded);
  };
  return (
    <div className={styles.line}>
      {delivery !== undefined && <Steps steps={deliverySteps(delivery)} />}
      <Popover
        label="What has become of it"
        onOpen={load}
        trigger={
          <button type="button" className={styles.record} disabled={!isConnected}>
            {delivery === undefined ? "What became of it" : "Times and proof"}
          </button>
        }
      >
        <Recorded steps={recorded} sentence={told?.sentence} />
      </Popover>
      {told !== undefined && <Trouble told={told} />}
    </div>
  );
}

/** How far an item has come, and what stands in its way. */
export function DeliverySummary({ delivery }: { readonly delivery: Delivery }) {
  const now = useNow();
  return (
    <div className={styles.line}>
      <Steps steps={deliverySteps(delivery)} />
      <Trouble told={deliveryWords(delivery, now)} />
    </div>
  );
}

function Trouble({ told: { tone, sentence } }: { readonly told: DeliveryWords }) {
  if (tone !== "warn" && tone !== "bad") return null;
  return (
    <p className={styles.reason} data-tone={tone} role="note">
      {sentence}
    </p>
  );
}

const SIGNS: Readonly<Record<DeliveryStep["state"], IconName | undefined>> = {
  done: "check",
  open: undefined,
  held: "clock",
  bad: "warning",
};
const STATES: Readonly<Record<DeliveryStep["state"], string>> = {
  done: "",
  open: ", not yet",
  held: "",
  bad: "",
};

/** The steps of a delivery in one line. */
function Steps({ steps }: { readonly steps: readonly DeliveryStep[] }) {
  return (
    <ol className={styles.steps} aria-label="Delivery">
      {steps.map(({ name, word, state, at }) => {
        const sign = SIGNS[state];
        return (
          <li key={name} data-state={state}>
            <span className={styles.sign}>{sign !== undefined && <Icon name={sign} />}</span>
            {word ?? name}
            <span className={hidden.heard}>{word === undefined ? STATES[state] : ""}</span>
            {at !== undefined && <Time at={at} />}
          </li>
        );
      })}
    </ol>
  );
}

interface RecordedProps {
  readonly steps: Asked<readonly RecordedStep[]>;
  readonly sentence: string | undefined;
}

function Recorded({ steps, sentence }: RecordedProps) {
  if (steps.kind === "loading") return <p className={styles.quiet}>Reading the record…</p>;
  if (steps.kind === "failed") return <p className={styles.quiet}>{steps.sentence}</p>;
  return (
    <>
      {sentence !== undefined && <p className={styles.sentence}>{sentence}</p>}
      {steps.value.length === 0 ? (
        <p className={styles.quiet}>The record has nothing of it: it is older, or was never followed.</p>
      ) : (
        <ol className={styles.recorded}>
          {steps.value.map(({ id, at, event, proof }) => (
            <li key={id}>
              <b>{STEP_NAMES[event] ?? event}</b>
              <time dateTime={new Date(at).toISOString()}>{momentText(at)}</time>
              {proof !== undefined && <p>{proof}</p>}
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
