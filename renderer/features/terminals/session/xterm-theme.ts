import type { ISearchOptions } from "@xterm/addon-search";
import type { ITheme } from "@xterm/xterm";
import type { Appearance } from "../../../theme/appearance.ts";

/** The terminal's colours as the page has them now. */
export function xtermTheme(appearance: Appearance): ITheme {
  return {
    background: appearance.colour("terminal-background"),
    foreground: appearance.colour("terminal-foreground"),
    cursor: appearance.colour("terminal-cursor"),
    cursorAccent: appearance.colour("terminal-background"),
    selectionBackground: appearance.colour("terminal-selection"),
    black: appearance.colour("terminal-black"),
    red: appearance.colour("terminal-red"),
    green: appearance.colour("terminal-green"),
    yellow: appearance.colour("terminal-yellow"),
    blue: appearance.colour("terminal-blue"),
    magenta: appearance.colour("terminal-magenta"),
    cyan: appearance.colour("terminal-cyan"),
    white: appearance.colour("terminal-white"),
    brightBlack: appearance.colour("terminal-bright-black"),
    brightRed: appearance.colour("terminal-bright-red"),
    brightGreen: appearance.colour("terminal-bright-green"),
    brightYellow: appearance.colour("terminal-bright-yellow"),
    brightBlue: appearance.colour("terminal-bright-blue"),
    brightMagenta: appearance.colour("terminal-bright-magenta"),
    brightCyan: appearance.colour("terminal-bright-cyan"),
    brightWhite: appearance.colour("terminal-bright-white"),
  };
}

/** How matches are marked while the find bar is open. */
export function matchDecorations(appearance: Appearance): ISearchOptions["decorations"] & object {
  return {
    matchBackground: appearance.colour("terminal-match"),
    matchOverviewRuler: appearance.colour("terminal-match"),
    activeMatchBackground: appearance.colour("terminal-match-active"),
    activeMatchColorOverviewRuler: appearance.colour("terminal-match-active"),
  };
}
