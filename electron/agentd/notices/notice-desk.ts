import type { Activity } from "../../../shared/link/activity.ts";
import type { Notice } from "../../../shared/link/notices.ts";
import type { ScreenReading, Typing } from "../programs/agent-program.ts";
import { holdsOnly, holdsText, isWithout, showsText } from "../programs/typed-text.ts";
import { batchOf, type Delivery } from "./delivery.ts";
import type { DeliveryRecord } from "./delivery-log.ts";
import { HELD, holdReason } from "./hold-reason.ts";
import type { InputGate } from "./input-gate.ts";
import {
  NoticeBook,
  type ConversationBefore,
  type DeliveryOutcome,
  type NoticeBookOptions,
} from "./notice-book.ts";
import { TakenBack } from "./taken-back.ts";

/** Nobody is in the middle of a word who has not typed for so long. */
const PAUSE_MS = 1500;
/**
 * A program says where it keeps its conversation a moment after it is idle for the first time. Told before, it would not be
 * known whether it was told, if it were killed.
 */
const CONVERSATION_MS = 5000;
/** A program that is told something before it has its tools goes without them from then on; some never get them. */
const TOOLS_MS = 30_000;
/** What is pasted is drawn within a blink, unless something took the prompt's place. */
const ECHO_MS = 2000;
/** A program under load may be as slow as this to take in what was pasted. */
const SLOW_MS = 15_000;
/** What was pasted and never seen, as far back as it may still show. */
const KEPT_UNSEEN = 10;
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
const TAKEN_BACK = "The person took it back before the agent took it in.";

/** Runs work later; what is returned lets it be. */
export type Later = (milliseconds: number, work: () => void) => () => void;

export interface NoticeDeskOptions extends NoticeBookOptions {
  readonly typing: Typing;
  readonly gate: InputGate;
  readonly later: Later;
  readonly activity: () => Activity;
  /** Whether the program is to end with its turn: what it was told now would begin another. */
  readonly isStopping: () => boolean;
  /** Whether the program has the tools that it is given; absent, it is given none. */
  readonly isEquipped?: () => boolean;
  /** What the prompt shows right now; nothing while output waits to be parsed. */
  readonly prompt: () => ScreenReading | undefined;
  /** When the program last drew something. */
  readonly drawnAt: () => number;
  /** Types for the program, at once. */
  readonly write: (text: string) => void;
}

/** A delivery that is under way; there is one at a time. */
interface Flight {
  readonly delivery: Delivery;
  readonly at: number;
  /** `answered`: given to the hook that asked whether the turn may end. */
  stage: "pasted" | "entered" | "answered" | "looking";
  /** Not seen at the prompt in time: it may still be there, hidden by a dialog, or with something typed behind it. */
  isLate?: boolean;
  /** Wiped off the prompt a moment ago: it may show there a little longer. */
  isWiped?: boolean;
  /** The hook that was answered has printed the answer. */
  isTaken?: boolean;
  cancel: () => void;
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
  readonly #book: NoticeBook;
  readonly #takenBack = new TakenBack();
  /** What was taken back and still stands at the prompt: whoever is there may enter it. */
  #leftover: Delivery | undefined;
  /** What was given up because it did not come up at the prompt. Where it does so late, it is nobody's line. */
  #unseen: readonly string[] = [];
  #flight: Flight | undefined;
  #blocks = 0;
  #isSettling = true;
  #firstIdleAt: number | undefined;
  #isOver = false;
  #cancelLook: (() => void) | undefined;
  #cancelRelease: (() => void) | undefined;

  constructor(options: NoticeDeskOptions) {
    this.#options = options;
    this.#book = new NoticeBook(options);
  }

  /** Finds out how the deliveries of earlier sessions ended; nothing is told before. */
  async start(records: readonly DeliveryRecord[], before?: ConversationBefore): Promise<void> {
    await this.#book.settleEarlier(records, before);
    if (!this.#isOver) this.#book.noteKnown();
    this.#isSettling = false;
    this.look();
  }

  /** All that is to be told from now on; what is settled is said again. */
  setNotices(notices: readonly Notice[]): void {
    this.#book.list(notices);
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
      this.#flight === undefined
        ? (this.#lookForTakenBack() ?? this.#tell())
        : this.#stuckReason(this.#flight);
    for (const { id } of this.#book.waiting) if (!this.#isUnderWay(id)) this.#book.hold(id, reason);
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
    for (const delivery of this.#book.unsureIn(said)) {
      this.#book.settle(delivery, "announced", "The program reported the prompt later.");
      this.#takenBack.entered(delivery);
      this.look();
    }
  }

  /** Asked at the end of a turn: what the agent is to go on with; nothing where it may rest. */
  turnEnds(isContinued: boolean): Refused | undefined {
    this.#takenBack.takenIn();
    if (isContinued) this.turnGoesOn("Stop");
    else this.#blocks = 0;
    const notices = batchOf("stop", this.#ready);
    if (this.#isOver || this.#isSettling || this.#flight !== undefined) return undefined;
    if (this.#options.isStopping()) return undefined;
    if (notices.length === 0 || this.#blocks >= MAX_BLOCKS) return undefined;
    const delivery = this.#book.intend("stop", notices);
    if (delivery === undefined) return undefined;
    const flight: Flight = { delivery, stage: "answered", at: this.#options.now(), cancel: () => undefined };
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

  /** What may be told now; what still stands at the prompt may be entered there. */
  get #ready(): readonly Notice[] {
    return this.#book.ready.filter(({ id }) => this.#leftover?.ids.includes(id) !== true);
  }

  /** Takes note of what the person took back, and wipes it off the prompt; says why nothing is told meanwhile. */
  #lookForTakenBack(): string | undefined {
    const { activity, gate, now, prompt, typing, write } = this.#options;
    const seen = this.#takenBack.look(activity(), prompt, now());
    if (seen.kind === "undecided") {
      this.#lookAgainAt(seen.until);
      return HELD.interrupted;
    }
    if (seen.kind === "taken-back") {
      this.#book.takeBack(seen.delivery, TAKEN_BACK);
      this.#leftover = seen.delivery;
    }
    if (this.#leftover === undefined) return undefined;
    const { text } = this.#leftover;
    const reading = prompt();
    if (reading === undefined) return undefined;
    const isGone = reading.kind === "empty" || (reading.kind === "text" && !showsText(reading, text));
    if (isGone) this.#leftover = undefined;
    // With something written around it, it is the person's.
    if (isGone || activity().kind !== "idle" || !holdsText(reading, text)) return undefined;
    const pauseAt = gate.lastAt + PAUSE_MS;
    if (now() < pauseAt) this.#lookAgainAt(pauseAt);
    else write(typing.clear(text));
    return HELD.takenBack;
  }

  /** Tells what it can at the prompt, or says why not. */
  #tell(): string {
    if (this.#book.waiting.length === 0) return "";
    if (this.#options.isStopping()) return HELD.stopping;
    if (this.#options.gate.isClosed) return HELD.next;
    if (this.#isSettling) return HELD.settling;
    const { activity, drawnAt, gate, now, prompt } = this.#options;
    const doing = activity();
    if (doing.kind !== "idle") return holdReason(doing);
    const knownAt = doing.since + CONVERSATION_MS;
    if (this.#options.transcript() === undefined && now() < knownAt) {
      this.#lookAgainAt(knownAt);
      return HELD.unknown;
    }
    this.#firstIdleAt ??= doing.since;
    const equippedAt = this.#firstIdleAt + TOOLS_MS;
    if (this.#options.isEquipped?.() === false && now() < equippedAt) {
      this.#lookAgainAt(equippedAt);
      return HELD.unequipped;
    }
    const pauseAt = gate.lastAt + PAUSE_MS;
    if (now() < pauseAt) {
      this.#lookAgainAt(pauseAt);
      return HELD.typing;
    }
    const slowUntil = gate.lastAt + SLOW_MS;
    if (drawnAt() < gate.lastAt && now() < slowUntil) {
      // It has not taken in yet what was typed: an empty prompt may be one no more.
      this.#lookAgainAt(slowUntil);
      return HELD.typing;
    }
    const reading = prompt();
    if (reading === undefined || reading.kind === "unclear") return HELD.unclear;
    if (reading.kind === "dialog") return HELD.dialog;
    if (this.#wipeUnseen(reading)) return HELD.late;
    if (reading.kind === "text") return HELD.halfWritten;
    const notices = batchOf("prompt", this.#ready);
    if (notices.length > 0) return this.#paste(notices);
    this.#lookAgainAt(this.#book.readyAt);
    return HELD.refused;
  }

  #paste(notices: readonly Notice[]): string {
    const delivery = this.#book.intend("prompt", notices);
    if (delivery === undefined) return HELD.unwritten;
    const { gate, now, typing, later, write } = this.#options;
    gate.close();
    const flight: Flight = { delivery, stage: "pasted", at: now(), cancel: () => undefined };
    this.#flight = flight;
    flight.cancel = later(ECHO_MS, () => this.#onNotSeen(flight));
    write(typing.paste(delivery.text));
    return HELD.next;
  }

  /** Enters what was pasted, once it stands at the prompt alone; takes note where it is gone. */
  #enterOrReturn(flight: Flight): void {
    const { activity, gate, isStopping, later, now, prompt, typing, write } = this.#options;
    const reading = prompt();
    if (reading === undefined) return;
    if (!holdsText(reading, flight.delivery.text)) {
      if (flight.isLate !== true) return;
      // It had been entered: where that took effect at the last moment, it shows soon.
      if (flight.isWiped !== undefined)
        return isWithout(reading, flight.delivery.text)
          ? this.#lookUpLater(flight, [TRANSCRIPT_MS], true)
          : undefined;
      return this.#giveUp(flight, reading);
    }
    if (flight.isWiped === true) return;
    if (activity().kind !== "idle" || isStopping()) {
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

  /** What did not come up at the prompt is told again later; a program that shows nothing may only be slow. */
  #giveUp(flight: Flight, reading: ScreenReading): void {
    const { text } = flight.delivery;
    const slowUntil = flight.at + SLOW_MS;
    if (isWithout(reading, text)) {
      // What somebody typed a moment before may be drawn first.
      if (this.#options.now() < slowUntil) return this.#lookAgainAt(slowUntil);
    } else if (!holdsOnly(reading, [...this.#unseen, text])) return;
    this.#unseen = [...this.#unseen, text].slice(-KEPT_UNSEEN);
    this.#land(flight, "returned", "It is not at the prompt.");
  }

  /** Takes off the prompt what comes up there after it was given up: it is told anew, and would hold up everything. */
  #wipeUnseen(reading: ScreenReading): boolean {
    const { typing, write } = this.#options;
    if (!holdsOnly(reading, this.#unseen)) return false;
    write(typing.clear(this.#unseen.join("\n")));
    return true;
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
    if (doing.kind !== "idle") return holdReason(doing);
    return this.#options.prompt()?.kind === "text" ? HELD.halfWritten : HELD.late;
  }

  async #onNotConfirmed(flight: Flight): Promise<void> {
    flight.stage = "looking";
    const finding = await this.#book.find(flight.delivery);
    if (this.#flight !== flight || this.#isOver) return;
    // What is at the prompt has not been told, whatever the transcript keeps of it.
    if (this.#clearIfShown(flight.delivery)) {
      // Once it is seen to be gone from there it has come back.
      flight.stage = "pasted";
      flight.isWiped = true;
      flight.cancel = this.#options.later(ECHO_MS, () => {
        flight.isWiped = false;
        this.look();
      });
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
    const finding = await this.#book.find(flight.delivery);
    if (this.#flight !== flight || this.#isOver) return;
    if (finding === "told") return this.#land(flight, "announced", "It stands in the transcript.");
    if (!isLast) return this.#lookUpLater(flight, rest, false);
    if (finding === "not-told") this.#land(flight, "returned", "The turn ended without it.");
    else this.#land(flight, "uncertain", "Nothing shows whether it arrived.");
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

  #land(flight: Flight, outcome: DeliveryOutcome, proof: string): void {
    flight.cancel();
    this.#flight = undefined;
    this.#book.settle(flight.delivery, outcome, proof);
    if (outcome === "announced" && flight.delivery.how === "prompt") this.#takenBack.entered(flight.delivery);
    this.#releaseLater();
    this.look();
  }

  #isUnderWay(id: string): boolean {
    return this.#flight?.isLate !== true && this.#flight?.delivery.ids.includes(id) === true;
  }

  #lookAgainAt(at: number): void {
    this.#cancelLook?.();
    this.#cancelLook = this.#options.later(Math.max(1, at - this.#options.now()), () => this.look());
  }
}
