import { useState } from "react";
import { useStore } from "zustand";
import type { AgentId } from "../../../shared/contract/agents.ts";
import { NO_CHOICE } from "../../features/activity/filter/filter-choice.ts";
import { AgentPage } from "../../features/agents/page/agent-page.tsx";
import { withAnother } from "../../features/compose/draft/compose-store.ts";
import { PolicyDialog } from "../../features/policies/policy-dialog.tsx";
import { policyOf } from "../../features/policies/policies-store.ts";
import { lineOutlook, policySentence } from "../../features/policies/policy-words.ts";
import { ToolsPart } from "../../features/tools/tools-part.tsx";
import { Card } from "../../ui/card.tsx";
import { Markdown } from "../../ui/markdown/markdown.tsx";
import { useNow } from "../../ui/use-now.ts";
import { AgentContainerPart } from "./agent-container-part.tsx";
import type { PlaceProps } from "./place-props.ts";

export interface AgentPlaceProps extends PlaceProps {
  readonly agent: AgentId;
}

/** An agent's page, and the ways from it. */
export function AgentPlace({ agent: id, quorum, isConnected, onOpen }: AgentPlaceProps) {
  const { activity, agentPages, agents, compose, documents, policies, tools, act } = quorum;
  const agent = useStore(agents, ({ byId }) => byId.get(id));
  const policy = useStore(policies.store);
  const byDocument = useStore(documents.store, (state) => state.byId);
  const now = useNow();
  const [isPolicyOpen, setPolicyOpen] = useState(false);
  if (agent === undefined) return null;
  return (
    <>
      <AgentPage
        agent={agent}
        pages={agentPages}
        isConnected={isConnected}
        ways={{
          onTerminal: () => onOpen({ kind: "terminal", agent: id }),
          onInbox: () => onOpen({ kind: "inbox", agent: id }),
          onCompose: () =>
            compose.store.setState(
              (state) => withAnother(state, compose.newId(), Date.now(), { to: [id] }),
              true,
            ),
          onActivity: () => {
            activity.choose({ ...NO_CHOICE, agents: [id] });
            onOpen({ kind: "activity" });
          },
          onPolicy: () => setPolicyOpen(true),
        }}
        slots={{
          container: (
            <AgentContainerPart agent={agent} quorum={quorum} isConnected={isConnected} onOpen={onOpen} />
          ),
          tools: (
            <Card title="Tools">
              <ToolsPart
                {...tools}
                agent={id}
                isConnected={isConnected}
                empty={<p>The tools that Quorum gives this agent appear here.</p>}
              />
            </Card>
          ),
          policy: policySentence(policyOf(policy, id)),
          outlook: lineOutlook(policy, agent, now)?.sentence,
          renderMarkdown: (text) => (
            <Markdown
              text={text}
              isDocument={(document) => byDocument.has(document)}
              onOpenDocument={(document) => onOpen({ kind: "document", id: document })}
            />
          ),
        }}
        onAct={act}
      />
      {isPolicyOpen && (
        <PolicyDialog
          agent={id}
          store={policies.store}
          commands={policies.commands}
          isConnected={isConnected}
          onClose={() => setPolicyOpen(false)}
        />
      )}
    </>
  );
}
