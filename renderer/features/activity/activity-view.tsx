import { EmptyState } from "../../ui/empty-state.tsx";
import { View } from "../../ui/view.tsx";

/** Everything that happened, the latest first. */
export function ActivityView() {
  return (
    <View title="Activity">
      <EmptyState icon="activity" title="Nothing has happened yet">
        What agents and people do is listed here as it happens.
      </EmptyState>
    </View>
  );
}
