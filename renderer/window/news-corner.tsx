import { useStore } from "zustand";
import { NewsSheet } from "../features/news/news-sheet.tsx";
import { ToastAllowance } from "../features/news/toast-allowance.tsx";
import { useActionWays } from "../actions/use-actions.ts";
import type { Quorum } from "../quorum.ts";
import { useReturnedFocus } from "../ui/use-returned-focus.ts";

export interface NewsCornerProps {
  readonly quorum: Quorum;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
  readonly onClose: () => void;
}

/** The history of notifications when it is open, its keys, and the focus that it takes and gives back. */
export function NewsCorner({ quorum, isOpen, onOpen, onClose }: NewsCornerProps) {
  const { actions, agents, news, settings } = quorum;
  const byId = useStore(agents, (state) => state.byId);
  const notifications = useStore(settings, (state) => state.known?.notifications);
  const giveFocusBack = useReturnedFocus(isOpen);

  const close = (): void => {
    onClose();
    giveFocusBack();
  };
  useActionWays(actions, {
    "news.toggle": {
      run: () => {
        if (isOpen) close();
        else onOpen();
      },
    },
  });

  if (!isOpen) return null;
  return (
    <NewsSheet
      store={news.store}
      quiet={notifications?.quiet}
      agents={new Set<string>(byId.keys())}
      allowance={<ToastAllowance permission={news.permission} onAllow={news.allow} />}
      onQuiet={(quiet) => {
        if (notifications !== undefined)
          quorum.changeSettings({ notifications: { ...notifications, quiet } });
      }}
      onOpen={(piece) => {
        onClose();
        quorum.bringUp(piece);
      }}
      onClose={close}
    />
  );
}
