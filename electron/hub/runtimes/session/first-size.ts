import type { TerminalSize } from "../../../../shared/terminal/frames.ts";

/** The size of a terminal that nobody looks at yet. */
export const FIRST_SIZE: TerminalSize = { columns: 120, rows: 34 };
