import { EmptyState } from "../../ui/empty-state.tsx";
import { View } from "../../ui/view.tsx";

/** The inboxes of everyone. */
export function InboxesView() {
  return (
    <View title="Inboxes">
      <EmptyState icon="inbox" title="All inboxes are empty">
        Tasks, messages and notifications of all agents stand here when they arrive.
      </EmptyState>
    </View>
  );
}
