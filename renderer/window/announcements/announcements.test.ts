import { expect, it } from "vitest";
import { createStore } from "zustand/vanilla";
import { announced, followAloud } from "./announcements.ts";
import type { Saying } from "./sayings.ts";

interface Names {
  readonly isKnown: boolean;
  readonly names: readonly string[];
}

/** A store of names, of which each new one is told, and a clock that is turned by hand. */
function hall() {
  const store = createStore<Names>(() => ({ isKnown: false, names: [] }));
  const said: string[] = [];
  let due: { readonly ms: number; readonly work: () => void } | undefined;
  const tell = (before: Names, after: Names): readonly Saying[] =>
    after.names
      .filter((name) => !before.names.includes(name))
      .map((name) => ({ about: "items", sentence: `${name} is here.` }));
  const end = followAloud({
    sources: [announced(store, tell)],
    say: (text) => said.push(text),
    after: (ms, work) => {
      const own = { ms, work };
      due = own;
      return () => {
        if (due === own) due = undefined;
      };
    },
  });
  return {
    said,
    end,
    isQuiet: () => due === undefined,
    now: (...names: readonly string[]) => store.setState({ isKnown: true, names }),
    forget: () => store.setState({ isKnown: false, names: [] }),
    /** Lets what is waited for come. */
    pass: () => {
      const { work } = due ?? {};
      due = undefined;
      work?.();
    },
  };
}

it("says together what happens together, and nothing of what was there at first", () => {
  const { now, pass, said } = hall();
  now("Ann");
  expect(said).toEqual([]);
  now("Ann", "Bob");
  now("Ann", "Bob", "Cid");
  pass();
  expect(said).toEqual(["Bob is here. Cid is here."]);
});

it("lets one text be heard before the next, and keeps what comes meanwhile", () => {
  const { now, pass, said } = hall();
  now();
  now("Ann");
  pass();
  now("Ann", "Bob");
  now("Ann", "Bob", "Cid");
  expect(said).toEqual(["Ann is here."]);
  pass();
  expect(said).toEqual(["Ann is here.", "Bob is here. Cid is here."]);
});

it("says what is said of many in one sentence", () => {
  const { now, pass, said } = hall();
  now();
  now("Ann", "Bob", "Cid", "Dee");
  pass();
  expect(said).toEqual(["4 items arrived for you."]);
});

it("is silent about what is gone again before it was said, and about another project", () => {
  const { now, pass, forget, said } = hall();
  now();
  now("Ann");
  now();
  pass();
  forget();
  now("Bob");
  pass();
  expect(said.filter((text) => text !== "")).toEqual([]);
});

it("leaves nothing to be read when it is long past, so that the same can be said again", () => {
  const { now, pass, said } = hall();
  now();
  now("Ann");
  for (let step = 0; step < 3; step += 1) pass();
  now();
  pass();
  now("Ann");
  pass();
  expect(said).toEqual(["Ann is here.", "", "Ann is here."]);
});

it("says nothing any more when it is over", () => {
  const { now, end, isQuiet } = hall();
  now();
  now("Ann");
  end();
  now("Ann", "Bob");
  expect(isQuiet()).toBe(true);
});
