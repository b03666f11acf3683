import { useId, useState, type KeyboardEvent, type Ref } from "react";
import { Chip } from "../../../ui/chip.tsx";
import { completionsOf, EVERYONE, parseRecipients } from "./recipients.ts";
import styles from "./recipients-field.module.css";

export interface RecipientsFieldProps {
  readonly to: readonly string[];
  /** All to whom can be written. */
  readonly known: readonly string[];
  /** Those who are agents: they are who `everyone` means. */
  readonly everyone: readonly string[];
  readonly fieldRef: Ref<HTMLInputElement>;
  readonly onChange: (to: readonly string[]) => void;
}

/** To whom a message goes: names as chips, and a field that completes them. */
export function RecipientsField({ to, known, everyone, fieldRef, onChange }: RecipientsFieldProps) {
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState(0);
  const [isOpen, setIsOpen] = useState(false);
  const listId = useId();
  const offered = completionsOf(typed, { chosen: to, known });
  const isShown = isOpen && offered.length > 0;
  const chosen = Math.min(active, offered.length - 1);

  const take = (text: string, isEnd: boolean): void => {
    const parsed = parseRecipients(text, { chosen: to, everyone, isEnd });
    setTyped(parsed.rest);
    setActive(0);
    if (parsed.to.length !== to.length) onChange(parsed.to);
  };
  const choose = (name: string): void => {
    const parsed = parseRecipients(name, { chosen: to, everyone, isEnd: true });
    setTyped("");
    setActive(0);
    onChange(parsed.to);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    const name = isShown ? offered[chosen] : undefined;
    if (key === "ArrowDown" || key === "ArrowUp") {
      if (offered.length === 0) return;
      setIsOpen(true);
      const step = key === "ArrowDown" ? 1 : -1;
      setActive(isShown ? (chosen + step + offered.length) % offered.length : 0);
    } else if (key === "Enter" || (key === "Tab" && typed.trim() !== "" && !event.shiftKey)) {
      if (name !== undefined && typed.trim() !== "") choose(name);
      else if (typed.trim() !== "") take(typed, true);
      else if (name !== undefined && key === "Enter") choose(name);
      else return;
    } else if (key === "Escape" && isShown) {
      event.stopPropagation();
      setIsOpen(false);
    } else if (key === "Backspace" && typed === "" && to.length > 0) {
      onChange(to.slice(0, -1));
    } else {
      return;
    }
    event.preventDefault();
  };

  const optionId = (place: number): string => `${listId}-${String(place)}`;
  return (
    <div className={styles.field}>
      {to.map((name) => (
        <Chip
          key={name}
          tone={known.includes(name) ? "quiet" : "warn"}
          title={known.includes(name) ? undefined : `${name} is not known in this project.`}
          removeLabel={`Remove ${name}`}
          onRemove={() => onChange(to.filter((other) => other !== name))}
        >
          {name}
        </Chip>
      ))}
      <span className={styles.typed}>
        <input
          ref={fieldRef}
          role="combobox"
          aria-label="To"
          aria-expanded={isShown}
          aria-controls={isShown ? listId : undefined}
          aria-autocomplete="list"
          aria-activedescendant={isShown ? optionId(chosen) : undefined}
          placeholder={to.length === 0 ? "An agent, several, or everyone" : ""}
          spellCheck={false}
          autoComplete="off"
          value={typed}
          onFocus={() => setIsOpen(to.length === 0)}
          onBlur={() => {
            setIsOpen(false);
            take(typed, true);
          }}
          onChange={(event) => {
            setIsOpen(true);
            setActive(0);
            take(event.target.value, false);
          }}
          onKeyDown={onKeyDown}
        />
        {isShown && (
          <div id={listId} className={styles.offered} role="listbox" aria-label="Recipients">
            {offered.map((name, place) => (
              <div
                key={name}
                id={optionId(place)}
                role="option"
                aria-selected={place === chosen}
                onPointerDown={(event) => {
                  // The field keeps the focus.
                  event.preventDefault();
                  choose(name);
                }}
              >
                {name}
                {name === EVERYONE && <small>{everyone.length} agents</small>}
              </div>
            ))}
          </div>
        )}
      </span>
    </div>
  );
}
