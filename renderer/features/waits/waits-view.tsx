import { EmptyState } from "../../ui/empty-state.tsx";
import { View } from "../../ui/view.tsx";

/** Agents and documents, and who of them waits for whom. */
export function WaitsView() {
  return (
    <View title="Who waits for whom">
      <EmptyState icon="graph" title="Nobody waits for anybody">
        Open reviews, tasks and unanswered messages are drawn here as arrows.
      </EmptyState>
    </View>
  );
}
