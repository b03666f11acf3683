import { EmptyState } from "../../ui/empty-state.tsx";
import { View } from "../../ui/view.tsx";

/** What waits, for whom, and how the documents stand. */
export function Dashboard() {
  return (
    <View title="Dashboard">
      <EmptyState icon="dashboard" title="Nothing has happened here yet">
        What waits for you, who owes what, and the documents by their state will stand here once the team
        works.
      </EmptyState>
    </View>
  );
}
