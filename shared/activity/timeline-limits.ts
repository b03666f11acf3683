/** Bars of a timeline are few; what is beyond this many is left out, the oldest first. */
export const MOST_SPANS = 2000;
/** The tools of one turn that are told. */
export const MOST_TOOLS = 200;

/** How an agent may stand: as its state says, and while it runs by what it does. */
export const SPAN_STATES = [
  "stopped",
  "starting",
  "running",
  "idle",
  "busy",
  "waiting",
  "stopping",
  "exited",
  "failed",
  "lost",
  "outdated",
] as const;
