/** The window's terminal colours, which a program may ask for: text, background and cursor. */
export const TERMINAL_COLORS = {
  dark: { foreground: "#e7ebf2", background: "#0a0d12", cursor: "#e7ebf2" },
  light: { foreground: "#171c26", background: "#fbfcfd", cursor: "#171c26" },
} as const;

export type Appearance = keyof typeof TERMINAL_COLORS;
