import type { Disposable } from "../../shared/base/disposable.ts";
import { DisposableStore } from "../../shared/base/disposable.ts";
import { Emitter } from "../../shared/base/emitter.ts";
import { Settings } from "../../shared/contract/settings.ts";

/** What the person chose of how the window looks. */
export type Look = Pick<
  Settings,
  | "theme"
  | "density"
  | "motion"
  | "interfaceFont"
  | "terminalFont"
  | "terminalCursor"
  | "terminalCursorBlinks"
>;

const Look = Settings.pick({
  theme: true,
  density: true,
  motion: true,
  interfaceFont: true,
  terminalFont: true,
  terminalCursor: true,
  terminalCursorBlinks: true,
});

/** The cursor of terminals, as xterm calls it. */
export interface TerminalCursor {
  readonly cursorStyle: Settings["terminalCursor"];
  readonly cursorBlink: boolean;
}

/** Where the last look is remembered, so that the window opens in it before the hub has told the settings. */
const LOOK_KEY = "quorum.look";

/** The face that terminals are measured with; they are drawn again when it has come. */
const TERMINAL_FACE = '13px "JetBrains Mono Variable"';

/** How the window looks: the person's choice, or the system's. The colours and fonts themselves are in `tokens.css`. */
export class Appearance implements Disposable {
  readonly #store = new DisposableStore();
  readonly #page: Window;
  readonly #colours = new Map<string, string>();
  #cursor: TerminalCursor = { cursorStyle: "block", cursorBlink: false };
  readonly #changed = this.#store.add(new Emitter<void>());
  /** The colours may be others now, or the fonts. */
  readonly onChanged = this.#changed.event;

  constructor(page: Window) {
    this.#page = page;
    this.#show(rememberedLook(page.localStorage));
    const system = page.matchMedia("(prefers-color-scheme: dark)");
    const onSystemChanged = (): void => this.#change();
    system.addEventListener("change", onSystemChanged);
    this.#store.onDispose(() => system.removeEventListener("change", onSystemChanged));
    page.document.fonts.load(TERMINAL_FACE).then(
      () => this.#change(),
      // The next font of the list serves.
      () => undefined,
    );
  }

  /** Whether the window is dark or light now. */
  get current(): "dark" | "light" {
    const { theme } = this.#page.document.documentElement.dataset;
    if (theme === "dark" || theme === "light") return theme;
    return this.#page.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  }

  /** The fonts of terminals, as a list for whoever takes no `var()`. */
  get terminalFonts(): string {
    const { documentElement } = this.#page.document;
    const probe = this.#page.document.createElement("i");
    probe.style.fontFamily = "var(--font-terminal)";
    documentElement.append(probe);
    const fonts = this.#page.getComputedStyle(probe).fontFamily;
    probe.remove();
    return fonts;
  }

  /** How the cursor of terminals looks. */
  get terminalCursor(): TerminalCursor {
    return this.#cursor;
  }

  /** A colour token as #rrggbb, for what takes no `var()` and no `light-dark()`. */
  colour(token: string): string {
    const known = this.#colours.get(token);
    if (known !== undefined) return known;
    const { documentElement } = this.#page.document;
    const probe = this.#page.document.createElement("i");
    probe.style.color = `var(--${token})`;
    documentElement.append(probe);
    const colour = hexOf(this.#page.getComputedStyle(probe).color);
    probe.remove();
    this.#colours.set(token, colour);
    return colour;
  }

  setLook(look: Look): void {
    const told = Look.parse(look);
    const text = JSON.stringify(told);
    if (this.#page.localStorage.getItem(LOOK_KEY) === text) return;
    this.#page.localStorage.setItem(LOOK_KEY, text);
    this.#show(told);
    this.#change();
  }

  dispose(): void {
    this.#store.dispose();
  }

  #change(): void {
    this.#colours.clear();
    this.#changed.fire();
  }

  #show(look: Look): void {
    const { theme, density, motion, interfaceFont, terminalFont } = look;
    // Whoever wants nothing to move wants no cursor that blinks.
    const isStill = motion === "reduced";
    this.#cursor = {
      cursorStyle: look.terminalCursor,
      cursorBlink: look.terminalCursorBlinks && !isStill,
    };
    const { dataset, style } = this.#page.document.documentElement;
    if (theme === "system") delete dataset["theme"];
    else dataset["theme"] = theme;
    dataset["density"] = density;
    dataset["motion"] = motion;
    dataset["interfaceFont"] = interfaceFont;
    // Its name was checked: nothing in it ends the quotes.
    if (terminalFont === "") style.removeProperty("--font-terminal");
    else style.setProperty("--font-terminal", `"${terminalFont}", var(--font-mono)`);
  }
}

function rememberedLook(storage: Storage): Look {
  try {
    return Look.parse(JSON.parse(storage.getItem(LOOK_KEY) ?? "{}"));
  } catch {
    // The hub tells it soon.
    return Look.parse({});
  }
}

/** `rgb(1, 2, 3)` as #010203. */
function hexOf(colour: string): string {
  const channels = (colour.match(/\d+(?:\.\d+)?/g) ?? []).slice(0, 3);
  return `#${channels.map((channel) => Math.round(Number(channel)).toString(16).padStart(2, "0")).join("")}`;
}
