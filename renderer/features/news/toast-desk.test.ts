import { beforeEach, describe, expect, it } from "vitest";
import { createStore } from "zustand/vanilla";
import { toDisposable } from "../../../shared/base/disposable.ts";
import type { News, ToastOutcome } from "../../../shared/contract/news.ts";
import { NotificationSettings } from "../../../shared/contract/notification-settings.ts";
import { itemNews, waitsNews } from "./news.test-support.ts";
import type { Screen } from "./silence.ts";
import { GATHER_MS, SHOWN_MS, ToastDesk, WORD_MS } from "./toast-desk.ts";
import type { Toast, Toaster, ToastEvent, ToastPermission } from "./toaster.ts";

/** What several windows have in common: the time, and a hub that gives each piece to one of them. */
class Desktop {
  now = 0;
  readonly claimed = new Set<string>();
  readonly outcomes = new Map<string, ToastOutcome>();
  #due: { readonly at: number; readonly work: () => void }[] = [];

  after(ms: number, work: () => void) {
    const entry = { at: this.now + ms, work };
    this.#due.push(entry);
    return toDisposable(() => {
      this.#due = this.#due.filter((other) => other !== entry);
    });
  }

  async pass(ms: number): Promise<void> {
    this.now += ms;
    const due = this.#due.filter(({ at }) => at <= this.now);
    this.#due = this.#due.filter(({ at }) => at > this.now);
    for (const { work } of due) work();
    await settled();
  }
}

/** Lets what only waits for promises come to its end. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

class Window {
  settings: NotificationSettings | undefined = NotificationSettings.parse({});
  screen: Screen = { isFocused: false, shown: undefined };
  readonly permission = createStore<ToastPermission>(() => ({ kind: "granted" }));
  /** What the system answers to a toast; nothing where it is silent. */
  answer: ToastEvent | undefined = "shown";
  readonly shown: Toast[] = [];
  readonly opened: News[] = [];
  readonly closed: string[] = [];
  readonly over = new Set<string>();
  nudges = 0;
  tell: (event: ToastEvent) => void = () => undefined;
  readonly desk: ToastDesk;

  constructor(desktop: Desktop) {
    const toaster: Toaster = {
      where: "desktop",
      permission: this.permission,
      ask: () => Promise.resolve(),
      show: (toast, onEvent) => {
        this.shown.push(toast);
        this.tell = onEvent;
        if (this.answer !== undefined) onEvent(this.answer);
      },
      close: (id) => this.closed.push(id),
      nudge: () => {
        this.nudges += 1;
      },
      showCount: () => undefined,
    };
    this.desk = new ToastDesk({
      toaster,
      settings: () => this.settings,
      screen: () => this.screen,
      claim: (ids) => {
        const free = ids.filter((id) => !desktop.claimed.has(id));
        for (const id of free) desktop.claimed.add(id);
        return Promise.resolve(free);
      },
      report: (ids, outcome) => {
        for (const id of ids) {
          const before = desktop.outcomes.get(id);
          if (before === undefined || outcome.kind === "shown") desktop.outcomes.set(id, outcome);
        }
      },
      isOver: ({ id }) => this.over.has(id),
      open: (news) => this.opened.push(news),
      timer: { now: () => desktop.now, after: (ms, work) => desktop.after(ms, work) },
    });
  }

  get titles(): string[] {
    return this.shown.map(({ title }) => title);
  }
}

describe("toasts", () => {
  let desktop: Desktop;
  let window: Window;
  beforeEach(() => {
    desktop = new Desktop();
    window = new Window(desktop);
  });

  const reasons = (): (string | undefined)[] =>
    [...desktop.outcomes.values()].map((outcome) => (outcome.kind === "silent" ? outcome.reason : undefined));

  it("are shown one for each piece that comes alone, and say so", async () => {
    window.desk.take([itemNews("1")]);
    await desktop.pass(GATHER_MS);
    expect(window.titles).toEqual(["Message for claude from bu"]);
    expect(desktop.outcomes.get("1")).toEqual({ kind: "shown", at: GATHER_MS, where: "desktop" });
    await desktop.pass(SHOWN_MS);
    window.desk.take([itemNews("2")]);
    await desktop.pass(GATHER_MS);
    expect(window.titles).toHaveLength(2);
    expect(new Set(window.shown.map(({ id }) => id)).size).toBe(2);
  });

  it("are one for a burst", async () => {
    window.desk.take([waitsNews("1")]);
    await desktop.pass(GATHER_MS / 2);
    window.desk.take([waitsNews("2", "a"), waitsNews("3", "b")]);
    await desktop.pass(GATHER_MS / 2);
    expect(window.titles).toEqual(["qa and 2 others wait for you"]);
    expect([...desktop.outcomes.values()].map(({ kind }) => kind)).toEqual(["shown", "shown", "shown"]);
  });

  it("take the place of one that is still shown, and count with it what it told", async () => {
    window.desk.take([waitsNews("1")]);
    await desktop.pass(GATHER_MS);
    window.desk.take([waitsNews("2", "bu")]);
    await desktop.pass(GATHER_MS);
    expect(window.titles).toEqual(["qa asks for permission", "qa and bu wait for you"]);
    expect(window.shown[1]?.id).toBe(window.shown[0]?.id);
    window.tell("closed");
    window.desk.take([waitsNews("3", "x")]);
    await desktop.pass(GATHER_MS);
    expect(window.titles[2]).toBe("x asks for permission");
    expect(window.shown[2]?.id).not.toBe(window.shown[0]?.id);
  });

  it("bring up what is most urgent of that which they told", async () => {
    window.desk.take([itemNews("1"), waitsNews("2")]);
    await desktop.pass(GATHER_MS);
    window.tell("clicked");
    expect(window.opened.map(({ id }) => id)).toEqual(["2"]);
  });

  it("are not shown for what is before the person's eyes, in any window", async () => {
    const other = new Window(desktop);
    window.screen = { isFocused: true, shown: { kind: "terminal", agent: "claude" } };
    other.desk.take([itemNews("1")]);
    window.desk.take([itemNews("1")]);
    await desktop.pass(GATHER_MS);
    expect([...window.shown, ...other.shown]).toEqual([]);
    expect(reasons()).toEqual(["Its terminal was on screen."]);
  });

  it("are not shown for what the person came to meanwhile", async () => {
    window.desk.take([itemNews("1")]);
    window.screen = { isFocused: true, shown: { kind: "inbox", agent: "claude" } };
    await desktop.pass(GATHER_MS);
    expect(window.shown).toEqual([]);
    expect(reasons()).toEqual(["Its inbox was on screen."]);
  });

  it("come from one window of several: from the one that is used, where there is one", async () => {
    const others = [new Window(desktop), new Window(desktop)];
    window.screen = { isFocused: true, shown: undefined };
    const all = [...others, window];
    for (const { desk } of all) desk.take([itemNews("1")]);
    await desktop.pass(GATHER_MS);
    expect(all.map(({ shown }) => shown.length)).toEqual([0, 0, 1]);
    window.screen = { isFocused: false, shown: undefined };
    for (const { desk } of all) desk.take([itemNews("2")]);
    await desktop.pass(GATHER_MS);
    expect(all.flatMap(({ shown }) => shown)).toHaveLength(2);
  });

  it("are told by a window that may, whatever one says that may not", async () => {
    const other = new Window(desktop);
    other.permission.setState({ kind: "refused", reason: "It is not allowed." }, true);
    for (const { desk } of [other, window]) desk.take([itemNews("1")]);
    expect(reasons()).toEqual(["It is not allowed."]);
    await desktop.pass(GATHER_MS);
    expect(desktop.outcomes.get("1")).toMatchObject({ kind: "shown" });
  });

  it("say why they were not shown", async () => {
    window.settings = NotificationSettings.parse({ quiet: { kind: "on" } });
    window.desk.take([itemNews("quiet")]);
    window.settings = NotificationSettings.parse({});
    window.permission.setState({ kind: "askable" }, true);
    window.desk.take([itemNews("askable")]);
    window.permission.setState({ kind: "granted" }, true);
    window.settings = undefined;
    window.desk.take([itemNews("unknown")]);
    window.settings = NotificationSettings.parse({});
    await settled();
    window.answer = "refused";
    window.desk.take([itemNews("refused")]);
    await desktop.pass(GATHER_MS);
    window.answer = undefined;
    window.desk.take([itemNews("silent")]);
    await desktop.pass(GATHER_MS);
    await desktop.pass(WORD_MS);
    expect(reasons()).toEqual([
      "Quiet mode was on.",
      "The browser was not asked to allow notifications.",
      "The window had only just opened.",
      "The system does not allow notifications for Quorum.",
      "The system did not say that it showed it.",
    ]);
  });

  it("are not shown for what is over by then, and taken away when it is", async () => {
    window.desk.take([waitsNews("1")]);
    window.over.add("1");
    window.desk.settle();
    await desktop.pass(GATHER_MS);
    expect(window.shown).toEqual([]);
    expect(reasons()).toEqual(["It was over before it was told."]);

    window.desk.take([waitsNews("2"), waitsNews("3")]);
    await desktop.pass(GATHER_MS);
    await desktop.pass(10 * SHOWN_MS);
    window.over.add("2");
    window.desk.settle();
    expect(window.closed).toEqual([]);
    window.over.add("3");
    window.desk.settle();
    window.desk.settle();
    expect(window.closed).toEqual([window.shown[0]?.id]);
  });

  it("draw the eye to the window for what waits, while the person is elsewhere", async () => {
    window.desk.take([itemNews("1")]);
    await desktop.pass(GATHER_MS);
    expect(window.nudges).toBe(0);
    window.desk.take([waitsNews("2")]);
    await desktop.pass(GATHER_MS);
    expect(window.nudges).toBe(1);
    window.screen = { isFocused: true, shown: undefined };
    window.desk.take([waitsNews("3")]);
    await desktop.pass(GATHER_MS);
    expect(window.nudges).toBe(1);
    expect(window.shown).toHaveLength(3);
  });
});
