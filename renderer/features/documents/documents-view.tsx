import { EmptyState } from "../../ui/empty-state.tsx";
import { View } from "../../ui/view.tsx";

/** All documents of the project. */
export function DocumentsView() {
  return (
    <View title="Documents">
      <EmptyState icon="document" title="No documents yet">
        Documents stand here as soon as somebody makes one, with <code>qms create</code> or a tool of an
        agent.
      </EmptyState>
    </View>
  );
}
