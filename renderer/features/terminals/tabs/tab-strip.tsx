import { useEffect, useRef, type KeyboardEvent } from "react";
import type { Agent, AgentId } from "../../../../shared/contract/agents.ts";
import { IconButton } from "../../../ui/icon-button.tsx";
import { StateDot } from "../../../ui/state-dot.tsx";
import { stateTone } from "../../agents/agent-state-text.ts";
import type { Platform } from "../input/key-map.ts";
import styles from "./tab-strip.module.css";

export interface TabStripProps {
  readonly open: readonly AgentId[];
  readonly shown: AgentId | undefined;
  readonly agents: ReadonlyMap<AgentId, Agent>;
  readonly platform: Platform;
  readonly onShow: (agent: AgentId) => void;
  readonly onClose: (agent: AgentId) => void;
  readonly onStep: (step: 1 | -1) => void;
}

/** The open terminals. Closing a tab leaves its agent as it is. */
export function TabStrip({ open, shown, agents, platform, onShow, onClose, onStep }: TabStripProps) {
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
    <div
      ref={strip}
      className={styles.strip}
      role="tablist"
      aria-label="Open terminals"
      onKeyDown={onKeyDown}
    >
      {open.map((id, place) => {
        const agent = agents.get(id);
        const isShown = id === shown;
        const keys = `${platform === "mac" ? "⌘" : "Ctrl+"}${String(place + 1)}`;
        return (
          <div
            key={id}
            className={styles.tab}
            role="presentation"
            data-shown={isShown}
            onAuxClick={(event) => {
              if (event.button === 1) onClose(id);
            }}
          >
            <button
              type="button"
              role="tab"
              className={styles.show}
              aria-selected={isShown}
              tabIndex={isShown ? 0 : -1}
              title={place < 9 ? `${id} (${keys})` : id}
              onClick={() => onShow(id)}
            >
              <StateDot tone={agent === undefined ? "quiet" : stateTone(agent.state)} />
              {id}
            </button>
            <span className={styles.close}>
              <IconButton icon="close" label={`Close ${id}`} onPress={() => onClose(id)} />
            </span>
          </div>
        );
      })}
    </div>
  );
}
