import { useEffect, useLayoutEffect, useRef, type KeyboardEvent } from "react";
import { useStore } from "zustand";
import { isUp } from "../../../shared/contract/agent-actions.ts";
import { EmptySheet, Sheet, SHEET_LIST } from "../../ui/sheet.tsx";
import { useNow } from "../../ui/use-now.ts";
import type { AgentsStore } from "../../ui/agents/agents-store.ts";
import type { AttentionCommands } from "./attention-commands.ts";
import { whoOf, withoutAftermath, type AttentionStore } from "./attention-store.ts";
import { DismissedBar } from "./dismissed-bar.tsx";
import { AttentionEntry, type AttentionWays, type EntryAgent } from "./entry/attention-entry.tsx";
import { useSettled } from "./entry/use-settled.ts";
import styles from "./attention-sheet.module.css";

export interface AttentionSheetProps {
  readonly store: AttentionStore;
  readonly commands: AttentionCommands;
  readonly agents: AgentsStore;
  readonly isConnected: boolean;
  /** Grows each time that the sheet should have the focus. */
  readonly focusRequests: number;
  /** The entry that is to have it; without one the first. */
  readonly focusOn: string | undefined;
  readonly ways: AttentionWays;
  readonly onClose: () => void;
}

/** Everything that waits for the person, across agents, beside whatever they are at. */
export function AttentionSheet(props: AttentionSheetProps) {
  const { store, commands, agents, isConnected, focusRequests, focusOn, ways, onClose } = props;
  const { isKnown, entries, answering, aftermath } = useStore(store);
  const team = [...useStore(agents, (state) => state.byId).values()];
  const now = useNow();
  const sheet = useRef<HTMLElement>(null);
  const list = useRef<HTMLUListElement>(null);
  /** The place of the entry that has the focus, or had it when it left. */
  const focused = useRef<number>(undefined);
  /** The entry that is to have the focus when it is back. */
  const restored = useRef<string>(undefined);
  const isSettled = useSettled(entries.map(({ id }) => id).join("\n"));

  useEffect(() => {
    const asked = entriesIn(list.current).find((entry) => entry.dataset["entry"] === focusOn);
    (asked ?? entryAt(list.current, 0) ?? sheet.current)?.focus();
  }, [focusRequests, focusOn]);
  useEffect(() => () => store.setState(withoutAftermath, true), [store]);
  useLayoutEffect(() => {
    const back = entriesIn(list.current).find((entry) => entry.dataset["entry"] === restored.current);
    if (back === undefined) return;
    restored.current = undefined;
    if (document.activeElement === sheet.current) back.focus();
  }, [entries]);
  useLayoutEffect(() => {
    // What had the focus is gone, with its entry or before it: an entry has it next, and none of its buttons.
    if (focused.current === undefined || sheet.current?.contains(document.activeElement) === true) return;
    const place = Math.min(focused.current, entries.length - 1);
    (entryAt(list.current, place) ?? sheet.current)?.focus();
  }, [entries, answering]);

  const onKey = (event: KeyboardEvent): boolean => {
    if (event.target instanceof HTMLInputElement) return false;
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return false;
    const next = entryAt(list.current, (focused.current ?? -1) + (event.key === "ArrowDown" ? 1 : -1));
    next?.focus();
    return next !== undefined;
  };
  const agentOf = (who: string): EntryAgent | undefined => {
    const place = team.findIndex(({ id }) => id === who);
    const agent = team[place];
    return agent && { id: agent.id, place, isUp: isUp(agent.state) };
  };

  return (
    <Sheet
      title="Waiting for you"
      count={entries.length}
      closeLabel="Close what waits"
      element={sheet}
      onKey={onKey}
      onClose={onClose}
      onFocus={(event) => {
        focused.current = placeOf(list.current, event.target);
      }}
      onBlur={(event) => {
        // Nothing takes the focus where its element is gone.
        if (event.relatedTarget !== null && !event.currentTarget.contains(event.relatedTarget)) {
          focused.current = undefined;
        }
      }}
    >
      <p className={styles.aftermath} role="status">
        {aftermath}
      </p>
      <DismissedBar
        {...{ store, commands, isConnected }}
        onLeave={(id) => {
          restored.current = id;
          sheet.current?.focus();
        }}
      />
      {isKnown && entries.length === 0 && (
        <EmptySheet title="Nothing waits for you.">
          Permissions, questions and failures of all agents appear here.
        </EmptySheet>
      )}
      <ul ref={list} className={SHEET_LIST}>
        {entries.map((entry) => (
          <AttentionEntry
            key={entry.id}
            {...{ entry, store, commands, now, isConnected, isSettled, ways }}
            agent={agentOf(whoOf(entry))}
          />
        ))}
      </ul>
    </Sheet>
  );
}

function entriesIn(list: HTMLElement | null): readonly HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>("[data-attention]") ?? [])];
}

function entryAt(list: HTMLElement | null, place: number): HTMLElement | undefined {
  return entriesIn(list)[place];
}

function placeOf(list: HTMLElement | null, element: Element): number {
  const place = entriesIn(list).findIndex((entry) => entry.contains(element));
  return Math.max(0, place);
}
