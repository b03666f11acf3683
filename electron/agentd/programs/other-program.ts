import type { AgentProgram } from "./agent-program.ts";

/** Any program: it runs, and that is all that is known. */
export const otherProgram: AgentProgram = {
  kind: "other",
  prepare: async () => ({ args: [], environment: {} }),
  signals: undefined,
};
