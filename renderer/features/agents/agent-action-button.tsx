import { useLayoutEffect, useRef, useState } from "react";
import type { AgentAction } from "../../../shared/contract/agent-actions.ts";
import type { AgentId } from "../../../shared/contract/agents.ts";
import { Button } from "../../ui/button.tsx";
import { focusBeside } from "../../ui/focus.ts";
import { Icon, type IconName } from "../../ui/icon.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { ACTION_LABELS, type PerformAgentAction } from "./agent-commands.ts";
import styles from "./agent-action-button.module.css";

const ICONS: Readonly<Record<AgentAction, IconName>> = {
  start: "play",
  stop: "stop",
  "stop-now": "stop",
  kill: "kill",
  restart: "restart",
};

export interface AgentActionButtonProps {
  readonly action: AgentAction;
  readonly agent: AgentId;
  readonly isDisabled: boolean;
  readonly isIconOnly?: boolean;
  readonly isPrimary?: boolean;
  readonly onAct: PerformAgentAction;
}

/** One action on one agent. It takes no second click while the first is on its way. */
export function AgentActionButton({
  action,
  agent,
  isDisabled,
  isIconOnly = false,
  isPrimary = false,
  onAct,
}: AgentActionButtonProps) {
  const [isBusy, setIsBusy] = useState(false);
  const place = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const own = place.current;
    // Another action takes its place as the agent goes on.
    return () => {
      if (own?.contains(document.activeElement) === true) focusBeside(own);
    };
  }, []);
  const act = (): void => {
    setIsBusy(true);
    void onAct(agent, action).finally(() => setIsBusy(false));
  };
  const label = ACTION_LABELS[action];
  return (
    <span ref={place} className={styles.place}>
      {isIconOnly ? (
        <IconButton
          icon={ICONS[action]}
          label={`${label} ${agent}`}
          isDisabled={isDisabled}
          isBusy={isBusy}
          onPress={act}
        />
      ) : (
        <Button
          isPrimary={isPrimary}
          isDisabled={isDisabled}
          isBusy={isBusy}
          label={`${label} ${agent}`}
          onPress={act}
        >
          <Icon name={ICONS[action]} />
          {label}
        </Button>
      )}
    </span>
  );
}
