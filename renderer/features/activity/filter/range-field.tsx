import { Icon } from "../../../ui/icon.tsx";
import { Popover } from "../../../ui/popover.tsx";
import { rangeText, type TimeRange } from "./filter-choice.ts";
import styles from "./filter-bar.module.css";

export interface RangeFieldProps {
  readonly range: TimeRange;
  readonly onChoose: (range: TimeRange) => void;
}

const PRESETS = [
  { kind: "any" },
  { kind: "hour" },
  { kind: "today" },
  { kind: "week" },
] as const satisfies readonly TimeRange[];

/** From when to when: one of a few usual ranges, or days of one's own. */
export function RangeField({ range, onChoose }: RangeFieldProps) {
  const days = range.kind === "days" ? range : { from: "", to: "" };
  const setDays = (change: { readonly from?: string; readonly to?: string }): void =>
    onChoose({ kind: "days", from: days.from, to: days.to, ...change });
  return (
    <Popover
      label="Time"
      trigger={
        <button
          type="button"
          className={styles.pick}
          data-chosen={rangeText(range) !== "Any time"}
          aria-label={`Time: ${rangeText(range)}`}
        >
          {rangeText(range)}
          <Icon name="down" />
        </button>
      }
    >
      <fieldset className={styles.ranges}>
        <legend>Time</legend>
        {PRESETS.map((preset) => (
          <label key={preset.kind}>
            <input
              type="radio"
              name="activity-range"
              checked={range.kind === preset.kind}
              onChange={() => onChoose(preset)}
            />
            {rangeText(preset)}
          </label>
        ))}
      </fieldset>
      <div className={styles.days}>
        <label>
          From
          <input
            type="date"
            value={days.from}
            max={days.to}
            onChange={({ target }) => setDays({ from: target.value })}
          />
        </label>
        <label>
          To
          <input
            type="date"
            value={days.to}
            min={days.from}
            onChange={({ target }) => setDays({ to: target.value })}
          />
        </label>
      </div>
    </Popover>
  );
}
