import { useStore } from "zustand";
import { AgentsGrid } from "../../features/agents/grid/agents-grid.tsx";
import { InboxBadge } from "../../features/inbox/counts/inbox-badge.tsx";
import { DEFAULT_FONT_SIZE } from "../../features/settings/font-size.ts";
import { TerminalPane } from "../../features/terminals/pane/terminal-pane.tsx";
import { TerminalPreview } from "../../features/terminals/preview/terminal-preview.tsx";
import type { PlaceProps } from "./place-props.ts";

/** The screens of all agents, and the ways from them. */
export function AgentsPlace({ quorum, isConnected, onOpen }: PlaceProps) {
  const { agents, grid, startAll, inbox, settings, terminals, act } = quorum;
  const fontSize = useStore(settings, ({ known }) => known?.terminalFontSize ?? DEFAULT_FONT_SIZE);
  return (
    <AgentsGrid
      agents={agents}
      grid={grid}
      startAll={startAll}
      isConnected={isConnected}
      renderBadge={(agent) => (
        <InboxBadge
          agent={agent}
          counts={inbox.counts}
          onOpen={(id) => onOpen({ kind: "inbox", agent: id })}
        />
      )}
      renderScreen={(agent) => (
        <TerminalPreview agent={agent} setting={terminals} isConnected={isConnected} />
      )}
      renderTerminal={(agent) => (
        <TerminalPane
          agent={agent}
          setting={terminals}
          fontSize={fontSize}
          isConnected={isConnected}
          focusRequests={0}
          findRequest={undefined}
          strip={null}
          onCloseFind={nothing}
          onView={nothing}
          onAct={act}
        />
      )}
      onOpen={(agent) => onOpen({ kind: "terminal", agent })}
      onAct={act}
    />
  );
}

function nothing(): void {
  // What the status bar and the find bar show belongs to the tab of a terminal.
}
