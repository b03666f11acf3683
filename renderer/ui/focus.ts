/** Gives the focus to the terminal that is shown; without one to the agents, and without those to the first field. */
export function focusWork(): void {
  const terminal = document.querySelector<HTMLElement>('[role="tabpanel"] textarea');
  if (terminal !== null) terminal.focus();
  else if (!focusAgents()) document.querySelector<HTMLElement>("main input")?.focus();
}

/** Gives the focus to the agent whose terminal is shown, or to the first. */
export function focusAgents(): boolean {
  const row =
    document.querySelector<HTMLElement>("[data-agent-row][aria-current]") ??
    document.querySelector<HTMLElement>("[data-agent-row]");
  row?.focus();
  return row !== null;
}

/**
 * Gives away the focus of a button that is about to go. In an agent's row the row has it next, and not the button that
 * comes instead: whoever holds Enter on Stop must not press Kill.
 */
export function focusBeside(button: HTMLElement): void {
  const row = button.closest("li")?.querySelector<HTMLElement>("[data-agent-row]");
  if (row === null || row === undefined) focusWork();
  else row.focus();
}

/** Whether nothing has the focus: what had it is gone. */
export function isFocusLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}
