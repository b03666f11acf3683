import type { Platform } from "../input/key-map.ts";
import styles from "./no-pane.module.css";

export interface NoPaneProps {
  readonly hasAgents: boolean;
  readonly platform: Platform;
}

/** What is seen while no terminal is open: how to open one, and the keys that work in it. */
export function NoPane({ hasAgents, platform }: NoPaneProps) {
  return (
    <div className={styles.pane}>
      <div className={styles.message}>
        <h2>No terminal is open</h2>
        <p>
          {hasAgents
            ? "Choose an agent on the left to see its terminal, or start one."
            : "This project has no agents. Add a definition under .claude/agents, and open the project again."}
        </p>
        <dl className={styles.keys}>
          {keysOf(platform).map(([keys, meaning]) => (
            <div key={keys}>
              <dt>
                <kbd>{keys}</kbd>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      </div>
    </div>
  );
}

function keysOf(platform: Platform): readonly (readonly [string, string])[] {
  const isMac = platform === "mac";
  return [
    [isMac ? "⇧⌘E" : "Ctrl Shift E", "Go to the agents"],
    [isMac ? "⇧⌘B" : "Ctrl Shift B", "Open the agent's inbox"],
    [isMac ? "⇧⌘A" : "Ctrl Shift A", "What waits for you"],
    [isMac ? "⇧⌘L" : "Ctrl Shift L", "Notifications"],
    [isMac ? "⇧⌘D" : "Ctrl Shift D", "Containers"],
    ["Ctrl Tab", "Next tab"],
    [isMac ? "⌘1 – ⌘9" : "Ctrl 1 – 9", "Tab by its place"],
    [isMac ? "⌘F" : "Ctrl Shift F", "Find in the terminal"],
    [isMac ? "⌘C, ⌘V" : "Ctrl Shift C, V", "Copy, paste"],
    [isMac ? "⌘+, ⌘–" : "Ctrl +, –", "Larger, smaller text"],
  ];
}
