import { useEffect } from "react";
import { useStore } from "zustand";
import { isUp } from "../../../shared/contract/agent-actions.ts";
import type { AgentId } from "../../../shared/contract/agents.ts";
import type { AgentsStore } from "../../ui/agents/agents-store.ts";
import type { AttentionCommands } from "../../features/attention/attention-commands.ts";
import { whoOf, withoutAftermath, type AttentionStore } from "../../features/attention/attention-store.ts";
import { DismissedBar } from "../../features/attention/dismissed-bar.tsx";
import { AttentionEntry } from "../../features/attention/entry/attention-entry.tsx";
import { useSettled } from "../../features/attention/entry/use-settled.ts";
import type { Place } from "../../places/place.ts";
import { Button } from "../../ui/button.tsx";
import { countText } from "../../ui/count-text.ts";
import { focusView } from "../../ui/focus.ts";
import { useNow } from "../../ui/use-now.ts";
import styles from "./dashboard-attention.module.css";

export interface DashboardAttentionProps {
  readonly store: AttentionStore;
  readonly commands: AttentionCommands;
  readonly agents: AgentsStore;
  readonly names: readonly AgentId[];
  readonly isConnected: boolean;
  readonly onOpen: (place: Place) => void;
  readonly onStart: (agent: AgentId) => void;
  /** Makes its container anew. */
  readonly onRecreate: (agent: AgentId) => void;
  /** Shows all that waits. */
  readonly onAll: () => void;
}

/** More than anyone answers at once; all of them are in the list beside the window. */
const MOST_SHOWN = 12;

/** What agents wait for, each with its answer: the same entries as in the list beside the window. */
export function DashboardAttention(props: DashboardAttentionProps) {
  const { store, commands, agents, names, isConnected, onOpen, onStart, onRecreate, onAll } = props;
  const entries = useStore(store, (state) => state.entries);
  const aftermath = useStore(store, (state) => state.aftermath);
  const byId = useStore(agents, (state) => state.byId);
  const now = useNow();
  useEffect(() => () => store.setState(withoutAftermath, true), [store]);
  const shown = entries.slice(0, MOST_SHOWN);
  const isSettled = useSettled(shown.map(({ id }) => id).join("\n"));
  return (
    <>
      <p className={styles.aftermath} role="status">
        {aftermath}
      </p>
      <DismissedBar {...{ store, commands, isConnected }} onLeave={focusView} />
      <ul aria-label="Agents that wait for you" hidden={entries.length === 0}>
        {shown.map((entry) => {
          const agent = names.flatMap((id) => (id === whoOf(entry) ? (byId.get(id) ?? []) : [])).at(0);
          return (
            <AttentionEntry
              key={entry.id}
              {...{ entry, store, commands, now, isConnected, isSettled }}
              agent={agent && { id: agent.id, place: names.indexOf(agent.id), isUp: isUp(agent.state) }}
              ways={{
                onTerminal: (id) => onOpen({ kind: "terminal", agent: id }),
                onInbox: (id) => onOpen({ kind: "inbox", agent: id }),
                onRecreate,
                onTools: (id) => onOpen({ kind: "agent", agent: id }),
                onStart,
              }}
            />
          );
        })}
      </ul>
      {entries.length > shown.length && (
        <p className={styles.more}>
          <Button onPress={onAll}>{countText(entries.length - shown.length)} more</Button>
        </p>
      )}
    </>
  );
}
