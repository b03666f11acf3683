import type { AgentId } from "../../../shared/contract/agents.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { View } from "../../ui/view.tsx";

export interface AgentPageProps {
  readonly agent: AgentId;
}

/** One agent, with all that is known of it. */
export function AgentPage({ agent }: AgentPageProps) {
  return (
    <View title={agent} isTab>
      <EmptyState icon="agent" title={`Nothing is known of ${agent} yet`}>
        Its turns, its tools, what it used and how it is started will stand here.
      </EmptyState>
    </View>
  );
}
