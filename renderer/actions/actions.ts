import { toDisposable, type Disposable } from "../../shared/base/disposable.ts";
import { createStore, type StoreApi } from "zustand/vanilla";
import { planOf, type ActionId } from "./action-list.ts";
import { chordOfPress, chordText, isAltAlone, isControlLetter, type Chord, type KeyPress } from "./chord.ts";
import { keyMapOf, type ChosenKeys, type KeyMap } from "./key-map.ts";
import type { Platform } from "./platform.ts";

/** How an action is done now. */
export interface ActionWay {
  /** Why it cannot be done at this moment; nothing while it can. */
  readonly whyNot?: (() => string | undefined) | undefined;
  readonly run: () => void;
}

/** What the person chose about keys. */
export interface KeyChoice {
  readonly keys: ChosenKeys;
  /** Whose Ctrl with a letter is while a terminal has the focus. */
  readonly controlLetters: "window" | "program";
}

const USUAL: KeyChoice = { keys: {}, controlLetters: "window" };

/** All that can be done in the window by name: how each is done now, and which keys lead to it. */
export class Actions {
  readonly platform: Platform;
  readonly keyMap: StoreApi<KeyMap>;
  readonly #ways = new Map<ActionId, ActionWay[]>();
  #choice = USUAL;

  constructor(platform: Platform) {
    this.platform = platform;
    this.keyMap = createStore<KeyMap>(() => keyMapOf({}, platform));
  }

  choose(choice: KeyChoice): void {
    if (choice.keys !== this.#choice.keys) this.keyMap.setState(keyMapOf(choice.keys, this.platform), true);
    this.#choice = choice;
  }

  /** Says how an action is done, for as long as what it returns is not disposed. The latest who says so counts. */
  provide(id: ActionId, way: ActionWay): Disposable {
    const ways = this.#ways.get(id) ?? [];
    this.#ways.set(id, [...ways, way]);
    return toDisposable(() => {
      const left = (this.#ways.get(id) ?? []).filter((other) => other !== way);
      if (left.length === 0) this.#ways.delete(id);
      else this.#ways.set(id, left);
    });
  }

  /** Whether anybody said how an action is done; it may be impossible at this moment all the same. */
  isProvided(id: ActionId): boolean {
    return this.#ways.has(id);
  }

  /** Why an action cannot be done now; nothing where it can. */
  whyNot(id: ActionId): string | undefined {
    const way = this.#ways.get(id)?.at(-1);
    if (planOf(id).isOfTerminal === true) return "Press its keys in a terminal.";
    return way === undefined ? (planOf(id).where ?? "It cannot be done here.") : way.whyNot?.();
  }

  /** Does an action, where it can be done; tells whether it was. */
  run(id: ActionId): boolean {
    if (this.whyNot(id) !== undefined) return false;
    this.#ways.get(id)?.at(-1)?.run();
    return true;
  }

  /** The action that keys lead to. In a terminal some keys are the program's; see `ARCHITECTURE.md`. */
  actionOf(press: KeyPress, isInTerminal: boolean): ActionId | undefined {
    const chord = chordOfPress(press);
    const id = chord === undefined ? undefined : this.keyMap.getState().actions.get(chord);
    if (chord === undefined || id === undefined) return undefined;
    if (isInTerminal && this.#isForProgram(chord, id)) return undefined;
    return id;
  }

  /** The keys of an action as the person reads them; nothing where it has none. */
  keysText(id: ActionId): string | undefined {
    const chord = this.keyMap.getState().chords.get(id)?.[0];
    return chord === undefined ? undefined : chordText(chord, this.platform);
  }

  #isForProgram(chord: Chord, id: ActionId): boolean {
    if (isAltAlone(chord)) return true;
    if (!isControlLetter(chord)) return false;
    return this.#choice.controlLetters === "program" || !this.#ways.has(id);
  }
}
