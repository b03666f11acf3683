import type { NoticeOutcome } from "../../../shared/link/notices.ts";
import type { Finding } from "../programs/agent-program.ts";
import type { DeliveryRecord } from "./delivery-log.ts";
import { FakeProgram } from "./fake-program.test-support.ts";
import { InputGate } from "./input-gate.ts";
import type { ConversationBefore } from "./notice-book.ts";
import { NoticeDesk } from "./notice-desk.ts";

/** Time that passes when it is told to. */
class Clock {
  at = 1_000_000;
  readonly #due: { readonly at: number; readonly work: () => void }[] = [];

  readonly now = (): number => this.at;

  readonly later = (milliseconds: number, work: () => void): (() => void) => {
    const entry = { at: this.at + milliseconds, work };
    this.#due.push(entry);
    return () => {
      const index = this.#due.indexOf(entry);
      if (index >= 0) this.#due.splice(index, 1);
    };
  };

  async pass(milliseconds: number): Promise<void> {
    const until = this.at + milliseconds;
    for (;;) {
      const next = this.#due.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#due.splice(this.#due.indexOf(next), 1);
      this.at = Math.max(this.at, next.at);
      next.work();
      await settled();
    }
    this.at = until;
  }
}

/** Lets what was promised come true. */
async function settled(): Promise<void> {
  await new Promise(setImmediate);
}

/** The desk of a session with a fake program, whose session host may crash at any thing that it writes. */
export class Bench {
  readonly clock = new Clock();
  readonly outcomes = new Map<string, NoticeOutcome>();
  records: DeliveryRecord[] = [];
  program = new FakeProgram();
  finding: Finding | undefined;
  isDiskFull = false;
  /** When the program last drew something; just now, where nothing is said. */
  drawnAt: number | undefined;
  isEquipped = true;
  isStopping = false;
  /** Counts down the writes; at none left it is killed, before or after the write. */
  writesLeft = Number.POSITIVE_INFINITY;
  crashesAfter = false;
  isDead = false;
  gate = this.#gate();
  desk = this.#desk();

  async start(before?: ConversationBefore): Promise<void> {
    await this.desk.start(this.records, before);
  }

  list(...ids: readonly string[]): void {
    this.desk.setNotices(ids.map((id) => ({ id, line: `Notice ${id}.` })));
  }

  /** What is on the screen is parsed, and what the program is doing is known. */
  async see(): Promise<void> {
    this.hear();
    this.program.believed = this.program.state;
    this.program.isDrawing = false;
    this.desk.look();
    await settled();
  }

  /** What the program has reported arrives. */
  hear(): void {
    for (const report of this.program.reports.splice(0)) {
      // The report itself shows that it works now.
      this.program.believed = "busy";
      this.desk.look();
      this.desk.promptSubmitted(report.text);
    }
  }

  /** Time passes, and everything is seen at once. */
  async rest(looks = 50): Promise<void> {
    for (let look = 0; look < looks; look += 1) {
      await this.see();
      await this.clock.pass(200);
    }
  }

  type(text: string): void {
    this.gate.type(Buffer.from(text));
  }

  /** The session host is gone and takes its program along; the next session has its transcript. */
  async restart(before?: ConversationBefore): Promise<void> {
    this.desk.end();
    const { mishaps, transcript } = this.program;
    this.program = new FakeProgram(transcript);
    this.program.mishaps.push(...mishaps);
    this.writesLeft = Number.POSITIVE_INFINITY;
    this.isDead = false;
    this.gate = this.#gate();
    this.desk = this.#desk();
    await this.start(before);
  }

  /** How often the agent was told each notice. */
  told(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const text of this.program.transcript)
      for (const [, id = ""] of text.matchAll(/Notice (\w+)\./g)) counts.set(id, (counts.get(id) ?? 0) + 1);
    return counts;
  }

  #gate(): InputGate {
    const { program } = this;
    return new InputGate((bytes) => program.receive(Buffer.from(bytes).toString()), this.clock.now);
  }

  #desk(): NoticeDesk {
    const { program, gate } = this;
    return new NoticeDesk({
      typing: program.typing,
      log: { append: (record) => this.#append(record) },
      gate,
      now: this.clock.now,
      later: this.clock.later,
      activity: () => program.activity,
      isStopping: () => this.isStopping,
      isEquipped: () => this.isEquipped,
      prompt: () => program.prompt(),
      drawnAt: () => this.drawnAt ?? this.clock.now(),
      write: (text) => this.#crashing(() => program.receive(text)),
      transcript: () => "transcript",
      find: async (_transcript, text) => this.finding ?? program.find(text),
      say: (id, outcome) => void (this.isDead || this.outcomes.set(id, outcome)),
    });
  }

  #append(record: DeliveryRecord): void {
    if (this.isDiskFull) throw Object.assign(new Error("no space"), { code: "ENOSPC" });
    this.#crashing(() => this.records.push(record));
  }

  /** Who was killed writes nothing more, and says nothing. */
  #crashing(write: () => void): void {
    if (this.isDead) return;
    this.writesLeft -= 1;
    this.isDead = this.writesLeft === 0;
    if (!this.isDead || this.crashesAfter) write();
  }
}

/** A desk that has begun, with nothing to tell. */
export async function bench(): Promise<Bench> {
  const made = new Bench();
  await made.start();
  return made;
}
