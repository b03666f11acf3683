/** There is one session host for each agent, and most of the time it waits: small before fast, where fast is not felt. */
export const SMALL_HEAP = ["--max-semi-space-size=1", "--no-maglev"];
