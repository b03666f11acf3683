import type { Disposable } from "../../../shared/base/disposable.ts";
import type { News, ToastOutcome } from "../../../shared/contract/news.ts";
import type { NotificationSettings } from "../../../shared/contract/notification-settings.ts";
import { decide, type Decision, type Screen } from "./silence.ts";
import { byUrgency, toastText } from "./toast-text.ts";
import type { Toaster, ToastEvent } from "./toaster.ts";

/** What comes within this time after a first piece is told together with it. */
export const GATHER_MS = 1000;
/** About as long as systems show a toast; what comes meanwhile is told in its place. */
export const SHOWN_MS = 8000;
/** A system that shows a toast says so at once. */
export const WORD_MS = 3000;

export interface Timer {
  now(): number;
  after(ms: number, work: () => void): Disposable;
}

export interface ToastDeskDependencies {
  readonly toaster: Toaster;
  /** Nothing until they are known. */
  readonly settings: () => NotificationSettings | undefined;
  readonly screen: () => Screen;
  /** Those that are this window's to tell; see the contract. */
  readonly claim: (ids: readonly string[]) => Promise<readonly string[]>;
  readonly report: (ids: readonly string[], outcome: ToastOutcome) => void;
  /** Whether what it was about does not wait any more. */
  readonly isOver: (news: News) => boolean;
  /** Brings up what a toast was about, which the person has clicked. */
  readonly open: (news: News) => void;
  readonly timer: Timer;
}

interface ShownToast {
  readonly id: string;
  readonly news: readonly News[];
  /** Until then, what comes is told together with it. */
  readonly until: number;
}

/**
 * Decides what becomes of each piece of news, and shows it. Of a person's windows one tells of a piece: the one that they
 * use claims it as soon as it comes, any other when it is about to show it, and the hub gives it to the first.
 */
export class ToastDesk {
  readonly #dependencies: ToastDeskDependencies;
  /** Gathered, and not told of yet. */
  #waiting: News[] = [];
  readonly #claims = new Map<string, Promise<boolean>>();
  /** The last toast, until the person has done something with it. */
  #shown: ShownToast | undefined;
  #lastToast = 0;

  constructor(dependencies: ToastDeskDependencies) {
    this.#dependencies = dependencies;
  }

  /** Takes news that have just come. */
  take(news: readonly News[]): void {
    for (const piece of news) {
      const decision = this.#decide(piece);
      if (decision.kind !== "tell") void this.#leave(piece, decision);
      else this.#gather(piece);
    }
  }

  /** Something that waited does not any more: a toast that told of nothing else is taken away. */
  settle(): void {
    const { isOver, toaster } = this.#dependencies;
    const shown = this.#shown;
    if (shown === undefined || !shown.news.every(isOver)) return;
    this.#shown = undefined;
    toaster.close(shown.id);
  }

  #gather(piece: News): void {
    const { timer, screen } = this.#dependencies;
    if (screen().isFocused) void this.#claim([piece]);
    this.#waiting.push(piece);
    if (this.#waiting.length === 1) timer.after(GATHER_MS, () => void this.#tell());
  }

  async #tell(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    const own = await this.#claim(waiting);
    for (const { id } of waiting) this.#claims.delete(id);
    const told: News[] = [];
    for (const piece of own) {
      // The person may have come to it meanwhile, or switched something.
      const decision = this.#decide(piece);
      if (decision.kind !== "tell") this.#report([piece], decision.reason);
      else if (this.#dependencies.isOver(piece)) this.#report([piece], "It was over before it was told.");
      else told.push(piece);
    }
    if (told.length > 0) this.#show(told);
  }

  #show(told: readonly News[]): void {
    const { toaster, timer, screen } = this.#dependencies;
    const now = timer.now();
    const before = this.#shown !== undefined && now < this.#shown.until ? this.#shown : undefined;
    this.#lastToast += 1;
    const id = before?.id ?? `news-${String(now)}-${String(this.#lastToast)}`;
    const shown = { id, news: [...(before?.news ?? []), ...told], until: now + SHOWN_MS };
    this.#shown = shown;
    let heard: ToastEvent | undefined;
    const hear = (event: ToastEvent): void => {
      heard = event;
      this.#hear(event, shown, told);
    };
    if (told.some(({ kind }) => kind === "waits") && !screen().isFocused) toaster.nudge();
    toaster.show({ id, ...toastText(shown.news) }, hear);
    timer.after(WORD_MS, () => {
      if (heard === undefined) this.#report(told, "The system did not say that it showed it.");
    });
  }

  #hear(event: ToastEvent, shown: ShownToast, told: readonly News[]): void {
    const { toaster, timer, report, open } = this.#dependencies;
    switch (event) {
      case "shown":
        report(idsOf(told), { kind: "shown", at: timer.now(), where: toaster.where });
        return;
      case "refused":
        this.#end(shown);
        this.#report(told, "The system does not allow notifications for Quorum.");
        return;
      case "closed":
        this.#end(shown);
        return;
      case "clicked": {
        this.#end(shown);
        const [first] = byUrgency(shown.news);
        if (first !== undefined) open(first);
      }
    }
  }

  #end(shown: ShownToast): void {
    if (this.#shown === shown) this.#shown = undefined;
  }

  #decide(piece: News): Decision {
    const { settings, screen, timer, toaster } = this.#dependencies;
    const known = settings();
    if (known === undefined) return { kind: "silent", reason: "The window had only just opened." };
    const decision = decide(piece, { settings: known, screen: screen(), now: timer.now() });
    const permission = toaster.permission.getState();
    if (decision.kind !== "tell" || permission.kind === "granted") return decision;
    const reason =
      permission.kind === "refused" ? permission.reason : "The browser was not asked to allow notifications.";
    return { kind: "silent", reason };
  }

  /** What the person sees already, no other window is to tell them. */
  async #leave(piece: News, decision: Exclude<Decision, { kind: "tell" }>): Promise<void> {
    const isOurs = decision.kind !== "seen" || (await this.#claim([piece])).length > 0;
    this.#claims.delete(piece.id);
    if (isOurs) this.#report([piece], decision.reason);
  }

  #report(news: readonly News[], reason: string): void {
    const { report, timer } = this.#dependencies;
    report(idsOf(news), { kind: "silent", at: timer.now(), reason });
  }

  /** Those that are ours to tell. Over a connection that is lost, none is: whoever has it will tell. */
  async #claim(news: readonly News[]): Promise<readonly News[]> {
    const unasked = news.filter(({ id }) => !this.#claims.has(id));
    if (unasked.length > 0) {
      const answer = this.#dependencies.claim(idsOf(unasked)).catch((): readonly string[] => []);
      for (const { id } of unasked) {
        this.#claims.set(
          id,
          answer.then((ids) => ids.includes(id)),
        );
      }
    }
    const isOwn = await Promise.all(news.map(({ id }) => this.#claims.get(id)));
    return news.filter((_piece, index) => isOwn[index] === true);
  }
}

function idsOf(news: readonly News[]): string[] {
  return news.map(({ id }) => id);
}
