import { useEffect, useRef, useState } from "react";
import { Dialog } from "../../ui/dialog.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Icon } from "../../ui/icon.tsx";
import { SearchField } from "../../ui/search-field.tsx";
import { matchingSections, type SettingsSection } from "./settings-section.ts";
import styles from "./settings-dialog.module.css";

export interface SettingsDialogProps {
  readonly sections: readonly SettingsSection[];
  /** The section that was asked for; else the first. */
  readonly first?: string | undefined;
  readonly onClose: () => void;
}

/** All that can be set, in one page with a search. Each change takes effect at once. */
export function SettingsDialog({ onClose, ...page }: SettingsDialogProps) {
  return (
    <Dialog title="Settings" size="view" onClose={onClose}>
      <SettingsPage {...page} />
    </Dialog>
  );
}

/** A part of its own, which begins when the dialog is on the page: before that there is nothing to scroll. */
function SettingsPage({ sections, first }: Omit<SettingsDialogProps, "onClose">) {
  const [query, setQuery] = useState("");
  const page = useRef<HTMLDivElement>(null);
  const shown = matchingSections(sections, query);
  const go = (id: string): void => {
    const section = page.current?.querySelector(`[data-section="${id}"]`);
    section?.scrollIntoView({ block: "start" });
  };
  useEffect(() => {
    if (first !== undefined) go(first);
  }, [first]);
  return (
    <div className={styles.settings}>
      <nav className={styles.side} aria-label="Sections">
        <SearchField label="Search settings" value={query} onChange={setQuery} />
        <ul>
          {shown.map(({ id, title, icon }) => (
            <li key={id}>
              <button type="button" onClick={() => go(id)}>
                <Icon name={icon} />
                {title}
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <div ref={page} className={styles.page}>
        {shown.length === 0 && (
          <EmptyState icon="search" title="No setting is called that">
            Try another word, or look through the sections.
          </EmptyState>
        )}
        {shown.map(({ id, title, scope, rows }) => (
          <section key={id} className={styles.section} data-section={id} aria-label={title}>
            <h3>
              {title}
              {scope !== undefined && <small>{scope}</small>}
            </h3>
            {rows.map((row) => (
              <div key={row.id}>{row.content}</div>
            ))}
          </section>
        ))}
      </div>
    </div>
  );
}
