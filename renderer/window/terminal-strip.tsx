import { useLayoutEffect, useRef, type ReactNode } from "react";
import { useStore } from "zustand";
import type { Agent } from "../../shared/contract/agents.ts";
import { agentText, agentTone } from "../ui/agents/agent-state-text.ts";
import { StateCard } from "../ui/agents/state-card.tsx";
import type { AttentionCommands, Permission } from "../features/attention/attention-commands.ts";
import type { AttentionStore } from "../features/attention/attention-store.ts";
import { PermissionAnswer } from "../features/attention/entry/permission-answer.tsx";
import { isOneCommand } from "../features/attention/entry/tool-input.ts";
import { useSettled } from "../features/attention/entry/use-settled.ts";
import { arrivalsOf } from "../features/inbox/deliveries/arrivals.ts";
import { withDismissed, type DeliveriesStore } from "../features/inbox/deliveries/deliveries-store.ts";
import { Button } from "../ui/button.tsx";
import { focusWork, isFocusLost } from "../ui/focus.ts";
import { HoverCard } from "../ui/hover-card.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { plainly } from "../ui/plainly.ts";
import { StateDot } from "../ui/state-dot.tsx";
import { useOverflow } from "../ui/use-overflow.ts";
import { useNow } from "../ui/use-now.ts";
import styles from "./terminal-strip.module.css";

export interface TerminalStripProps {
  readonly agent: Agent;
  readonly attention: AttentionStore;
  readonly commands: AttentionCommands;
  readonly deliveries: DeliveriesStore;
  readonly isConnected: boolean;
  /** What else can be done with the terminal, as small buttons. */
  readonly tools: ReactNode;
  readonly onInbox: () => void;
  /** Shows a permission with all that it is for, or questions with all that can be answered. */
  readonly onDetails: (entry: string) => void;
}

/**
 * A line over a terminal: what its program does, what it asks, what has arrived and what is held. It is always there and
 * always as high, since a terminal that changes its size draws everything anew.
 */
export function TerminalStrip(props: TerminalStripProps) {
  const { agent, attention, commands, deliveries, isConnected, onInbox, onDetails } = props;
  const now = useNow();
  const strip = useRef<HTMLDivElement>(null);
  const line = useRef<HTMLSpanElement>(null);
  const permission = useStore(attention, (state) =>
    state.entries.find(
      (entry): entry is Permission => entry.kind === "permission" && entry.agent === agent.id,
    ),
  );
  const question = useStore(attention, (state) =>
    state.entries.find(
      (entry) => entry.kind === "question" && entry.agent === agent.id && entry.ask !== undefined,
    ),
  );
  const told = useStore(deliveries);
  const isDenying = useStore(
    attention,
    ({ reasons }) => permission !== undefined && reasons.has(permission.id),
  );
  const isSettled = useSettled(permission?.id ?? "");
  const canAnswer = permission?.ask !== undefined;
  const arrivals = told.agent === agent.id ? arrivalsOf(told, now) : undefined;
  const isAsking = permission !== undefined || agent.activity?.kind === "waiting";
  const lines = linesOf(agent, permission, arrivals, now);

  const isCut = useOverflow(line, isDenying ? "" : lines.title);
  const hadFocus = useRef(false);
  useLayoutEffect(() => {
    // The button that had it is gone: whoever answered goes on in the terminal.
    if (hadFocus.current && isFocusLost()) focusWork();
    hadFocus.current = strip.current?.contains(document.activeElement) === true;
  });

  return (
    <div
      ref={strip}
      className={styles.strip}
      role="group"
      aria-label={`What ${agent.id} does`}
      data-known={told.agent === agent.id && told.isKnown}
      data-tone={isAsking ? "warn" : arrivals?.tone}
      onFocus={() => {
        hadFocus.current = true;
      }}
    >
      <HoverCard className={styles.state} side="below" renderCard={() => <StateCard agent={agent} />}>
        {(describedBy) => (
          <button
            type="button"
            className={styles.dot}
            aria-label={`State of ${agent.id}: ${agentText(agent, now)}`}
            aria-describedby={describedBy}
          >
            <StateDot tone={agentTone(agent)} />
          </button>
        )}
      </HoverCard>
      {!isDenying && (
        <p className={styles.text}>
          <span ref={line} className={styles.line} data-quiet={lines.isQuiet} title={lines.title}>
            {lines.title}
          </span>
          {lines.detail !== undefined && (
            <span className={styles.detail} title={lines.detail}>
              {lines.detail}
            </span>
          )}
        </p>
      )}
      {permission !== undefined && canAnswer && (
        <span className={styles.actions} data-wide={isDenying}>
          {!isDenying && (
            <Button label={`All that ${agent.id} asks`} onPress={() => onDetails(permission.id)}>
              Details
            </Button>
          )}
          <PermissionAnswer
            entry={permission}
            store={attention}
            commands={commands}
            isConnected={isConnected}
            isSettled={isSettled}
            canAllow={!isCut && isOneCommand(permission.input)}
          />
        </span>
      )}
      {!canAnswer && question !== undefined && (
        <span className={styles.actions}>
          <Button label={`Answer ${agent.id}`} onPress={() => onDetails(question.id)}>
            Answer
          </Button>
        </span>
      )}
      {!canAnswer && question === undefined && arrivals !== undefined && (
        <span className={styles.actions}>
          <Button label={`Open the inbox of ${agent.id}`} onPress={onInbox}>
            Open inbox
          </Button>
          {arrivals.canDismiss && (
            <IconButton
              icon="close"
              label="Put away"
              onPress={() => deliveries.setState(withDismissed, true)}
            />
          )}
        </span>
      )}
      {!isDenying && props.tools}
    </div>
  );
}

interface StripLines {
  readonly title: string;
  readonly detail: string | undefined;
  readonly isQuiet: boolean;
}

function linesOf(
  agent: Agent,
  permission: Permission | undefined,
  arrivals: ReturnType<typeof arrivalsOf>,
  now: number,
): StripLines {
  const state = capitalized(agentText(agent, now));
  if (permission !== undefined) {
    const text = plainly(permission.text);
    return { title: `Asks permission · ${text}`, detail: arrivals?.detail, isQuiet: false };
  }
  const waits = agent.activity?.kind === "waiting" ? plainly(agent.activity.text) : undefined;
  if (arrivals === undefined) return { title: state, detail: waits, isQuiet: waits === undefined };
  if (waits !== undefined) return { title: `${state}: ${waits}`, detail: arrivals.detail, isQuiet: false };
  return { title: arrivals.title, detail: arrivals.detail, isQuiet: false };
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
