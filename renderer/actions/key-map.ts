import { ACTION_IDS, defaultChords, planOf, type ActionId } from "./action-list.ts";
import { parseChord, type Chord } from "./chord.ts";
import type { Platform } from "./platform.ts";

/** What the person chose: a chord for an action, or that it has none. What is not in it is as usual. */
export type ChosenKeys = Readonly<Record<string, string | null>>;

/** Which chord leads to which action, as it is for this person. */
export interface KeyMap {
  readonly chords: ReadonlyMap<ActionId, readonly Chord[]>;
  readonly actions: ReadonlyMap<Chord, ActionId>;
  /** Chords that more than one action has; the first one gets it. */
  readonly conflicts: ReadonlyMap<Chord, readonly ActionId[]>;
}

/** The usual chords, with what the person chose in their place. A choice that cannot be read is none. */
export function keyMapOf(chosen: ChosenKeys, platform: Platform): KeyMap {
  const chords = new Map<ActionId, readonly Chord[]>();
  const users = new Map<Chord, ActionId[]>();
  for (const id of ACTION_IDS) {
    const own = chordsFor(id, chosen, platform);
    chords.set(id, own);
    for (const chord of own) users.set(chord, [...(users.get(chord) ?? []), id]);
  }
  const actions = new Map<Chord, ActionId>();
  const conflicts = new Map<Chord, readonly ActionId[]>();
  for (const [chord, ids] of users) {
    const [first] = ids;
    if (first !== undefined) actions.set(chord, first);
    if (ids.length > 1) conflicts.set(chord, ids);
  }
  return { chords, actions, conflicts };
}

/** Gives a chord to an action. Whoever had it as the person's choice, or as usual, has it no more. */
export function withChord(chosen: ChosenKeys, id: ActionId, chord: Chord, platform: Platform): ChosenKeys {
  const others = ACTION_IDS.filter(
    (other) => other !== id && chordsFor(other, chosen, platform).includes(chord),
  );
  const taken = Object.fromEntries(others.map((other) => [other, null]));
  return { ...chosen, ...taken, [id]: chord };
}

/** Who has a chord besides an action, and must give it up when the action gets it. */
export function holdersOf(map: KeyMap, chord: Chord, id: ActionId): readonly ActionId[] {
  return ACTION_IDS.filter((other) => other !== id && map.chords.get(other)?.includes(chord) === true);
}

/** Takes all chords from an action. */
export function withoutChord(chosen: ChosenKeys, id: ActionId): ChosenKeys {
  return { ...chosen, [id]: null };
}

/** Gives an action its usual chords again. */
export function withUsualChords(chosen: ChosenKeys, id: ActionId): ChosenKeys {
  return Object.fromEntries(Object.entries(chosen).filter(([key]) => key !== id));
}

function chordsFor(id: ActionId, chosen: ChosenKeys, platform: Platform): readonly Chord[] {
  const own = chosen[id];
  if (own === undefined || planOf(id).isFixed === true) return defaultChords(id, platform);
  const chord = own === null ? undefined : parseChord(own);
  if (own !== null && chord === undefined) return defaultChords(id, platform);
  return chord === undefined ? [] : [chord];
}
