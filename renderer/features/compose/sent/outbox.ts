import type { DeliveriesChange, Delivery } from "../../../../shared/contract/deliveries.ts";

/** A message on its way to one of those whom it goes to. */
export interface Letter {
  readonly to: string;
  readonly state:
    | { readonly kind: "sending" }
    /** `item` is its name in the inbox; `delivery` is what has become of it there, where that is known. */
    | { readonly kind: "sent"; readonly item: string; readonly delivery?: Delivery }
    | { readonly kind: "failed"; readonly sentence: string }
    /** The sending was stopped before its turn came. */
    | { readonly kind: "held" };
}

/** A message that is sent, one letter for each recipient. */
export interface Outbox {
  /** The draft that it was. */
  readonly draft: string;
  readonly subject: string;
  readonly body: string;
  readonly letters: readonly Letter[];
}

export function withLetter(outbox: Outbox, to: string, state: Letter["state"]): Outbox {
  return { ...outbox, letters: outbox.letters.map((letter) => (letter.to === to ? { to, state } : letter)) };
}

/** The name that an item has in its inbox, as the answer to the request says it. */
export function sentItem(text: string): string | undefined {
  return /^Message sent: (\S+)$/m.exec(text)?.[1];
}

/** What became of the letter in the inbox of one recipient. What has left the inbox was put away by its reader. */
export function withDeliveriesOf(outbox: Outbox, to: string, changes: readonly DeliveriesChange[]): Outbox {
  const letter = outbox.letters.find((one) => one.to === to);
  if (letter?.state.kind !== "sent") return outbox;
  const { item } = letter.state;
  let { delivery } = letter.state;
  for (const change of changes) {
    const told = change.items.find((one) => one.item === item);
    if (told !== undefined) delivery = told;
    else if (change.kind === "changed" && change.removed.includes(item) && delivery !== undefined) {
      delivery = { ...delivery, progress: "archived" };
    }
  }
  if (delivery === letter.state.delivery) return outbox;
  return withLetter(outbox, to, { kind: "sent", item, ...(delivery !== undefined && { delivery }) });
}

/** In a few words how the sending stands. */
export function outboxText({ letters }: Outbox): string {
  const count = (kind: Letter["state"]["kind"]): number =>
    letters.filter(({ state }) => state.kind === kind).length;
  const [sending, sent, failed] = [count("sending"), count("sent"), count("failed") + count("held")];
  if (sending > 0) return `Sending: ${String(sent)} of ${String(letters.length)}`;
  const whom = letters.length === 1 ? (letters[0]?.to ?? "") : `${String(sent)}`;
  if (failed === 0) return `Sent to ${whom}`;
  return sent === 0 ? "It was not sent" : `Sent to ${String(sent)} of ${String(letters.length)}`;
}
