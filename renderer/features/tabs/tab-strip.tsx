import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode } from "react";
import type { Agent, AgentId } from "../../../shared/contract/agents.ts";
import { HoverCard } from "../../ui/hover-card.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { StateDot } from "../../ui/state-dot.tsx";
import { agentTone } from "../../ui/agents/agent-state-text.ts";
import { StateCard } from "../../ui/agents/state-card.tsx";
import { Icon, type IconName } from "../../ui/icon.tsx";
import {
  agentOf,
  hasTab,
  isSamePlace,
  keyOfPlace,
  titleOfPlace,
  type Place,
  type TabPlace,
} from "../../places/place.ts";
import styles from "./tab-strip.module.css";

export interface TabStripProps {
  readonly open: readonly TabPlace[];
  readonly shown: Place;
  readonly agents: ReadonlyMap<AgentId, Agent>;
  /** The keys that lead to a tab by its place, counted from 0. */
  readonly keysOf: (place: number) => string | undefined;
  readonly onShow: (tab: TabPlace) => void;
  readonly onClose: (tab: TabPlace) => void;
  readonly onStep: (step: 1 | -1) => void;
}

/** What is open: terminals, an inbox, shells, documents and pages of agents. Closing a tab leaves its agent as it is. */
export function TabStrip({ open, shown, agents, keysOf, onShow, onClose, onStep }: TabStripProps) {
  const strip = useRef<HTMLDivElement>(null);
  const list = useId();
  useEffect(() => {
    strip.current
      ?.querySelector('[data-shown="true"]')
      ?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [shown]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "ArrowRight" || event.key === "ArrowLeft") onStep(event.key === "ArrowRight" ? 1 : -1);
    else if (event.key === "Delete" && hasTab(shown)) onClose(shown);
    else return;
    event.preventDefault();
    // The tab that is shown now is the one to go on from.
    requestAnimationFrame(() => strip.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus());
  };

  return (
    <div ref={strip} className={styles.strip} role="presentation" onKeyDown={onKeyDown}>
      {/* A list of tabs may hold nothing but tabs; beside each of these stands the button that closes it. */}
      <div role="tablist" aria-label="Open tabs" aria-owns={open.map((tab) => idOf(list, tab)).join(" ")} />
      {open.map((tab, place) => {
        const isShown = isSamePlace(tab, shown);
        const name = titleOfPlace(tab);
        return (
          <div
            key={keyOfPlace(tab)}
            className={styles.tab}
            role="presentation"
            data-shown={isShown}
            data-kind={tab.kind}
            onAuxClick={(event) => {
              if (event.button === 1) onClose(tab);
            }}
          >
            <TabButton
              id={idOf(list, tab)}
              tab={tab}
              agent={agentIn(agents, tab)}
              keys={keysOf(place)}
              isOnlyStop={isShown || (place === 0 && !hasTab(shown))}
              isShown={isShown}
              onShow={onShow}
            />
            <span className={styles.close}>
              <IconButton icon="close" label={`Close ${name}`} onPress={() => onClose(tab)} />
            </span>
          </div>
        );
      })}
    </div>
  );
}

interface TabButtonProps {
  readonly id: string;
  readonly tab: TabPlace;
  readonly agent: Agent | undefined;
  readonly keys: string | undefined;
  readonly isShown: boolean;
  /** The keyboard comes to one of the tabs; arrows lead on. */
  readonly isOnlyStop: boolean;
  readonly onShow: (tab: TabPlace) => void;
}

/** The part of a tab that shows it; a terminal's tells how its agent stands. */
function TabButton({ id, tab, agent, keys, isShown, isOnlyStop, onShow }: TabButtonProps) {
  const name = titleOfPlace(tab);
  const hasCard = tab.kind === "terminal" && agent !== undefined;
  const button = (describedBy?: string): ReactNode => (
    <button
      id={id}
      type="button"
      role="tab"
      className={styles.show}
      aria-selected={isShown}
      aria-describedby={describedBy}
      tabIndex={isOnlyStop ? 0 : -1}
      title={hasCard ? undefined : keys === undefined ? name : `${name} (${keys})`}
      onClick={() => onShow(tab)}
    >
      {tab.kind !== "terminal" ? (
        <Icon name={ICONS[tab.kind]} />
      ) : (
        <StateDot tone={agent === undefined ? "quiet" : agentTone(agent)} />
      )}
      {name}
    </button>
  );
  if (!hasCard) return button();
  return (
    <HoverCard
      className={styles.place}
      side="below"
      renderCard={() => <StateCard agent={agent} keys={keys} />}
    >
      {button}
    </HoverCard>
  );
}

const ICONS = {
  inbox: "inbox",
  shell: "shell",
  agent: "agent",
  document: "document",
} as const satisfies Readonly<Record<Exclude<TabPlace["kind"], "terminal">, IconName>>;

function agentIn(agents: ReadonlyMap<AgentId, Agent>, tab: TabPlace): Agent | undefined {
  const agent = agentOf(tab);
  return agent && agents.get(agent);
}

/** Ids are parted by blanks where they are listed. */
function idOf(list: string, tab: TabPlace): string {
  return `${list}${keyOfPlace(tab).replaceAll(" ", "-")}`;
}
