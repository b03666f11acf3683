import { useStore } from "zustand";
import { IconButton } from "./icon-button.tsx";
import { Icon } from "./icon.tsx";
import { focusWork } from "./focus.ts";
import { withoutNotice, type NoticesStore } from "./notices.ts";
import styles from "./notice-list.module.css";

export interface NoticeListProps {
  readonly store: NoticesStore;
}

/** What went wrong, in the corner, until it is dismissed. */
export function NoticeList({ store }: NoticeListProps) {
  const notices = useStore(store, (state) => state.notices);
  return (
    <ul className={styles.list}>
      {notices.map((notice) => (
        <li key={notice.id} className={styles.notice} role="alert">
          <Icon name="warning" />
          <span>{notice.sentence}</span>
          <IconButton
            icon="close"
            label="Dismiss"
            onPress={() => {
              // Before its button goes, and takes the focus along.
              focusWork();
              store.setState((state) => withoutNotice(state, notice.id), true);
            }}
          />
        </li>
      ))}
    </ul>
  );
}
