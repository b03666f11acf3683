import type { InboxItem } from "../../shared/contract/inbox.ts";

/** An agent at its terminal, as whoever drives it sees it. */
export interface Teammate {
  /** Types a line, or pastes several, and returns what was printed until the agent is ready for the next. */
  ask(line: string): Promise<string>;
  /** The end of what its terminal shows, for telling what went wrong. */
  recentLines(): readonly string[];
}

/** The agents of one project, running. */
export interface Team {
  /** The project's folder. */
  readonly project: string;
  member(name: string): Teammate;
  /** What a window would show of an agent's inbox, as soon as the condition holds for it. */
  inboxOf(name: string, isAwaited: (items: readonly InboxItem[]) => boolean): Promise<readonly InboxItem[]>;
}
