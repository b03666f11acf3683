import type { AgentId } from "../../../../shared/contract/agents.ts";
import { InboxContent } from "./inbox-content.tsx";
import type { InboxWays, OpenInbox } from "./open-inbox.ts";

export interface InboxPaneProps {
  readonly agent: AgentId;
  readonly inbox: OpenInbox;
  readonly ways: InboxWays;
  readonly isConnected: boolean;
  /** Grows each time that the list should have the focus. */
  readonly focusRequests: number;
  readonly onClose: () => void;
}

/** The inbox of an agent in a tab of its own. */
export function InboxPane(props: InboxPaneProps) {
  return <InboxContent {...props} isTab />;
}
