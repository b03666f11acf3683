import { useStore } from "zustand";
import { EmptyState } from "../../ui/empty-state.tsx";
import { View } from "../../ui/view.tsx";
import type { DashboardParts, DashboardProps } from "./dashboard-parts.ts";
import { FlowCard } from "./flow-card.tsx";
import { Lanes } from "./lanes.tsx";
import { TodayCard } from "./today-card.tsx";
import { WaitingForAgents } from "./waiting-for-agents.tsx";
import { WaitingForYou } from "./waiting-for-you.tsx";
import { countText } from "../../ui/count-text.ts";
import styles from "./dashboard.module.css";

/** What waits, for whom, how the documents stand, and what happened. Each part follows by itself what it shows. */
export function Dashboard(props: DashboardProps) {
  const { attention, renderAttention, renderNext, inboxes, beginning, ...parts } = props;
  return (
    <View title="Dashboard" summary={<Summary {...parts} inboxes={inboxes} />}>
      {beginning}
      <div className={styles.waiting}>
        <WaitingForYou {...parts} {...{ attention, renderAttention, renderNext }} />
        <WaitingForAgents {...parts} />
      </div>
      <Documents {...parts} />
      <div className={styles.happened}>
        <FlowCard flow={parts.flow} />
        <TodayCard {...parts} />
      </div>
    </View>
  );
}

function Summary({ documents, board, inboxes }: DashboardParts & Pick<DashboardProps, "inboxes">) {
  const text = useStore(documents, ({ areOpenKnown, byId, total }) =>
    areOpenKnown ? `${countText(board(byId).open)} open of ${countText(total)} documents` : "",
  );
  return (
    <>
      {text}
      {text !== "" && inboxes}
    </>
  );
}

function Documents(parts: DashboardParts) {
  const { documents } = parts;
  const isEmpty = useStore(documents, ({ isKnown, byId }) => isKnown && byId.size === 0);
  if (!isEmpty) return <Lanes {...parts} />;
  return (
    <EmptyState icon="document" title="There are no documents yet">
      Drafts, reviews, approvals and work in execution will stand here in lanes. Ask an agent for a change, or
      run <code>qms init</code> in the project’s folder where it has no QMS yet, and then{" "}
      <code>qms create CR --title "…"</code>.
    </EmptyState>
  );
}
