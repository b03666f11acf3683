/** What happened, in the sorts that a person picks from. */
export const ACTIVITY_KINDS = [
  /** A line of a document's history. */
  "document",
  /** What became of an item in an inbox, and how that is known. */
  "delivery",
  /** An agent was started, runs, or ended. */
  "state",
  /** A turn of an agent began, or was over. */
  "turn",
  /** A tool that an agent used, told when it is done. */
  "tool",
  /** A permission, a question, a login: what an agent asked a person, and what came of it. */
  "asked",
  /** An agent was launched or stopped by its policy, or in its turn. */
  "policy",
  /** A call of the hub's tools, by an agent or by whoever has a user's token. */
  "call",
  /** Something went wrong. */
  "problem",
  /** A message was written to somebody. */
  "message",
  /** The engine of containers, their image, or what a container may have of the machine. */
  "container",
] as const;

/** As what the timeline can be written to a file. */
export const EXPORT_FORMATS = ["jsonl", "csv"] as const;
