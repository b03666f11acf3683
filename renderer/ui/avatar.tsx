import { StateDot, type StateDotProps } from "./state-dot.tsx";
import styles from "./avatar.module.css";

/** How many avatar colours the theme has. */
const COLOURS = 8;

export interface AvatarProps {
  readonly agent: string;
  /** The agent's place in the list, which gives it its colour; nothing for who is no agent. */
  readonly place: number | undefined;
  readonly size?: "usual" | "small";
  /** How the agent stands, where that is shown as well. */
  readonly tone?: StateDotProps["tone"];
  /** Paler while the agent is not up. */
  readonly isQuiet?: boolean;
  /** Its name for those who hear the window, where no words beside it say it. */
  readonly label?: string;
}

/** An agent's initials in its colour, with a dot for its state. */
export function Avatar({ agent, place, size = "usual", tone, isQuiet = false, label }: AvatarProps) {
  const named = label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label };
  return (
    <span className={styles.avatar} data-size={size} title={label} {...named}>
      <b
        className={styles.face}
        data-colour={place === undefined ? undefined : place % COLOURS}
        data-quiet={isQuiet}
      >
        {initialsOf(agent)}
      </b>
      {tone !== undefined && (
        <span className={styles.dot}>
          <StateDot tone={tone} />
        </span>
      )}
    </span>
  );
}

/** Agents are told apart by what follows a prefix: `tu_ui` is UI, `tu_scene` is SC. */
function initialsOf(agent: string): string {
  const parts = agent.split("_").filter((part) => part !== "");
  return (parts.at(-1) ?? agent).slice(0, 2).toUpperCase();
}
