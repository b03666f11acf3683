import { EmptyState } from "../../ui/empty-state.tsx";
import { View } from "../../ui/view.tsx";

export interface DocumentPageProps {
  readonly id: string;
}

/** One document, with all that is known of it. */
export function DocumentPage({ id }: DocumentPageProps) {
  return (
    <View title={id} isTab>
      <EmptyState icon="document" title={`${id} cannot be shown yet`}>
        Its text, its state and its people will stand here.
      </EmptyState>
    </View>
  );
}
