import type { LedgerBreak } from "../../../shared/ledger/ledger-entry.ts";
import type { FileLine } from "../files/read-lines.ts";
import { unsealLine, type ChainedEntry } from "./seal.ts";

/** More breaks than this are counted, but not named. */
const MOST_BREAKS = 100;

/** A line that was looked at. */
export interface CheckedLine {
  readonly isIntact: boolean;
  readonly chained: ChainedEntry | undefined;
}

/** Follows the chain from line to line, and notes where it does not hold. */
export class ChainCheck {
  readonly breaks: LedgerBreak[] = [];
  /** How many breaks there are, also those that are not named any more. */
  breakCount = 0;
  /** What the next line has to name; unknown behind a line that is damaged beyond reading, and before the first. */
  #hash: string | undefined;
  #seq: number | undefined;
  /** The line before was damaged: that this one does not fit it is no further break. */
  #wasDamaged = false;
  /** The first line is taken as it is: what is before it is not looked at. */
  #isToBegin: boolean;

  constructor({ isPart }: { readonly isPart: boolean }) {
    this.#isToBegin = isPart;
  }

  note(file: string, line: number, problem: string): void {
    this.breakCount += 1;
    if (this.breaks.length < MOST_BREAKS) this.breaks.push({ file, line, problem });
  }

  /** Looks at the next line. `number` counts from 1 in its file. */
  check(line: FileLine, file: string, number: number): CheckedLine {
    const { isIntact, chained, claimed } = unsealLine(line.bytes);
    if (line.isTooLong || !isIntact || chained === undefined) {
      if (!this.#wasDamaged) this.note(file, number, "This line is not what was written.");
      this.#wasDamaged = true;
      this.#hash = claimed;
      this.#seq = chained?.seq;
      return { isIntact: false, chained };
    }
    if (!this.#isToBegin && !this.#isNewChain(chained, number) && !this.#fits(chained))
      this.note(file, number, "Lines before this one are missing, or others were put in.");
    this.#hash = chained.hash;
    this.#seq = chained.seq;
    this.#wasDamaged = false;
    this.#isToBegin = false;
    return { isIntact: true, chained };
  }

  /** A file that names breaks begins anew, since there was nothing left to build upon. */
  #isNewChain({ prev, entry }: ChainedEntry, number: number): boolean {
    return number === 1 && prev === "" && entry?.kind === "opened" && entry.breaks.length > 0;
  }

  #fits({ seq, prev }: ChainedEntry): boolean {
    if (this.#wasDamaged) {
      // Its own hash may be what was damaged. The number still tells whether lines are missing as well.
      return this.#seq === undefined || seq === this.#seq + 1;
    }
    if (this.#hash === undefined || this.#seq === undefined) return prev === "" && seq === 1;
    return prev === this.#hash && seq === this.#seq + 1;
  }
}
