import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { useStore } from "zustand";
import { countText } from "../../../ui/count-text.ts";
import { Icon } from "../../../ui/icon.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import type { FindResult, TerminalViewStore } from "../session/terminal-view.ts";
import styles from "./find-bar.module.css";

export interface FindBarProps {
  readonly view: TerminalViewStore;
  /** Another one takes the focus again. */
  readonly request: number;
  readonly onFind: (term: string, from: "bottom" | "older" | "newer") => void;
  readonly onClose: () => void;
}

/** Looks for a text in the terminal, from the newest line upwards. */
export function FindBar({ view, request, onFind, onClose }: FindBarProps) {
  const [term, setTerm] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const result = useStore(view, (state) => state.find);
  useEffect(() => input.current?.select(), [request]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Enter") onFind(term, event.shiftKey ? "newer" : "older");
    else if (event.key === "Escape") onClose();
    else return;
    event.preventDefault();
  };

  return (
    <div className={styles.bar} role="search">
      <Icon name="search" />
      <input
        ref={input}
        className={styles.input}
        type="text"
        value={term}
        placeholder="Find in the terminal"
        aria-label="Find in the terminal"
        spellCheck={false}
        onChange={(event) => {
          setTerm(event.target.value);
          onFind(event.target.value, "bottom");
        }}
        onKeyDown={onKeyDown}
      />
      <output className={styles.count} aria-label="Matches" data-none={term !== "" && result?.count === 0}>
        {term === "" ? "" : foundText(result)}
      </output>
      <IconButton icon="up" label="Older match" hint="Enter" onPress={() => onFind(term, "older")} />
      <IconButton icon="down" label="Newer match" hint="Shift+Enter" onPress={() => onFind(term, "newer")} />
      <IconButton icon="close" label="Close find" hint="Esc" onPress={onClose} />
    </div>
  );
}

function foundText(result: FindResult | undefined): string {
  if (result === undefined) return "";
  if (result.count === 0) return "none";
  return result.index < 0
    ? `${countText(result.count)}+`
    : `${countText(result.index + 1)} of ${countText(result.count)}`;
}
