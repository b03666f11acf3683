import { useEffect, useRef, type KeyboardEvent, type ReactNode } from "react";
import type { Agent, AgentId } from "../../../shared/contract/agents.ts";
import { HoverCard } from "../../ui/hover-card.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { StateDot } from "../../ui/state-dot.tsx";
import { agentTone } from "../agents/agent-state-text.ts";
import { StateCard } from "../agents/state-card.tsx";
import { Icon } from "../../ui/icon.tsx";
import { isSameTab, type Tab } from "./tabs-store.ts";
import styles from "./tab-strip.module.css";

export interface TabStripProps {
  readonly open: readonly Tab[];
  readonly shown: Tab | undefined;
  readonly agents: ReadonlyMap<AgentId, Agent>;
  readonly isMac: boolean;
  readonly onShow: (tab: Tab) => void;
  readonly onClose: (tab: Tab) => void;
  readonly onStep: (step: 1 | -1) => void;
}

/** The open terminals, with an inbox and shells among them. Closing a tab leaves its agent as it is. */
export function TabStrip({ open, shown, agents, isMac, onShow, onClose, onStep }: TabStripProps) {
  const strip = useRef<HTMLDivElement>(null);
  useEffect(() => {
    strip.current
      ?.querySelector('[aria-selected="true"]')
      ?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [shown]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "ArrowRight" || event.key === "ArrowLeft") onStep(event.key === "ArrowRight" ? 1 : -1);
    else if (event.key === "Delete" && shown !== undefined) onClose(shown);
    else return;
    event.preventDefault();
    // The tab that is shown now is the one to go on from.
    requestAnimationFrame(() => strip.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus());
  };

  return (
    <div ref={strip} className={styles.strip} role="tablist" aria-label="Open tabs" onKeyDown={onKeyDown}>
      {open.map((tab, place) => {
        const isShown = isSameTab(tab, shown);
        const name = nameOf(tab);
        return (
          <div
            key={`${tab.kind} ${tab.agent}`}
            className={styles.tab}
            role="presentation"
            data-shown={isShown}
            data-kind={tab.kind}
            onAuxClick={(event) => {
              if (event.button === 1) onClose(tab);
            }}
          >
            <TabButton
              tab={tab}
              agent={agents.get(tab.agent)}
              keys={place < 9 ? `${isMac ? "⌘" : "Ctrl+"}${String(place + 1)}` : undefined}
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
  readonly tab: Tab;
  readonly agent: Agent | undefined;
  readonly keys: string | undefined;
  readonly isShown: boolean;
  readonly onShow: (tab: Tab) => void;
}

/** The part of a tab that shows it; a terminal's tells how its agent stands. */
function TabButton({ tab, agent, keys, isShown, onShow }: TabButtonProps) {
  const name = nameOf(tab);
  const hasCard = tab.kind === "terminal" && agent !== undefined;
  const button = (describedBy?: string): ReactNode => (
    <button
      type="button"
      role="tab"
      className={styles.show}
      aria-selected={isShown}
      aria-describedby={describedBy}
      tabIndex={isShown ? 0 : -1}
      title={hasCard ? undefined : keys === undefined ? name : `${name} (${keys})`}
      onClick={() => onShow(tab)}
    >
      {tab.kind === "inbox" || tab.kind === "shell" ? (
        <Icon name={tab.kind} />
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

function nameOf({ kind, agent }: Tab): string {
  return kind === "terminal" ? agent : `${agent} ${kind}`;
}
