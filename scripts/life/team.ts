/** An agent at its terminal, as whoever drives it sees it. */
export interface Teammate {
  /** Types a line, or pastes several, and returns what was printed until the agent is ready for the next. */
  ask(line: string): Promise<string>;
  /** The end of what its terminal shows, for telling what went wrong. */
  recentLines(): readonly string[];
}

/** The agents of one project, running. */
export interface Team {
  member(name: string): Teammate;
  close(): Promise<void>;
}
