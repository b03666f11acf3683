import { useId, useState, type KeyboardEvent, type RefObject } from "react";
import { countText } from "../../../ui/count-text.ts";
import { documentCompletion, type Completion } from "./document-completion.ts";
import hidden from "../../../ui/heard.module.css";
import styles from "./body-field.module.css";

export interface BodyFieldProps {
  readonly body: string;
  /** The ids of all documents, as they are when somebody types. */
  readonly documents: () => Iterable<string>;
  readonly fieldRef: RefObject<HTMLTextAreaElement | null>;
  readonly onChange: (body: string) => void;
}

/** Where a message is written. What begins like a document's id is completed: ids become links where it is read. */
export function BodyField({ body, documents, fieldRef, onChange }: BodyFieldProps) {
  const [completion, setCompletion] = useState<Completion>();
  const [active, setActive] = useState<number>();
  const listId = useId();
  const offered = completion?.ids ?? [];

  const look = (field: HTMLTextAreaElement): void => {
    const { value, selectionStart, selectionEnd } = field;
    setActive(undefined);
    setCompletion(
      selectionStart === selectionEnd ? documentCompletion(value, selectionStart, documents()) : undefined,
    );
  };
  const put = (id: string): void => {
    const field = fieldRef.current;
    if (field === null || completion === undefined) return;
    field.focus();
    field.setSelectionRange(completion.from, field.selectionStart);
    // As if it were typed: the browser's own undo takes it back.
    if (!document.execCommand("insertText", false, id)) {
      onChange(`${body.slice(0, completion.from)}${id}${body.slice(field.selectionEnd)}`);
    }
    setCompletion(undefined);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (offered.length === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    if (key === "Tab" && !event.shiftKey) put(offered[active ?? 0] ?? "");
    else if (key === "Enter" && active !== undefined) put(offered[active] ?? "");
    else if (key === "ArrowDown" || key === "ArrowUp") {
      const step = key === "ArrowDown" ? 1 : -1;
      setActive(((active ?? (step === 1 ? -1 : offered.length)) + step + offered.length) % offered.length);
    } else if (key === "Escape") {
      event.stopPropagation();
      setCompletion(undefined);
    } else return;
    event.preventDefault();
  };

  const optionId = (place: number): string => `${listId}-${String(place)}`;
  return (
    <div className={styles.field}>
      <textarea
        ref={fieldRef}
        aria-label="Message"
        aria-controls={offered.length > 0 ? listId : undefined}
        aria-activedescendant={active === undefined ? undefined : optionId(active)}
        placeholder="Markdown. A document’s id becomes a link."
        value={body}
        onChange={(event) => {
          onChange(event.target.value);
          look(event.target);
        }}
        onKeyDown={onKeyDown}
        onPointerUp={() => setCompletion(undefined)}
        onBlur={() => setCompletion(undefined)}
      />
      {offered.length > 0 && (
        <div className={styles.offered}>
          <div id={listId} role="listbox" aria-label="Documents">
            {offered.map((id, place) => (
              <div
                key={id}
                id={optionId(place)}
                role="option"
                aria-selected={place === active}
                onPointerDown={(event) => {
                  event.preventDefault();
                  put(id);
                }}
              >
                {id}
              </div>
            ))}
          </div>
          <kbd>Tab</kbd>
        </div>
      )}
      <p className={hidden.heard} role="status">
        {offered.length > 0 &&
          `${countText(offered.length)} documents begin so. Tab puts in ${offered[0] ?? ""}.`}
      </p>
    </div>
  );
}
