import { useState } from "react";
import { useStore } from "zustand";
import { Button } from "../../../ui/button.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { Icon } from "../../../ui/icon.tsx";
import { Popover } from "../../../ui/popover.tsx";
import type { Draft } from "../draft/draft.ts";
import { withoutTemplate, withTemplate, type Template, type TemplatesStore } from "../draft/templates.ts";
import toolStyles from "./compose-tools.module.css";
import styles from "./templates-button.module.css";

export interface TemplatesButtonProps {
  readonly store: TemplatesStore;
  readonly draft: Draft;
  readonly onUse: (template: Template) => void;
}

/** The person's own templates: put in, kept anew, or taken away. */
export function TemplatesButton({ store, draft, onUse }: TemplatesButtonProps) {
  const { templates } = useStore(store);
  const [isOpen, setIsOpen] = useState(false);
  const [name, setName] = useState("");
  const [removed, setRemoved] = useState<Template>();
  const canKeep = draft.subject.trim() !== "" || draft.body.trim() !== "";
  const keep = (): void => {
    const own = (name.trim() === "" ? draft.subject.trim() : name.trim()).slice(0, 80);
    if (own === "" || !canKeep) return;
    store.setState(
      (state) => withTemplate(state, { name: own, subject: draft.subject, body: draft.body }),
      true,
    );
    setName("");
  };
  return (
    <Popover
      label="Templates"
      align="end"
      isOpen={isOpen}
      onOpen={(open) => {
        setIsOpen(open);
        setRemoved(undefined);
      }}
      trigger={
        <button type="button" className={toolStyles.tool}>
          Templates
          <Icon name="down" />
        </button>
      }
    >
      <div className={styles.panel}>
        {templates.length === 0 && removed === undefined && (
          <p className={styles.quiet}>A message that you write often can be kept as a template.</p>
        )}
        {templates.length > 0 && (
          <ul>
            {templates.map((template) => (
              <li key={template.name}>
                <button
                  type="button"
                  className={styles.template}
                  onClick={() => {
                    setIsOpen(false);
                    onUse(template);
                  }}
                >
                  <b>{template.name}</b>
                  <small>{template.subject}</small>
                </button>
                <IconButton
                  icon="close"
                  label={`Remove ${template.name}`}
                  onPress={() => {
                    setRemoved(template);
                    store.setState((state) => withoutTemplate(state, template.name), true);
                  }}
                />
              </li>
            ))}
          </ul>
        )}
        {removed !== undefined && (
          <p className={styles.quiet} role="status">
            {removed.name} was removed.{" "}
            <button
              type="button"
              className={styles.undo}
              onClick={() => {
                store.setState((state) => withTemplate(state, removed), true);
                setRemoved(undefined);
              }}
            >
              Undo
            </button>
          </p>
        )}
        <form
          className={styles.keep}
          onSubmit={(event) => {
            event.preventDefault();
            keep();
          }}
        >
          <input
            type="text"
            aria-label="Name of the template"
            placeholder={draft.subject.trim() === "" ? "Name of the template" : draft.subject.trim()}
            maxLength={80}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <Button isSubmit isDisabled={!canKeep}>
            Keep as template
          </Button>
        </form>
      </div>
    </Popover>
  );
}
