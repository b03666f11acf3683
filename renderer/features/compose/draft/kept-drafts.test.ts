import { expect, it } from "vitest";
import { createComposeStore, withDraft, withDiscarded } from "./compose-store.ts";
import { emptyDraft } from "./draft.ts";
import { keepDrafts, readDrafts, type KeepDrafts } from "./kept-drafts.ts";

/** A page whose time stands still until the test lets it go on. */
function makePage(entries = new Map<string, string>()) {
  const timers: (() => void)[] = [];
  const listeners = new Map<string, (event: unknown) => void>();
  const storage = {
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => void entries.set(key, value),
    removeItem: (key: string) => void entries.delete(key),
    key: (place: number) => [...entries.keys()][place] ?? null,
    get length() {
      return entries.size;
    },
  };
  const page = {
    localStorage: storage,
    addEventListener: (name: string, listener: (event: unknown) => void) =>
      void listeners.set(name, listener),
    setTimeout: (run: () => void) => timers.push(run),
    clearTimeout: () => void timers.splice(0),
  } as unknown as KeepDrafts["page"];
  return {
    page,
    storage,
    entries,
    tick: () => timers.splice(0).forEach((run) => run()),
    tell: (name: string, event?: unknown) => listeners.get(name)?.(event),
  };
}

function makeDesk(entries?: Map<string, string>) {
  const made = makePage(entries);
  const failures: string[] = [];
  let last = 0;
  const newId = (): string => `n${String((last += 1))}`;
  const store = createComposeStore(newId(), 0);
  const open = keepDrafts({
    store,
    page: made.page,
    newId,
    now: () => 0,
    onFailure: () => failures.push("full"),
  });
  const write = (body: string): void =>
    store.setState((state) => withDraft(state, { ...state.current, body, changedAt: 1 }), true);
  return { ...made, store, open, write, failures };
}

it("has a draft again after a crash, in the project in which it was written", () => {
  const desk = makeDesk();
  desk.open("/one");
  desk.write("Half of it");
  desk.tick();
  const after = makeDesk(desk.entries);
  after.open("/one");
  expect(after.store.getState().current.body).toBe("Half of it");
  after.open("/two");
  expect(after.store.getState().current.body).toBe("");
  after.open("/one");
  expect(after.store.getState().drafts.size).toBe(1);
});

it("keeps what was typed last when the page goes, and forgets what was discarded", () => {
  const desk = makeDesk();
  desk.open("/one");
  desk.write("Half of it");
  desk.tell("pagehide");
  expect(readDrafts(desk.storage, "/one").map(({ body }) => body)).toEqual(["Half of it"]);
  desk.store.setState((state) => withDiscarded(state, "x", 0), true);
  desk.tick();
  expect(desk.entries.size).toBe(0);
});

it("leaves the drafts of other windows as they are, and takes up what they write", () => {
  const entries = new Map<string, string>();
  const [one, other] = [makeDesk(entries), makeDesk(entries)];
  one.open("/p");
  other.open("/p");
  one.store.setState((state) => withDraft(state, { ...emptyDraft("a", 1), body: "of one" }), true);
  other.store.setState((state) => withDraft(state, { ...emptyDraft("b", 1), body: "of other" }), true);
  one.tick();
  other.tick();
  expect(readDrafts(one.storage, "/p").map(({ body }) => body)).toEqual(["of one", "of other"]);
  one.tell("storage", { key: "quorum.draft:/p\nb", newValue: entries.get("quorum.draft:/p\nb") });
  expect(one.store.getState().drafts.get("b")?.body).toBe("of other");
});

it("passes over what is no draft, and says so where there is no room", () => {
  const entries = new Map([["quorum.draft:/p\nx", '{"id":"x"']]);
  const desk = makeDesk(entries);
  desk.open("/p");
  expect(desk.store.getState().drafts.size).toBe(0);
  desk.storage.setItem = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  desk.write("Too much");
  desk.tick();
  expect(desk.failures).toEqual(["full"]);
});
