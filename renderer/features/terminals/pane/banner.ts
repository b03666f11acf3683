import { assertNever } from "../../../../shared/base/assert-never.ts";
import type { AgentAction } from "../../../../shared/contract/agent-actions.ts";
import type { Agent } from "../../../../shared/contract/agents.ts";
import { exitText } from "../../../ui/agents/agent-state-text.ts";

/** What stands over a terminal: what happened, why, and the button that helps. */
export interface Banner {
  readonly tone: "quiet" | "busy" | "warn" | "bad";
  readonly title: string;
  readonly detail?: string;
  /** The last lines that the program wrote. */
  readonly lines?: readonly string[];
  readonly actions: readonly AgentAction[];
}

/** The banner for an agent's state; none while it simply runs. */
export function bannerFor({ id, state, hasTerminal, problem }: Agent): Banner | undefined {
  const lastScreen = hasTerminal ? "This is its last screen." : undefined;
  switch (state.kind) {
    case "running":
      return problem === undefined
        ? undefined
        : { tone: "warn", title: `${id} runs, with a problem.`, detail: problem, actions: ["restart"] };
    case "stopped":
      return { tone: "quiet", title: `${id} is stopped.`, ...withDetail(lastScreen), actions: ["start"] };
    case "starting":
      return { tone: "busy", title: `${id} is starting…`, actions: ["stop"] };
    case "stopping":
      if (state.turnUntil !== undefined)
        return {
          tone: "busy",
          title: `${id} stops when its turn is over.`,
          detail: "After two minutes it is stopped in any case. Stop now does not wait for either.",
          actions: ["stop-now"],
        };
      return {
        tone: "busy",
        title: `${id} is stopping…`,
        detail: "It was asked to end. Kill ends it at once.",
        actions: ["kill"],
      };
    case "exited": {
      const isClean = state.status.code === 0 && !state.status.signal;
      return {
        tone: isClean ? "quiet" : "warn",
        title: `${id} ${exitText(state.status)}.`,
        ...withDetail(lastScreen),
        actions: ["start"],
      };
    }
    case "failed":
      return {
        tone: "bad",
        title: `${id} failed.`,
        detail: state.reason,
        lines: state.lastLines,
        actions: ["start"],
      };
    case "lost":
      return {
        tone: "warn",
        title: `The link to ${id} is down.`,
        detail: "It is being tried again. Whether the agent goes on shows when it is back.",
        actions: ["restart", "stop"],
      };
    case "outdated":
      return {
        tone: "warn",
        title: `${id} runs under another version of Quorum.`,
        detail: "It goes on working, but its terminal cannot be shown. Restart it to see it.",
        actions: ["restart", "stop"],
      };
    default:
      return assertNever(state);
  }
}

/** What stands over a terminal while the hub is away. */
export const CONNECTION_LOST: Banner = {
  tone: "warn",
  title: "The connection to Quorum is lost.",
  detail: "Reconnecting. This is the last screen; the agents go on.",
  actions: [],
};

function withDetail(detail: string | undefined): { readonly detail?: string } {
  return detail === undefined ? {} : { detail };
}
