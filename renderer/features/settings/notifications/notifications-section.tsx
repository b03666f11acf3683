import type { ReactNode } from "react";
import type { NotificationSettings, ToastTypes } from "../../../../shared/contract/notification-settings.ts";
import { PERSON } from "../../../../shared/qms/group.ts";
import { useNow } from "../../../ui/use-now.ts";
import { QuietChoice } from "../../../ui/quiet/quiet-choice.tsx";
import styles from "./notifications-section.module.css";

export interface NotificationsSectionProps {
  readonly settings: NotificationSettings;
  /** The agents of the open project. */
  readonly agents: readonly string[];
  /** Says whether toasts are allowed, where they are not. */
  readonly allowance: ReactNode;
  readonly onChange: (settings: NotificationSettings) => void;
}

const TYPES: readonly { readonly type: keyof ToastTypes; readonly label: string }[] = [
  { type: "waits", label: "What waits for you" },
  { type: "failure", label: "Failures" },
  { type: "task", label: "Tasks" },
  { type: "message", label: "Messages" },
  { type: "notification", label: "Notifications" },
];

/** What the person is told of outside of the window. */
export function NotificationsSection({ settings, agents, allowance, onChange }: NotificationsSectionProps) {
  const { quiet, types, facing } = settings;
  const now = useNow();
  const listed = [...new Set([...agents, PERSON, ...facing])];
  return (
    <div className={styles.section}>
      {allowance}
      <QuietChoice quiet={quiet} now={now} onChoose={(chosen) => onChange({ ...settings, quiet: chosen })} />
      <Toggles label="Toasts for">
        {TYPES.map(({ type, label }) => (
          <Toggle
            key={type}
            label={label}
            isOn={types[type]}
            onToggle={(isOn) => onChange({ ...settings, types: { ...types, [type]: isOn } })}
          />
        ))}
      </Toggles>
      <Toggles label="Items that arrive for">
        {listed.map((agent) => (
          <Toggle
            key={agent}
            label={agent === PERSON ? `you (${PERSON})` : agent}
            isOn={facing.includes(agent)}
            onToggle={(isOn) => {
              const others = facing.filter((other) => other !== agent);
              onChange({ ...settings, facing: isOn ? [...others, agent] : others });
            }}
          />
        ))}
      </Toggles>
    </div>
  );
}

function Toggles({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <fieldset className={styles.toggles}>
      <legend>{label}</legend>
      <div>{children}</div>
    </fieldset>
  );
}

interface ToggleProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly onToggle: (isOn: boolean) => void;
}

function Toggle({ label, isOn, onToggle }: ToggleProps) {
  return (
    <label className={styles.toggle}>
      <input type="checkbox" checked={isOn} onChange={(event) => onToggle(event.target.checked)} />
      {label}
    </label>
  );
}
