import { useStore } from "zustand";
import { assertNever } from "../../../../shared/base/assert-never.ts";
import type { AgentId } from "../../../../shared/contract/agents.ts";
import type { Attention } from "../../../../shared/contract/attention.ts";
import { Button } from "../../../ui/button.tsx";
import { Icon } from "../../../ui/icon.tsx";
import { plainly } from "../../../ui/plainly.ts";
import { agoText, momentText } from "../../../ui/time-text.ts";
import { Avatar } from "../../../ui/avatar.tsx";
import type { Asked, AttentionCommands } from "../attention-commands.ts";
import { whoOf, type AttentionStore } from "../attention-store.ts";
import { attentionWords } from "../attention-words.ts";
import { PermissionAnswer } from "./permission-answer.tsx";
import { QuestionAnswer } from "./question-answer.tsx";
import { ToolInputView } from "./tool-input-view.tsx";
import styles from "./attention-entry.module.css";

/** The agent that an entry is about, as the project has it. */
export interface EntryAgent {
  readonly id: AgentId;
  /** Its place in the list of agents. */
  readonly place: number;
  readonly isUp: boolean;
}

/** Where the buttons of an entry lead. */
export interface AttentionWays {
  readonly onTerminal: (agent: AgentId) => void;
  readonly onInbox: (agent: AgentId) => void;
  readonly onStart: (agent: AgentId) => void;
  readonly onTools: (agent: AgentId) => void;
  readonly onRecreate: (agent: AgentId) => void;
}

export interface AttentionEntryProps {
  readonly entry: Attention;
  readonly store: AttentionStore;
  readonly commands: AttentionCommands;
  /** Absent where the project has no such agent. */
  readonly agent: EntryAgent | undefined;
  readonly now: number;
  readonly isConnected: boolean;
  readonly isSettled: boolean;
  readonly ways: AttentionWays;
}

/** One thing that waits for the person: who, what, since when, and what can be done. */
export function AttentionEntry(props: AttentionEntryProps) {
  const { entry, store, agent, now } = props;
  const refusal = useStore(store, (state) => state.refusals.get(entry.id));
  const tone = isBad(entry) ? "bad" : "warn";
  const words = attentionWords(entry);
  return (
    <li
      className={styles.entry}
      data-attention={entry.kind}
      data-entry={entry.id}
      tabIndex={-1}
      aria-label={`${whoOf(entry)} ${words}`}
    >
      <header className={styles.header}>
        {agent === undefined ? (
          <span className={styles.icon} data-tone={tone}>
            <Icon name="warning" />
          </span>
        ) : (
          <Avatar agent={agent.id} place={agent.place} tone={tone} isQuiet={false} />
        )}
        <h3>
          <b>{whoOf(entry)}</b> <span data-tone={tone}>{words}</span>
        </h3>
        {entry.since > 0 && <time title={momentText(entry.since)}>{agoText(entry.since, now)}</time>}
      </header>
      {hasOwnText(entry) && <p className={styles.text}>{plainly(entry.text)}</p>}
      {entry.kind === "undeliverable" && <code className={styles.item}>{plainly(entry.item)}</code>}
      {entry.kind === "permission" && (
        <ToolInputView input={entry.input} label={`What ${entry.agent} wants to run`} />
      )}
      {refusal !== undefined && (
        <p className={styles.refusal} role="status">
          {refusal}
        </p>
      )}
      {isAnswerable(entry) ? (
        <QuestionAnswer {...props} entry={entry} terminal={<TerminalButton {...props} />} />
      ) : (
        <footer className={styles.actions}>
          <EntryActions {...props} />
        </footer>
      )}
    </li>
  );
}

/** Something went wrong: nobody merely asks. */
function isBad({ kind }: Attention): boolean {
  return (
    kind === "failure" ||
    kind === "tools" ||
    kind === "exposed" ||
    kind === "undeliverable" ||
    kind === "ledger"
  );
}

function isAnswerable(entry: Attention): entry is Asked {
  return entry.kind === "question" && entry.questions !== undefined && entry.ask !== undefined;
}

/** The one line of a permission or of questions says again what is shown in full. */
function hasOwnText(entry: Attention): boolean {
  return (
    entry.text !== "" && (entry.kind !== "permission" || entry.input === undefined) && !isAnswerable(entry)
  );
}

function TerminalButton({ agent, ways }: Pick<AttentionEntryProps, "agent" | "ways">) {
  if (agent === undefined) return null;
  return (
    <Button label={`Open the terminal of ${agent.id}`} onPress={() => ways.onTerminal(agent.id)}>
      Open terminal
    </Button>
  );
}

function EntryActions(props: AttentionEntryProps) {
  const { entry, store, commands, agent, isConnected, isSettled, ways } = props;
  const reasonIsOpen = useStore(store, (state) => state.reasons.has(entry.id));
  const isAnswering = useStore(store, (state) => state.answering.has(entry.id));
  const dismiss = (
    <Button
      label={`Dismiss ${whoOf(entry)}`}
      isDisabled={!isConnected}
      isBusy={isAnswering}
      onPress={() => void commands.dismiss(entry)}
    >
      Dismiss
    </Button>
  );
  const terminal = <TerminalButton {...{ agent, ways }} />;
  switch (entry.kind) {
    case "permission":
      if (entry.ask === undefined) return terminal;
      return (
        <>
          {!reasonIsOpen && terminal}
          <PermissionAnswer {...{ entry, store, commands, isConnected, isSettled }} canAllow />
        </>
      );
    case "login":
      return (
        agent !== undefined && (
          <Button
            isPrimary
            label={`Open the terminal of ${agent.id} to log in`}
            onPress={() => ways.onTerminal(agent.id)}
          >
            Open the terminal to log in
          </Button>
        )
      );
    case "question":
    case "trust":
      return terminal;
    case "failure":
      return (
        <>
          {dismiss}
          {terminal}
          {agent !== undefined && !agent.isUp && (
            <Button
              label={`Start ${agent.id} again`}
              isDisabled={!isConnected}
              onPress={() => ways.onStart(agent.id)}
            >
              <Icon name="play" />
              Start again
            </Button>
          )}
        </>
      );
    case "tools":
      return (
        <>
          {dismiss}
          {agent !== undefined && (
            <Button label={`Look at the tools of ${agent.id}`} onPress={() => ways.onTools(agent.id)}>
              Look at its tools
            </Button>
          )}
        </>
      );
    case "exposed":
      return (
        agent !== undefined && (
          <Button
            isPrimary
            label={`Recreate the container of ${agent.id}`}
            isDisabled={!isConnected}
            onPress={() => ways.onRecreate(agent.id)}
          >
            Recreate
          </Button>
        )
      );
    case "ledger":
      return dismiss;
    case "undeliverable":
      return (
        <>
          {dismiss}
          {agent !== undefined && <Button onPress={() => ways.onInbox(agent.id)}>Open inbox</Button>}
        </>
      );
    default:
      return assertNever(entry);
  }
}
