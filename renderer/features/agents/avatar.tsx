import type { AgentId } from "../../../shared/contract/agents.ts";
import { StateDot } from "../../ui/state-dot.tsx";
import type { StateTone } from "./state-tone.ts";
import styles from "./avatar.module.css";

/** How many avatar colours the theme has. */
const COLOURS = 8;

export interface AvatarProps {
  readonly agent: AgentId;
  /** The agent's place in the list, which gives it its colour. */
  readonly place: number;
  readonly tone: StateTone;
  /** Paler while the agent is not up. */
  readonly isQuiet: boolean;
}

/** An agent's initials in its colour, with a dot for its state. */
export function Avatar({ agent, place, tone, isQuiet }: AvatarProps) {
  return (
    <span className={styles.avatar} aria-hidden="true">
      <b className={styles.face} data-colour={place % COLOURS} data-quiet={isQuiet}>
        {initialsOf(agent)}
      </b>
      <span className={styles.dot}>
        <StateDot tone={tone} />
      </span>
    </span>
  );
}

/** Agents are told apart by what follows a prefix: `tu_ui` is UI, `tu_scene` is SC. */
function initialsOf(agent: AgentId): string {
  const parts = agent.split("_").filter((part) => part !== "");
  return (parts.at(-1) ?? agent).slice(0, 2).toUpperCase();
}
