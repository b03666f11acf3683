import { EmptyState } from "../../ui/empty-state.tsx";
import { View } from "../../ui/view.tsx";

/** The live screens of all agents. */
export function AgentsGrid() {
  return (
    <View title="All agents">
      <EmptyState icon="grid" title="No screens to show">
        The screens of running agents stand here side by side. Start an agent on the left.
      </EmptyState>
    </View>
  );
}
