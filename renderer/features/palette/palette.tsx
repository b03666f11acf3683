import { Command } from "cmdk";
import { Dialog as Radix } from "radix-ui";
import { useMemo, useRef, useState, type KeyboardEvent } from "react";
import { Icon } from "../../ui/icon.tsx";
import { returnFocus } from "../../ui/focus.ts";
import { findEntries } from "./find-entries.ts";
import type { PaletteEntry, PaletteGroup } from "./palette-entry.ts";
import hidden from "../../ui/heard.module.css";
import styles from "./palette.module.css";

export interface PaletteProps {
  /** Each list keeps its identity for as long as nothing in it changes: it is made ready once. */
  readonly sources: readonly (readonly PaletteEntry[])[];
  /** What was chosen lately, the latest first. */
  readonly recent: readonly string[];
  /** Whether these keys are the ones that opened it, and close it as well. */
  readonly isOwnKey: (event: KeyboardEvent) => boolean;
  readonly onChosen: (entry: PaletteEntry) => void;
  readonly onClose: () => void;
}

/** Finds anything by a few letters: agents, documents, what can be done, and what can be set. */
export function Palette({ sources, recent, isOwnKey, onChosen, onClose }: PaletteProps) {
  const [query, setQuery] = useState("");
  const opener = useRef(document.activeElement);
  const chosen = useRef<PaletteEntry>(undefined);
  const found = useMemo(() => findEntries(sources, query, recent), [sources, query, recent]);
  const groups = useMemo(() => grouped(found, query.trim() === "" ? recent : []), [found, query, recent]);
  const choose = (entry: PaletteEntry): void => {
    chosen.current = entry;
    onChosen(entry);
    onClose();
  };
  return (
    <Radix.Root
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Radix.Portal>
        <Radix.Overlay className={styles.backdrop} />
        <Radix.Content
          className={styles.palette}
          data-modal
          aria-describedby={undefined}
          onKeyDown={(event) => {
            if (!isOwnKey(event)) return;
            event.preventDefault();
            onClose();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            returnFocus(opener.current);
            // It may want the focus elsewhere: it comes last.
            chosen.current?.run();
          }}
        >
          <Radix.Title className={hidden.heard}>Find anything</Radix.Title>
          <Command shouldFilter={false} vimBindings={false} loop label="Find anything">
            <div className={styles.field}>
              <Icon name="search" />
              <Command.Input
                value={query}
                onValueChange={setQuery}
                placeholder="Go to agent, document, action…"
              />
              <kbd>Esc</kbd>
            </div>
            <Command.List className={styles.list} label="Found">
              <Command.Empty className={styles.empty}>Nothing is called that.</Command.Empty>
              {groups.map(({ heading, entries }) => (
                <Command.Group key={heading} heading={heading} className={styles.group}>
                  {entries.map((entry) => (
                    <Row key={entry.id} entry={entry} onChoose={choose} />
                  ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Row({
  entry,
  onChoose,
}: {
  readonly entry: PaletteEntry;
  readonly onChoose: (entry: PaletteEntry) => void;
}) {
  const whyNot = entry.whyNot?.();
  return (
    <Command.Item
      className={styles.row}
      value={entry.id}
      disabled={whyNot !== undefined}
      onSelect={() => onChoose(entry)}
    >
      <Icon name={entry.icon} />
      <span className={styles.name}>{entry.title}</span>
      <span className={styles.detail}>{whyNot ?? entry.detail}</span>
      {entry.keys !== undefined && <kbd>{entry.keys}</kbd>}
    </Command.Item>
  );
}

interface Group {
  readonly heading: PaletteGroup | "Recent";
  readonly entries: readonly PaletteEntry[];
}

/** In the order of the best of each: the first of all stays the first. */
function grouped(found: readonly PaletteEntry[], recent: readonly string[]): readonly Group[] {
  const wasRecent = new Set(recent);
  const groups = Map.groupBy(found, ({ id, group }) => (wasRecent.has(id) ? "Recent" : group));
  return [...groups].map(([heading, entries]) => ({ heading, entries }));
}
