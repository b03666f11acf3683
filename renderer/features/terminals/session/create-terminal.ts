import { FitAddon } from "@xterm/addon-fit";
import { SearchAddon } from "@xterm/addon-search";
import { UnicodeGraphemesAddon } from "@xterm/addon-unicode-graphemes";
import { WebLinksAddon } from "@xterm/addon-web-links";
import { WebglAddon } from "@xterm/addon-webgl";
import { Terminal } from "@xterm/xterm";
import { repairEraseAbove } from "../../../../shared/terminal/erase-above.ts";
import type { Appearance } from "../../../theme/appearance.ts";
import { swallowQueries } from "./device-replies.ts";
import { openLink, openableLink } from "./links.ts";
import { xtermTheme } from "./xterm-theme.ts";

export interface CreateTerminalOptions {
  readonly element: HTMLElement;
  readonly appearance: Appearance;
  readonly fontSize: number;
  readonly renderer: "webgl" | "dom";
  readonly onLinkTarget: (target: string | undefined) => void;
}

export interface CreatedTerminal {
  readonly terminal: Terminal;
  readonly fit: FitAddon;
  readonly search: SearchAddon;
}

/** No fewer lines than a history snapshot carries. */
const SCROLLBACK_LINES = 12_000;

/** An xterm in an element, with everything that a viewer adds to it. */
export function createTerminal(options: CreateTerminalOptions): CreatedTerminal {
  const { element, appearance, fontSize, renderer, onLinkTarget } = options;
  const page = element.ownerDocument.defaultView ?? window;
  const activate = (event: MouseEvent, text: string): void => openLink(event, text, page);
  const hover = (_event: MouseEvent, text: string): void => onLinkTarget(openableLink(text));
  const leave = (): void => onLinkTarget(undefined);

  const terminal = new Terminal({
    allowProposedApi: true,
    fontFamily: appearance.terminalFonts,
    fontSize,
    ...appearance.terminalCursor,
    theme: xtermTheme(appearance),
    scrollback: SCROLLBACK_LINES,
    linkHandler: { activate, hover, leave },
    screenReaderMode: false,
    // What it would log comes from hostile bytes, and is of no use to the person.
    logLevel: "off",
  });
  swallowQueries(terminal.parser);
  repairEraseAbove(terminal);
  terminal.loadAddon(new UnicodeGraphemesAddon());
  terminal.unicode.activeVersion = "15-graphemes";
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  const search = new SearchAddon();
  terminal.loadAddon(search);
  terminal.loadAddon(new WebLinksAddon(activate, { hover, leave }));
  terminal.open(element);
  if (renderer === "webgl") {
    const webgl = new WebglAddon();
    // Without the addon xterm goes on with its DOM renderer.
    webgl.onContextLoss(() => webgl.dispose());
    terminal.loadAddon(webgl);
  }
  return { terminal, fit, search };
}
