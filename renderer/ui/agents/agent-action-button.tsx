import { useLayoutEffect, useRef, useState } from "react";
import type { AgentAction } from "../../../shared/contract/agent-actions.ts";
import type { AgentId } from "../../../shared/contract/agents.ts";
import { Button } from "../button.tsx";
import { focusBeside } from "../focus.ts";
import { Icon } from "../icon.tsx";
import { IconButton } from "../icon-button.tsx";
import { ACTION_ICONS, ACTION_LABELS } from "./action-look.ts";
import type { PerformAgentAction } from "./agent-commands.ts";
import styles from "./agent-action-button.module.css";

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
          icon={ACTION_ICONS[action]}
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
          <Icon name={ACTION_ICONS[action]} />
          {label}
        </Button>
      )}
    </span>
  );
}
