import { randomBytes } from "node:crypto";
import type { Activity } from "../../../shared/link/activity.ts";
import type { Notice, NoticeOutcome, NoticeWay } from "../../../shared/link/notices.ts";
import type { Finding, ScreenReading, Typing } from "../programs/agent-program.ts";
import { holdsText, isWithout, showsText, typedLine } from "../programs/typed-text.ts";
import { batchOf, wayOf, type Delivery } from "./delivery.ts";
import type { DeliveryLog, DeliveryRecord } from "./delivery-log.ts";
import { earlierDeliveries } from "./earlier-deliveries.ts";
import { HELD, holdReason } from "./hold-reason.ts";
import type { InputGate } from "./input-gate.ts";
import { TakenBack } from "./taken-back.ts";

/** Nobody is in the middle of a word who has not typed for so long. */
const PAUSE_MS = 1500;
/** What is pasted is drawn within a blink, unless something took the prompt's place. */
const ECHO_MS = 2000;
/** What is entered is reported within a blink as well; on a busy machine a program takes its time to start. */
const CONFIRM_MS = 5000;
/** After a turn ended the transcript may take this long to be whole: it is written aside. */
const TRANSCRIPT_MS = 3000;
/** When to look whether a handed over text has come up in the transcript. */
const LOOKS_MS = [100, 500, 2000, 10_000];
/** Ends of turns in a row that are refused. More would be a loop. */
const MAX_BLOCKS = 3;
/** What was typed meanwhile is kept from the program no longer than this after. */
const RELEASE_MS = 1000;
/** What came back is tried again after so long, and each time after twice that. */
const RETRY_MS = 1000;
const MAX_RETRY_MS = 60_000;
/** So many of the last deliveries may have been taken back, or not been kept, when the session ended. */
const CHECKED_AGAIN = 3;
/** An entry of a transcript may be stamped a little before it is written. */
const STAMP_SLACK_MS = 2000;
/** Who takes something back has something else in mind: it comes again as late as after so many tries. */
const TAKEN_BACK_TIMES = 4;

const TAKEN_BACK = "The person took it back before the agent took it in.";
const FORGOTTEN = "The conversation has not kept it, or could not be taken up.";

/** Runs work later; what is returned lets it be. */
export type Later = (milliseconds: number, work: () => void) => () => void;

export interface NoticeDeskOptions {
  readonly typing: Typing;
  readonly log: DeliveryLog;
  readonly gate: InputGate;
  readonly now: () => number;
  readonly later: Later;
  readonly activity: () => Activity;
  /** What the prompt shows right now; nothing while output waits to be parsed. */
  readonly prompt: () => ScreenReading | undefined;
  /** Types for the program, at once. */
  readonly write: (text: string) => void;
  readonly transcript: () => string | undefined;
  readonly find: (transcript: string | undefined, text: string, since: number) => Promise<Finding>;
  readonly say: (id: string, outcome: NoticeOutcome) => void;
}

type Outcome = Extract<DeliveryRecord, { kind: "outcome" }>["outcome"];

/** A delivery that is under way; there is one at a time. */
interface Flight {
  readonly delivery: Delivery;
  /** `answered`: given to the hook that asked whether the turn may end. */
  stage: "pasted" | "entered" | "answered" | "looking";
  /** Not seen at the prompt in time: it may still be there, hidden by a dialog, or with something typed behind it. */
  isLate?: boolean;
  /** The hook that was answered has printed the answer. */
  isTaken?: boolean;
  cancel: () => void;
}

/** The conversation of the session before. */
export interface ConversationBefore {
  readonly transcript: string;
  /** It could not be taken up. */
  readonly isForgotten: boolean;
}

/** What a turn's end is refused with. */
export interface Refused {
  readonly reason: string;
  /** The program's hook has it. */
  readonly taken: () => void;
}

/**
 * Tells the agent what the hub lists, each notice once. It is entered at an empty prompt of an idle agent, or handed over
 * at the end of a turn, and held otherwise. What is about to be told is on the disk before it is told. A paste is entered
 * only once it is seen at the prompt: a dialog that opened in between never gets the key that would answer it.
 */
export class NoticeDesk {
  readonly #options: NoticeDeskOptions;
  readonly #settled = new Map<string, NoticeOutcome>();
  readonly #said = new Map<string, string>();
  readonly #returns = new Map<string, { readonly times: number; readonly until: number }>();
  /** Told perhaps: a late proof settles them. */
  readonly #unsure = new Map<string, Delivery>();
  /** Taken back after the hub was told that they were announced. */
  readonly #returned = new Map<string, NoticeOutcome>();
  readonly #takenBack = new TakenBack();
  /** What was taken back and still stands at the prompt: whoever is there may enter it. */
  #leftover: Delivery | undefined;
  #notices: readonly Notice[] = [];
  #flight: Flight | undefined;
  #blocks = 0;
  #isSettling = true;
  #isOver = false;
  #cancelLook: (() => void) | undefined;
  #cancelRelease: (() => void) | undefined;

  constructor(options: NoticeDeskOptions) {
    this.#options = options;
  }

  /** Finds out how the deliveries of earlier sessions ended; nothing is told before. */
  async start(records: readonly DeliveryRecord[], before?: ConversationBefore): Promise<void> {
    const { settled, announced, returned, takenBack, unsettled } = earlierDeliveries(records);
    for (const [id, outcome] of settled) this.#settled.set(id, outcome);
    for (const [id, outcome] of returned) this.#returned.set(id, outcome);
    for (const delivery of announced)
      if (await this.#isForgotten(delivery, before, announced.slice(-CHECKED_AGAIN).includes(delivery)))
        this.#takeBack(delivery, FORGOTTEN);
    for (const { delivery, at } of takenBack) {
      const finding = await this.#options.find(delivery.transcript, delivery.text, at + STAMP_SLACK_MS);
      if (finding === "told") this.#settle(delivery, "announced", "It was entered again.");
    }
    for (const delivery of unsettled) {
      const { how, ids, transcript = before?.transcript, text, at } = delivery;
      const isForgotten = before?.isForgotten === true && transcript === before.transcript;
      const finding = isForgotten ? "not-told" : await this.#options.find(transcript, text, at);
      const outcome: NoticeOutcome =
        finding === "told"
          ? { kind: "announced", how, proof: "It stands in the transcript.", at }
          : { kind: "uncertain", how, at };
      // What the conversation does not have, the agent does not know.
      if (finding !== "not-told") for (const id of ids) this.#settled.set(id, outcome);
    }
    const notices = [...this.#settled].map(([id, outcome]) => ({ id, outcome }));
    if (notices.length > 0 && !this.#isOver) this.#append({ kind: "known", notices });
    this.#isSettling = false;
    this.look();
  }

  /** What was told last may have been taken back unseen, or never have been written into the conversation. */
  async #isForgotten(
    { transcript, text, at }: Delivery,
    before: ConversationBefore | undefined,
    isLate: boolean,
  ): Promise<boolean> {
    if (before?.isForgotten === true && transcript === before.transcript) return true;
    return isLate && (await this.#options.find(transcript, text, at)) === "not-told";
  }

  /** All that is to be told from now on; what is settled is said again. */
  setNotices(notices: readonly Notice[]): void {
    this.#notices = notices;
    this.#said.clear();
    for (const { id } of notices) {
      const outcome = this.#settled.get(id);
      if (outcome !== undefined) this.#options.say(id, outcome);
    }
    // A hub that does not list them has not heard that they came back.
    for (const [id, outcome] of this.#returned) if (!this.#isListed(id)) this.#options.say(id, outcome);
    this.look();
  }

  /** Something changed: the activity, the screen, or that somebody typed. */
  look(): void {
    if (this.#isOver) return;
    if (this.#flight?.stage === "pasted") this.#enterOrReturn(this.#flight);
    if (this.#flight?.stage === "answered" && this.#options.activity().kind === "idle")
      this.#lookUpLater(this.#flight, [TRANSCRIPT_MS], true);
    if (this.#flight === undefined || this.#flight.isLate === true) this.#release();
    const reason =
      this.#flight === undefined ? (this.#lookForTakenBack() ?? this.#tell()) : this.#stuckReason(this.#flight);
    for (const { id } of this.#waiting()) if (!this.#isUnderWay(id)) this.#hold(id, reason);
  }

  /** The program has taken a prompt. */
  promptSubmitted(text: string): void {
    this.#blocks = 0;
    const flight = this.#flight;
    const said = text.trim();
    if (flight !== undefined && flight.stage !== "answered" && said.includes(flight.delivery.text)) {
      const proof = "The program reported the prompt with this text.";
      return this.#land(flight, "announced", proof);
    }
    if (flight?.stage === "answered") this.#lookUpLater(flight, [TRANSCRIPT_MS], true);
    for (const delivery of this.#unsure.values()) {
      if (!said.includes(delivery.text)) continue;
      this.#settle(delivery, "announced", "The program reported the prompt later.");
      this.#takenBack.entered(delivery);
      this.look();
    }
  }

  /** Asked at the end of a turn: what the agent is to go on with; nothing where it may rest. */
  turnEnds(isContinued: boolean): Refused | undefined {
    this.#takenBack.takenIn();
    if (isContinued) this.turnGoesOn("Stop");
    else this.#blocks = 0;
    const notices = batchOf("stop", this.#ready());
    if (this.#isOver || this.#isSettling || this.#flight !== undefined) return undefined;
    if (notices.length === 0 || this.#blocks >= MAX_BLOCKS) return undefined;
    const delivery = this.#intend("stop", notices);
    if (delivery === undefined) return undefined;
    const flight: Flight = { delivery, stage: "answered", cancel: () => undefined };
    this.#flight = flight;
    this.#blocks += 1;
    const taken = (): void => {
      flight.isTaken = true;
      if (this.#flight === flight) this.#lookUpLater(flight, LOOKS_MS, false);
    };
    return { reason: delivery.text, taken };
  }

  /** The agent's turn goes on: what its end was refused with has arrived, unless another's refusal did it. */
  turnGoesOn(event: string): void {
    this.#takenBack.takenIn();
    const flight = this.#flight;
    if (flight?.stage !== "answered") return;
    if (flight.isTaken === true) this.#land(flight, "announced", `Its turn went on: ${event}.`);
    else this.#lookUpLater(flight, [TRANSCRIPT_MS], true);
  }

  /** The program is over. What was under way is found out by the next session. */
  end(): void {
    this.#isOver = true;
    this.#flight?.cancel();
    this.#cancelLook?.();
    this.#cancelRelease?.();
  }

  #waiting(): readonly Notice[] {
    return this.#notices.filter(({ id }) => !this.#settled.has(id));
  }

  /** What may be told now: what came back waits a little. */
  #ready(): readonly Notice[] {
    const now = this.#options.now();
    return this.#waiting().filter(
      ({ id }) => (this.#returns.get(id)?.until ?? now) <= now && this.#leftover?.ids.includes(id) !== true,
    );
  }

  #isListed(id: string): boolean {
    return this.#notices.some((notice) => notice.id === id);
  }

  /** Takes note of what the person took back, and wipes it off the prompt; says why nothing is told meanwhile. */
  #lookForTakenBack(): string | undefined {
    const { activity, gate, now, prompt, typing, write } = this.#options;
    const reading = prompt();
    const seen = this.#takenBack.look(activity(), reading, now());
    if (seen.kind === "undecided") {
      this.#lookAgainAt(seen.until);
      return HELD.interrupted;
    }
    if (seen.kind === "taken-back") {
      this.#takeBack(seen.delivery, TAKEN_BACK);
      this.#leftover = seen.delivery;
    }
    if (this.#leftover === undefined || reading === undefined) return undefined;
    const { text } = this.#leftover;
    const isGone = reading.kind === "empty" || (reading.kind === "text" && !showsText(reading, text));
    if (isGone) this.#leftover = undefined;
    // With something written around it, it is the person's.
    if (isGone || activity().kind !== "idle" || !holdsText(reading, text)) return undefined;
    const pauseAt = gate.lastAt + PAUSE_MS;
    if (now() < pauseAt) this.#lookAgainAt(pauseAt);
    else write(typing.clear(text));
    return HELD.takenBack;
  }

  #takeBack(delivery: Delivery, reason: string): void {
    const at = this.#options.now();
    this.#note(delivery, "returned", reason, at);
    // It may be entered again as it stands there.
    this.#unsure.set(delivery.delivery, delivery);
    for (const id of delivery.ids) {
      const outcome: NoticeOutcome = { kind: "returned", reason, at };
      this.#settled.delete(id);
      this.#said.delete(id);
      this.#returned.set(id, outcome);
      this.#comeBack(id, at, TAKEN_BACK_TIMES);
      this.#options.say(id, outcome);
    }
  }

  /** Tells what it can at the prompt, or says why not. */
  #tell(): string {
    const waiting = this.#waiting();
    if (waiting.length === 0) return "";
    if (this.#options.gate.isClosed) return HELD.next;
    if (this.#isSettling) return HELD.settling;
    const { activity, gate, now, prompt } = this.#options;
    const doing = activity();
    if (doing.kind !== "idle") return holdReason(doing);
    const pauseAt = gate.lastAt + PAUSE_MS;
    if (now() < pauseAt) {
      this.#lookAgainAt(pauseAt);
      return HELD.typing;
    }
    const reading = prompt();
    if (reading === undefined || reading.kind === "unclear") return HELD.unclear;
    if (reading.kind === "dialog") return HELD.dialog;
    if (reading.kind === "text") return HELD.halfWritten;
    const notices = batchOf("prompt", this.#ready());
    if (notices.length > 0) return this.#paste(notices);
    this.#lookAgainAt(Math.min(...waiting.map(({ id }) => this.#returns.get(id)?.until ?? now())));
    return HELD.refused;
  }

  #paste(notices: readonly Notice[]): string {
    const delivery = this.#intend("prompt", notices);
    if (delivery === undefined) return HELD.unwritten;
    const { gate, typing, later, write } = this.#options;
    gate.close();
    const flight: Flight = { delivery, stage: "pasted", cancel: () => undefined };
    this.#flight = flight;
    flight.cancel = later(ECHO_MS, () => this.#onNotSeen(flight));
    write(typing.paste(delivery.text));
    return HELD.next;
  }

  /** Enters what was pasted, once it stands at the prompt alone; takes note where it is gone. */
  #enterOrReturn(flight: Flight): void {
    const { activity, gate, later, now, prompt, typing, write } = this.#options;
    const reading = prompt();
    if (reading === undefined) return;
    if (!holdsText(reading, flight.delivery.text)) {
      if (flight.isLate === true && isWithout(reading, flight.delivery.text))
        this.#land(flight, "returned", "It is not at the prompt.");
      return;
    }
    if (activity().kind !== "idle") {
      if (flight.isLate === true) write(typing.clear(flight.delivery.text));
      return;
    }
    if (flight.isLate === true && now() < gate.lastAt + PAUSE_MS)
      return this.#lookAgainAt(gate.lastAt + PAUSE_MS);
    flight.cancel();
    flight.stage = "entered";
    flight.isLate = false;
    flight.cancel = later(CONFIRM_MS, () => void this.#onNotConfirmed(flight));
    this.#cancelRelease?.();
    gate.close();
    write(typing.enter);
  }

  /** Something took the prompt's place, or the agent is no longer idle. Whoever types is kept waiting no longer. */
  #onNotSeen(flight: Flight): void {
    flight.isLate = true;
    this.#releaseLater();
    this.look();
  }

  #stuckReason(flight: Flight): string {
    if (flight.isLate !== true) return HELD.next;
    const doing = this.#options.activity();
    return doing.kind === "idle" ? HELD.halfWritten : holdReason(doing);
  }

  async #onNotConfirmed(flight: Flight): Promise<void> {
    flight.stage = "looking";
    const finding = await this.#find(flight.delivery);
    if (this.#flight !== flight || this.#isOver) return;
    // What is at the prompt has not been told, whatever the transcript keeps of it.
    if (this.#clearIfShown(flight.delivery)) {
      // Once it is seen to be gone from there it has come back.
      flight.stage = "pasted";
      return this.#onNotSeen(flight);
    }
    if (finding === "told") return this.#land(flight, "announced", "It stands in the transcript.");
    this.#land(flight, "uncertain", "Nothing shows whether it arrived.");
  }

  /** Looks into the transcript at these times; at the last of them it is decided, where that is wanted. */
  #lookUpLater(flight: Flight, times: readonly number[], isLast: boolean): void {
    const [next, ...rest] = times;
    if (next === undefined || (flight.stage === "looking" && !isLast)) return;
    flight.cancel();
    if (isLast) flight.stage = "looking";
    flight.cancel = this.#options.later(next, () => void this.#lookUp(flight, rest, isLast));
  }

  async #lookUp(flight: Flight, rest: readonly number[], isLast: boolean): Promise<void> {
    const finding = await this.#find(flight.delivery);
    if (this.#flight !== flight || this.#isOver) return;
    if (finding === "told") return this.#land(flight, "announced", "It stands in the transcript.");
    if (!isLast) return this.#lookUpLater(flight, rest, false);
    if (finding === "not-told") this.#land(flight, "returned", "The turn ended without it.");
    else this.#land(flight, "uncertain", "Nothing shows whether it arrived.");
  }

  #find({ transcript, text, at }: Delivery): Promise<Finding> {
    return this.#options.find(this.#options.transcript() ?? transcript, text, at);
  }

  #releaseLater(): void {
    this.#cancelRelease?.();
    this.#cancelRelease = this.#options.later(RELEASE_MS, () => this.#release(true));
  }

  /** Lets go on what was typed meanwhile. It does not answer a dialog that was not there when it was typed. */
  #release(isLast = false): void {
    const { activity, gate, prompt } = this.#options;
    if (!gate.isClosed) return;
    const reading = prompt();
    // Soon it is seen what is there.
    if (reading === undefined && !isLast) return;
    this.#cancelRelease?.();
    this.#cancelRelease = undefined;
    if (reading?.kind === "dialog" || activity().kind === "waiting") gate.drop();
    else gate.open();
  }

  #clearIfShown({ text }: Delivery): boolean {
    const { prompt, typing, write } = this.#options;
    const reading = prompt();
    if (reading === undefined || !holdsText(reading, text)) return false;
    write(typing.clear(text));
    return true;
  }

  /** Writes down what is about to be told; nothing where that cannot be. */
  #intend(how: NoticeWay, notices: readonly Notice[]): Delivery | undefined {
    const text = notices.map(({ line }) => typedLine(line)).join("\n");
    const transcript = this.#options.transcript();
    const delivery: Delivery = {
      delivery: randomBytes(8).toString("hex"),
      ids: notices.map(({ id }) => id),
      how,
      text,
      ...(transcript === undefined ? {} : { transcript }),
      at: this.#options.now(),
    };
    return this.#append({ kind: "intent", ...delivery }) ? delivery : undefined;
  }

  #land(flight: Flight, outcome: Outcome, proof: string): void {
    flight.cancel();
    this.#flight = undefined;
    this.#settle(flight.delivery, outcome, proof);
    if (outcome === "announced" && flight.delivery.how === "prompt") this.#takenBack.entered(flight.delivery);
    this.#releaseLater();
    this.look();
  }

  #settle(delivery: Delivery, outcome: Outcome, reason: string): void {
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

  #comeBack(id: string, now: number, leastTimes = 1): void {
    const times = Math.max(leastTimes, (this.#returns.get(id)?.times ?? 0) + 1);
    const until = now + Math.min(RETRY_MS * 2 ** (times - 1), MAX_RETRY_MS);
    this.#returns.set(id, { times, until });
  }

  #isUnderWay(id: string): boolean {
    return this.#flight?.isLate !== true && this.#flight?.delivery.ids.includes(id) === true;
  }

  #hold(id: string, reason: string): void {
    if (this.#said.get(id) === reason) return;
    this.#said.set(id, reason);
    this.#options.say(id, { kind: "held", reason });
  }

  #lookAgainAt(at: number): void {
    this.#cancelLook?.();
    this.#cancelLook = this.#options.later(Math.max(1, at - this.#options.now()), () => this.look());
  }

  #note({ delivery, transcript }: Delivery, outcome: Outcome, proof: string, at: number): void {
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
