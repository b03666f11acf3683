import { useState } from "react";
import type { AgentAction } from "../../../shared/contract/agent-actions.ts";
import type { AgentId } from "../../../shared/contract/agents.ts";
import { Button } from "../../ui/button.tsx";
import { Icon, type IconName } from "../../ui/icon.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { ACTION_LABELS, type PerformAgentAction } from "./agent-commands.ts";

const ICONS: Readonly<Record<AgentAction, IconName>> = {
  start: "play",
  stop: "stop",
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
  const act = (): void => {
    setIsBusy(true);
    void onAct(agent, action).finally(() => setIsBusy(false));
  };
  const label = ACTION_LABELS[action];
  if (isIconOnly) {
    return (
      <IconButton
        icon={ICONS[action]}
        label={`${label} ${agent}`}
        isDisabled={isDisabled || isBusy}
        onPress={act}
      />
    );
  }
  return (
    <Button isPrimary={isPrimary} isDisabled={isDisabled || isBusy} label={`${label} ${agent}`} onPress={act}>
      <Icon name={ICONS[action]} />
      {label}
    </Button>
  );
}
