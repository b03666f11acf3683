import type { ReactNode } from "react";
import { useStore } from "zustand";
import type { AgentId } from "../../../shared/contract/agents.ts";
import type { AgentTools } from "../../../shared/contract/tools.ts";
import { Button } from "../../ui/button.tsx";
import { SHEET_LIST } from "../../ui/sheet.tsx";
import { agoText, momentText } from "../../ui/time-text.ts";
import { useNow } from "../../ui/use-now.ts";
import { ServerPart } from "./server-part.tsx";
import type { ToolsCommands } from "./tools-commands.ts";
import { toolsOf, type ToolsStore } from "./tools-store.ts";
import styles from "./tools-part.module.css";

export interface ToolsPartProps {
  readonly agent: AgentId;
  readonly store: ToolsStore;
  readonly commands: ToolsCommands;
  readonly isConnected: boolean;
  /** What stands there while no tools are known. */
  readonly empty: ReactNode;
}

/** The servers of an agent's tools, whether they can be used, and the way to try them again. */
export function ToolsPart({ agent, store, commands, isConnected, empty }: ToolsPartProps) {
  const tools = useStore(store, (state) => toolsOf(state, agent));
  const since = useStore(store, (state) => state.known?.since);
  const isAsked = useStore(store, (state) => state.asked.has(agent));
  const refusal = useStore(store, (state) => state.refusals.get(agent));
  const now = useNow();
  if (tools === undefined || tools.servers.length === 0) return empty;
  return (
    <>
      <div className={styles.check}>
        <p>{triedText(tools, now)}</p>
        <Button
          label={`Try the tools of ${agent} again`}
          isDisabled={!isConnected || tools.check === "down" || tools.check === "earlier-version"}
          isBusy={isAsked || tools.check === "under-way"}
          onPress={() => void commands.check(agent)}
        >
          {tools.check === "under-way" ? "Trying…" : "Try again"}
        </Button>
      </div>
      {refusal !== undefined && (
        <p className={styles.refusal} role="status">
          {refusal}
        </p>
      )}
      <div className={SHEET_LIST}>
        {tools.servers.map((server) => (
          <ServerPart key={server.server} server={server} check={tools.check} now={now} />
        ))}
        {since !== undefined && (
          <p className={styles.since} title={momentText(since)}>
            Calls are counted since this project was opened.
          </p>
        )}
      </div>
    </>
  );
}

/** When they were tried last, and how. */
function triedText({ servers, check }: AgentTools, now: number): string {
  const times = servers.flatMap(({ state }) => (state.kind === "unchecked" ? [] : [state.at]));
  if (times.length === 0)
    return check === "down"
      ? "Tools are tried while the agent runs, in its own session."
      : "Tools are tried in the agent's own session, soon after it starts.";
  const ago = agoText(Math.max(...times), now);
  return `Tried in the agent's own session ${ago === "now" ? "just now" : `${ago} ago`}.`;
}
