import { useState, type KeyboardEvent } from "react";
import { planOf, type ActionId } from "../../../actions/action-list.ts";
import { chordOfPress, chordProblem, chordText, type Chord } from "../../../actions/chord.ts";
import {
  holdersOf,
  withChord,
  withoutChord,
  withUsualChords,
  type ChosenKeys,
  type KeyMap,
} from "../../../actions/key-map.ts";
import type { Platform } from "../../../actions/platform.ts";
import { Button } from "../../../ui/button.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import styles from "./key-row.module.css";

export interface KeyRowProps {
  readonly id: ActionId;
  readonly map: KeyMap;
  readonly chosen: ChosenKeys;
  readonly platform: Platform;
  readonly onChange: (chosen: ChosenKeys) => void;
}

/** Whether the person is about to press keys, and what came of it. */
type Change =
  | { readonly kind: "none" }
  | { readonly kind: "listening"; readonly problem?: string }
  /** The keys are another action's. */
  | { readonly kind: "taken"; readonly chord: Chord; readonly holders: readonly ActionId[] };

/** An action with its keys, and the way to others. */
export function KeyRow({ id, map, chosen, platform, onChange }: KeyRowProps) {
  const [change, setChange] = useState<Change>({ kind: "none" });
  const { title, isFixed = false } = planOf(id);
  const chords = map.chords.get(id) ?? [];
  const conflict = chords.some((chord) => map.conflicts.has(chord));
  const give = (chord: Chord): void => {
    setChange({ kind: "none" });
    onChange(withChord(chosen, id, chord, platform));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (change.kind !== "listening") return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") {
      setChange({ kind: "none" });
      return;
    }
    const chord = chordOfPress(event.nativeEvent);
    if (chord === undefined) return;
    if (chord === "Backspace" || chord === "Delete") {
      setChange({ kind: "none" });
      onChange(withoutChord(chosen, id));
      return;
    }
    const problem = chordProblem(chord, platform);
    const holders = holdersOf(map, chord, id);
    if (problem !== undefined) setChange({ kind: "listening", problem });
    else if (holders.length > 0) setChange({ kind: "taken", chord, holders });
    else give(chord);
  };
  return (
    <div className={styles.row} data-action={id} role="group" aria-label={title}>
      <span className={styles.title}>{title}</span>
      {change.kind === "taken" ? (
        <span className={styles.question} role="alert">
          {chordText(change.chord, platform)} is for “
          {change.holders.map((one) => planOf(one).title).join(", ")}”.
          {change.holders.some((one) => planOf(one).isFixed === true) ? null : (
            <Button isFocused onPress={() => give(change.chord)}>
              Use it here
            </Button>
          )}
          <Button onPress={() => setChange({ kind: "none" })}>Cancel</Button>
        </span>
      ) : (
        <>
          <button
            type="button"
            className={styles.keys}
            data-listening={change.kind === "listening"}
            data-conflict={conflict}
            data-keeps-escape={change.kind === "listening"}
            aria-label={`Keys of ${title}: ${keysText(chords, platform)}`}
            title={isFixed ? "These keys cannot be changed" : "Change by pressing others"}
            disabled={isFixed}
            onClick={() => setChange({ kind: "listening" })}
            onKeyDown={onKeyDown}
            onBlur={() => setChange((now) => (now.kind === "listening" ? { kind: "none" } : now))}
          >
            {change.kind === "listening" ? (
              <span role="status">{change.problem ?? "Press keys · Delete for none · Esc"}</span>
            ) : chords.length === 0 ? (
              <span className={styles.none}>None</span>
            ) : (
              chords.map((chord) => <kbd key={chord}>{chordText(chord, platform)}</kbd>)
            )}
          </button>
          <span className={styles.reset}>
            {Object.hasOwn(chosen, id) && !isFixed && (
              <IconButton
                icon="restart"
                label={`Usual keys for ${title}`}
                onPress={() => onChange(withUsualChords(chosen, id))}
              />
            )}
          </span>
        </>
      )}
    </div>
  );
}

function keysText(chords: readonly Chord[], platform: Platform): string {
  return chords.length === 0 ? "none" : chords.map((chord) => chordText(chord, platform)).join(", ");
}
