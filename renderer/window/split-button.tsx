import type { AgentId } from "../../shared/contract/agents.ts";
import { Icon } from "../ui/icon.tsx";
import { Menu, type MenuItem } from "../ui/menu.tsx";
import styles from "./split-button.module.css";

export interface SplitButtonProps {
  /** Who can be put beside. */
  readonly others: readonly AgentId[];
  /** Why nobody can be; nothing where somebody can. */
  readonly whyNot: string | undefined;
  readonly keys: string | undefined;
  readonly onBeside: (agent: AgentId) => void;
  /** Takes the terminal out of its split; absent where it stands alone. */
  readonly onAlone: (() => void) | undefined;
}

/** The way to terminals side by side. */
export function SplitButton({ others, whyNot, keys, onBeside, onAlone }: SplitButtonProps) {
  const label = "Put a terminal beside this one";
  const beside = others.map((agent): MenuItem => ({
    id: agent,
    label: `Beside: ${agent}`,
    whyNot,
    onChoose: () => onBeside(agent),
  }));
  const alone: readonly MenuItem[] =
    onAlone === undefined ? [] : [{ id: "alone", label: "Take it out of the split", onChoose: onAlone }];
  const groups = [beside, alone].filter((items) => items.length > 0);
  if (groups.length === 0) return null;
  return (
    <Menu groups={groups}>
      <button
        type="button"
        className={styles.button}
        aria-label={label}
        title={keys === undefined ? label : `${label} (${keys})`}
      >
        <Icon name="split" />
      </button>
    </Menu>
  );
}
