import { useStore } from "zustand";
import type { AgentId } from "../../shared/contract/agents.ts";
import { countUp, type AgentsStore } from "../features/agents/agents-store.ts";
import type { TerminalViewStore } from "../features/terminals/session/terminal-view.ts";
import styles from "./status-bar.module.css";

export interface StatusBarProps {
  readonly agents: AgentsStore;
  readonly shown: AgentId | undefined;
  readonly view: TerminalViewStore | undefined;
  readonly version: string | undefined;
}

/** The window's lower edge: how many agents are up, and how large the shown terminal is. */
export function StatusBar({ agents, shown, view, version }: StatusBarProps) {
  const { isKnown } = useStore(agents);
  const { up } = countUp(useStore(agents));
  return (
    <footer className={styles.bar} aria-label="Status">
      {isKnown && <span>{up === 1 ? "1 agent up" : `${String(up)} agents up`}</span>}
      {version !== undefined && <span>Quorum {version}</span>}
      {shown !== undefined && view !== undefined && <TerminalSizeText agent={shown} view={view} />}
    </footer>
  );
}

function TerminalSizeText({ agent, view }: { readonly agent: AgentId; readonly view: TerminalViewStore }) {
  const { size, isSizedByOther, phase } = useStore(view);
  if (size === undefined) return null;
  return (
    <span className={styles.size}>
      {agent} · {size.columns}×{size.rows}
      {isSizedByOther && phase === "live" && " · sized by another viewer"}
    </span>
  );
}
