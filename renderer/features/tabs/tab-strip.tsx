import { useEffect, useRef, type KeyboardEvent } from "react";
import type { Agent, AgentId } from "../../../shared/contract/agents.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { StateDot } from "../../ui/state-dot.tsx";
import { stateTone } from "../agents/agent-state-text.ts";
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

/** The open terminals, and an inbox among them. Closing a tab leaves its agent as it is. */
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
        const agent = agents.get(tab.agent);
        const isShown = isSameTab(tab, shown);
        const name = nameOf(tab);
        const keys = `${isMac ? "⌘" : "Ctrl+"}${String(place + 1)}`;
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
            <button
              type="button"
              role="tab"
              className={styles.show}
              aria-selected={isShown}
              tabIndex={isShown ? 0 : -1}
              title={place < 9 ? `${name} (${keys})` : name}
              onClick={() => onShow(tab)}
            >
              {tab.kind === "inbox" ? (
                <Icon name="inbox" />
              ) : (
                <StateDot tone={agent === undefined ? "quiet" : stateTone(agent.state)} />
              )}
              {name}
            </button>
            <span className={styles.close}>
              <IconButton icon="close" label={`Close ${name}`} onPress={() => onClose(tab)} />
            </span>
          </div>
        );
      })}
    </div>
  );
}

function nameOf({ kind, agent }: Tab): string {
  return kind === "inbox" ? `${agent} inbox` : agent;
}
