import { randomBytes } from "node:crypto";
import type { Notice, NoticeOutcome, NoticeWay } from "../../../shared/link/notices.ts";
import type { Finding } from "../programs/agent-program.ts";
import { typedLine } from "../programs/typed-text.ts";
import { wayOf, type Delivery } from "./delivery.ts";
import type { DeliveryLog, DeliveryRecord } from "./delivery-log.ts";
import { earlierDeliveries } from "./earlier-deliveries.ts";

/** What came back is tried again after so long, and each time after twice that. */
const RETRY_MS = 1000;
const MAX_RETRY_MS = 60_000;
/** Who takes something back has something else in mind: it comes again as late as after so many tries. */
const TAKEN_BACK_TIMES = 4;
/** So many of the last deliveries may have been taken back, or not been kept, when the session ended. */
const CHECKED_AGAIN = 3;
/** An entry of a transcript may be stamped a little before it is written. */
const STAMP_SLACK_MS = 2000;

const FORGOTTEN = "The conversation has not kept it, or could not be taken up.";

/** How a delivery ended, as it is written down. */
export type DeliveryOutcome = Extract<DeliveryRecord, { kind: "outcome" }>["outcome"];

/** The conversation of the session before. */
export interface ConversationBefore {
  readonly transcript: string;
  /** It could not be taken up. */
  readonly isForgotten: boolean;
}

export interface NoticeBookOptions {
  readonly log: DeliveryLog;
  readonly now: () => number;
  readonly transcript: () => string | undefined;
  readonly find: (transcript: string | undefined, text: string, since: number) => Promise<Finding>;
  readonly say: (id: string, outcome: NoticeOutcome) => void;
}

/** What is to be told, and what has become of each notice: written down, and said to the hub. */
export class NoticeBook {
  readonly #options: NoticeBookOptions;
  readonly #settled = new Map<string, NoticeOutcome>();
  /** The reason that was said last for holding a notice. */
  readonly #held = new Map<string, string>();
  readonly #returns = new Map<string, { readonly times: number; readonly until: number }>();
  /** Told perhaps: a late proof settles them. */
  readonly #unsure = new Map<string, Delivery>();
  /** Taken back after the hub was told that they were announced. */
  readonly #returned = new Map<string, NoticeOutcome>();
  #notices: readonly Notice[] = [];

  constructor(options: NoticeBookOptions) {
    this.#options = options;
  }

  /** Finds out how the deliveries of earlier sessions ended. */
  async settleEarlier(
    records: readonly DeliveryRecord[],
    before: ConversationBefore | undefined,
  ): Promise<void> {
    const { settled, announced, returned, takenBack, unsettled } = earlierDeliveries(records);
    for (const [id, outcome] of settled) this.#settled.set(id, outcome);
    for (const [id, outcome] of returned) this.#returned.set(id, outcome);
    const late = announced.slice(-CHECKED_AGAIN);
    for (const delivery of announced) {
      const isGone =
        isForgotten(delivery, before) || (late.includes(delivery) && (await this.#isLost(delivery)));
      if (isGone) this.takeBack(delivery, FORGOTTEN);
    }
    for (const { delivery, at } of takenBack) {
      const finding = await this.#options.find(delivery.transcript, delivery.text, at + STAMP_SLACK_MS);
      if (finding === "told") this.settle(delivery, "announced", "It was entered again.");
    }
    for (const delivery of unsettled) await this.#settleLate(delivery, before);
  }

  /** Writes down what is known from before, so that it is known when those logs are gone. */
  noteKnown(): void {
    const notices = [...this.#settled].map(([id, outcome]) => ({ id, outcome }));
    if (notices.length > 0) this.#append({ kind: "known", notices });
  }

  /** All that is to be told from now on; what is settled is said again. */
  list(notices: readonly Notice[]): void {
    this.#notices = notices;
    this.#held.clear();
    for (const { id } of notices) {
      const outcome = this.#settled.get(id);
      if (outcome !== undefined) this.#options.say(id, outcome);
    }
    // A hub that does not list them has not heard that they came back.
    for (const [id, outcome] of this.#returned) if (!this.#isListed(id)) this.#options.say(id, outcome);
  }

  get waiting(): readonly Notice[] {
    return this.#notices.filter(({ id }) => !this.#settled.has(id));
  }

  /** What may be told now: what came back waits a little. */
  get ready(): readonly Notice[] {
    const now = this.#options.now();
    return this.waiting.filter(({ id }) => (this.#returns.get(id)?.until ?? now) <= now);
  }

  /** When the first of what waits may be told. */
  get readyAt(): number {
    const now = this.#options.now();
    return Math.min(...this.waiting.map(({ id }) => this.#returns.get(id)?.until ?? now));
  }

  /** Says why a notice is not told now. */
  hold(id: string, reason: string): void {
    if (this.#held.get(id) === reason) return;
    this.#held.set(id, reason);
    this.#options.say(id, { kind: "held", reason });
  }

  /** Writes down what is about to be told; nothing where that cannot be. */
  intend(how: NoticeWay, notices: readonly Notice[]): Delivery | undefined {
    const transcript = this.#options.transcript();
    const delivery: Delivery = {
      delivery: randomBytes(8).toString("hex"),
      ids: notices.map(({ id }) => id),
      how,
      text: notices.map(({ line }) => typedLine(line)).join("\n"),
      ...(transcript === undefined ? {} : { transcript }),
      at: this.#options.now(),
    };
    return this.#append({ kind: "intent", ...delivery }) ? delivery : undefined;
  }

  /** Notes how a delivery ended; what is returned may be told again after a while. */
  settle(delivery: Delivery, outcome: DeliveryOutcome, reason: string): void {
    const { how, ids } = delivery;
    const at = this.#options.now();
    const proof = outcome === "announced" ? `${reason} It was ${wayOf(how)}.` : reason;
    this.#note(delivery, outcome, proof, at);
    for (const [name, { ids: others }] of this.#unsure)
      if (others.some((id) => ids.includes(id))) this.#unsure.delete(name);
    if (outcome === "uncertain") this.#unsure.set(delivery.delivery, delivery);
    for (const id of ids) {
      if (outcome === "returned") this.#comeBack(id, at);
      else {
        const settled: NoticeOutcome =
          outcome === "announced" ? { kind: "announced", how, proof, at } : { kind: "uncertain", how, at };
        this.#settled.set(id, settled);
        // It may be entered by the person before the hub has listed it again.
        if (this.#returned.delete(id) || this.#isListed(id)) this.#options.say(id, settled);
      }
    }
  }

  /** What was announced is not known to the agent after all. */
  takeBack(delivery: Delivery, reason: string): void {
    const at = this.#options.now();
    this.#note(delivery, "returned", reason, at);
    // Where it stands at the prompt it may be entered again.
    this.#unsure.set(delivery.delivery, delivery);
    for (const id of delivery.ids) {
      const outcome: NoticeOutcome = { kind: "returned", reason, at };
      this.#settled.delete(id);
      this.#held.delete(id);
      this.#returned.set(id, outcome);
      this.#comeBack(id, at, TAKEN_BACK_TIMES);
      this.#options.say(id, outcome);
    }
  }

  /** What may have been told by this prompt though it was not known to be. */
  unsureIn(prompt: string): readonly Delivery[] {
    return [...this.#unsure.values()].filter(({ text }) => prompt.includes(text));
  }

  /** Whether the transcript has what was told. */
  find({ transcript, text, at }: Delivery): Promise<Finding> {
    return this.#options.find(this.#options.transcript() ?? transcript, text, at);
  }

  #isListed(id: string): boolean {
    return this.#notices.some((notice) => notice.id === id);
  }

  /** Taken back unseen, or never written into the conversation. */
  async #isLost({ transcript, text, at }: Delivery): Promise<boolean> {
    return (await this.#options.find(transcript, text, at)) === "not-told";
  }

  async #settleLate(delivery: Delivery, before: ConversationBefore | undefined): Promise<void> {
    const { how, ids, transcript = before?.transcript, text, at } = delivery;
    const isGone = isForgotten({ transcript }, before);
    const finding = isGone ? "not-told" : await this.#options.find(transcript, text, at);
    // What the conversation does not have, the agent does not know.
    if (finding === "not-told") return;
    const proof = "It stands in the transcript.";
    const outcome: NoticeOutcome =
      finding === "told" ? { kind: "announced", how, proof, at } : { kind: "uncertain", how, at };
    for (const id of ids) this.#settled.set(id, outcome);
  }

  #comeBack(id: string, now: number, leastTimes = 1): void {
    const times = Math.max(leastTimes, (this.#returns.get(id)?.times ?? 0) + 1);
    const until = now + Math.min(RETRY_MS * 2 ** (times - 1), MAX_RETRY_MS);
    this.#returns.set(id, { times, until });
  }

  #note({ delivery, transcript }: Delivery, outcome: DeliveryOutcome, proof: string, at: number): void {
    const file = transcript ?? this.#options.transcript();
    const known = file === undefined ? {} : { transcript: file };
    this.#append({ kind: "outcome", delivery, outcome, proof, ...known, at });
  }

  #append(record: DeliveryRecord): boolean {
    try {
      this.#options.log.append(record);
      return true;
    } catch (error) {
      // A full disk, or a folder that went away. What is not written down is not told.
      if (!(error instanceof Error && "code" in error)) throw error;
      return false;
    }
  }
}

function isForgotten(
  { transcript }: { readonly transcript?: string | undefined },
  before: ConversationBefore | undefined,
): boolean {
  return before?.isForgotten === true && transcript === before.transcript;
}
