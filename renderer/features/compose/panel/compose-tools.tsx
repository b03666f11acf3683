import { useRef } from "react";
import { useStore } from "zustand";
import { Icon } from "../../../ui/icon.tsx";
import { Menu } from "../../../ui/menu.tsx";
import { agoText } from "../../../ui/time-text.ts";
import { useNow } from "../../../ui/use-now.ts";
import type { Compose } from "../compose.ts";
import { withAnother, withCurrent } from "../draft/compose-store.ts";
import { draftTitle } from "../draft/draft.ts";
import type { Template } from "../draft/templates.ts";
import type { ChosenFile } from "../draft/text-file.ts";
import { TemplatesButton } from "./templates-button.tsx";
import styles from "./compose-tools.module.css";

export interface ComposeToolsProps {
  readonly compose: Compose;
  readonly isPreview: boolean;
  readonly onPreview: (isPreview: boolean) => void;
  readonly onFile: (file: ChosenFile) => void;
  readonly onTemplate: (template: Template) => void;
}

/** What helps with writing: a preview, a file, templates, and the other drafts. */
export function ComposeTools({ compose, isPreview, onPreview, onFile, onTemplate }: ComposeToolsProps) {
  const { store, templates, newId } = compose;
  const { drafts, current } = useStore(store);
  const now = useNow();
  const file = useRef<HTMLInputElement>(null);
  const others = [...drafts.values()]
    .filter(({ id }) => id !== current.id)
    .toSorted((one, other) => other.changedAt - one.changedAt);
  const begin = {
    id: "new",
    label: "New message",
    icon: "add" as const,
    onChoose: () => store.setState((state) => withAnother(state, newId(), Date.now()), true),
  };
  return (
    <>
      <button
        type="button"
        className={styles.tool}
        aria-pressed={isPreview}
        onClick={() => onPreview(!isPreview)}
      >
        Preview
      </button>
      <button type="button" className={styles.tool} onClick={() => file.current?.click()}>
        File…
      </button>
      <input
        ref={file}
        type="file"
        hidden
        aria-label="A text file as the message"
        accept="text/*,.md,.txt,.log,.json,.yaml,.yml,.toml,.csv,.diff,.patch"
        onChange={(event) => {
          const chosen = event.target.files?.[0];
          // The same file can be chosen again.
          event.target.value = "";
          if (chosen !== undefined) onFile(chosen);
        }}
      />
      <TemplatesButton store={templates} draft={current} onUse={onTemplate} />
      <Menu
        align="start"
        groups={[
          [begin],
          others.slice(0, 12).map((draft) => ({
            id: draft.id,
            label: `${draftTitle(draft)}${draft.to.length === 0 ? "" : `, to ${draft.to.join(", ")}`}`,
            keys: agoText(draft.changedAt, now),
            onChoose: () => store.setState((state) => withCurrent(state, draft.id), true),
          })),
        ].filter((group) => group.length > 0)}
      >
        <button type="button" className={styles.tool}>
          Drafts{others.length > 0 && <span>{others.length}</span>}
          <Icon name="down" />
        </button>
      </Menu>
    </>
  );
}
