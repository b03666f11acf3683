import type { AgentAction } from "../../../shared/contract/agent-actions.ts";
import type { IconName } from "../icon.tsx";

/** What the buttons say. */
export const ACTION_LABELS: Readonly<Record<AgentAction, string>> = {
  start: "Start",
  stop: "Stop",
  "stop-now": "Stop now",
  kill: "Kill",
  restart: "Restart",
};

/** What stands before it. */
export const ACTION_ICONS: Readonly<Record<AgentAction, IconName>> = {
  start: "play",
  stop: "stop",
  "stop-now": "stop",
  kill: "kill",
  restart: "restart",
};
