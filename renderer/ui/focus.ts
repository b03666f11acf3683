/** Gives the focus to the terminal or the list that is shown; without one to the agents, and without those to the first field. */
export function focusWork(): void {
  const work =
    document.querySelector<HTMLElement>('[data-split-pane][data-active="true"] .xterm-helper-textarea') ??
    document.querySelector<HTMLElement>(
      '[role="tabpanel"] .xterm-helper-textarea, [role="tabpanel"] [data-work-focus]',
    );
  if (work !== null) work.focus();
  else if (!focusAgents()) document.querySelector<HTMLElement>("main input")?.focus();
}

/** Gives the focus to the title of the place that is shown; tells whether it has one. */
export function focusView(): boolean {
  const title = document.querySelector<HTMLElement>("main [data-view-focus]");
  title?.focus();
  return title !== null;
}

/** Gives the focus back to what had it, or, where that is gone, to the work. */
export function returnFocus(before: Element | null): void {
  if (before instanceof HTMLElement && before.isConnected && before !== document.body) before.focus();
  else focusWork();
}

/** Gives the focus to the agent whose terminal is shown, or to the first. */
export function focusAgents(): boolean {
  const row =
    document.querySelector<HTMLElement>("[data-agent-row][aria-current]") ??
    document.querySelector<HTMLElement>("[data-agent-row]");
  row?.focus();
  return row !== null;
}

/** The agent in whose row the focus is, as the row names it. */
export function agentOfFocus(): string | undefined {
  return document.activeElement?.closest<HTMLElement>("li[data-agent]")?.dataset["agent"];
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
