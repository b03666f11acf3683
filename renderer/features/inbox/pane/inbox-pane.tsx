import { InboxContent, type InboxContentProps } from "./inbox-content.tsx";

/** The inbox of an agent in a tab of its own. */
export function InboxPane(props: Omit<InboxContentProps, "isTab">) {
  return <InboxContent {...props} isTab />;
}
