import type { Ref } from "react";
import { ActivityKind } from "../../../../shared/contract/activity.ts";
import { Button } from "../../../ui/button.tsx";
import { Icon } from "../../../ui/icon.tsx";
import { Menu } from "../../../ui/menu.tsx";
import { SearchField } from "../../../ui/search-field.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { KIND_WORDS } from "../activity-words.ts";
import { isFiltered, NO_CHOICE, toggled, type FilterChoice } from "./filter-choice.ts";
import { RangeField } from "./range-field.tsx";
import styles from "./filter-bar.module.css";

export interface FilterBarProps {
  readonly choice: FilterChoice;
  /** What is being typed; it becomes the choice a moment later. */
  readonly text: string;
  /** Who there is to pick from. */
  readonly agents: readonly string[];
  readonly fieldRef: Ref<HTMLInputElement>;
  readonly onText: (text: string) => void;
  readonly onChoose: (choice: FilterChoice) => void;
}

/** What of all that happened is shown. */
export function FilterBar({ choice, text, agents, fieldRef, onText, onChoose }: FilterBarProps) {
  const { kinds, agents: chosen, document, range } = choice;
  return (
    <div className={styles.bar} role="search" aria-label="What is shown">
      <SearchField
        label="Search in what happened"
        placeholder="Search in what happened"
        value={text}
        fieldRef={fieldRef}
        onChange={onText}
      />
      <Menu
        align="start"
        groups={[
          ActivityKind.options.map((kind) => ({
            id: kind,
            label: KIND_WORDS[kind].many,
            isChosen: kinds.includes(kind),
            onChoose: () => onChoose({ ...choice, kinds: toggled(kinds, kind) }),
          })),
        ]}
      >
        <PickButton label="Kinds" chosen={kinds.map((kind) => KIND_WORDS[kind].many)} />
      </Menu>
      <Menu
        align="start"
        groups={[
          agents.map((agent) => ({
            id: agent,
            label: agent,
            isChosen: chosen.includes(agent),
            onChoose: () => onChoose({ ...choice, agents: toggled(chosen, agent) }),
          })),
        ]}
      >
        <PickButton label="Who" chosen={chosen} />
      </Menu>
      <RangeField range={range} onChoose={(next) => onChoose({ ...choice, range: next })} />
      <span className={styles.document}>
        <TextField
          label="Document"
          placeholder="Document id"
          value={document}
          onChange={(id) => onChoose({ ...choice, document: id })}
        />
      </span>
      {isFiltered({ ...choice, text }) && (
        <Button
          onPress={() => {
            onText("");
            onChoose(NO_CHOICE);
          }}
        >
          Clear
        </Button>
      )}
    </div>
  );
}

/** A button that opens a list, and says what is chosen in it. */
function PickButton({
  label,
  chosen,
  ...rest
}: {
  readonly label: string;
  readonly chosen: readonly string[];
}) {
  const [first, ...more] = chosen;
  const words =
    first === undefined ? label : `${first}${more.length === 0 ? "" : ` +${String(more.length)}`}`;
  return (
    <button
      type="button"
      {...rest}
      className={styles.pick}
      data-chosen={first !== undefined}
      aria-label={first === undefined ? label : `${label}: ${chosen.join(", ")}`}
    >
      {words}
      <Icon name="down" />
    </button>
  );
}
