import type { Disposable } from "../../shared/base/disposable.ts";
import { DisposableStore } from "../../shared/base/disposable.ts";
import { Emitter } from "../../shared/base/emitter.ts";
import { Settings } from "../../shared/contract/settings.ts";

export type Theme = Settings["theme"];

/** Where the last theme is remembered, so that the window opens in it before the hub has told the settings. */
const THEME_KEY = "quorum.theme";

/** Light or dark: the system's choice, or the person's. The colours themselves are in `tokens.css`. */
export class Appearance implements Disposable {
  readonly #store = new DisposableStore();
  readonly #page: Window;
  readonly #colours = new Map<string, string>();
  readonly #changed = this.#store.add(new Emitter<void>());
  /** The colours may be others now. */
  readonly onChanged = this.#changed.event;

  constructor(page: Window) {
    this.#page = page;
    this.#show(rememberedTheme(page.localStorage));
    const system = page.matchMedia("(prefers-color-scheme: dark)");
    const onSystemChanged = (): void => this.#change();
    system.addEventListener("change", onSystemChanged);
    this.#store.onDispose(() => system.removeEventListener("change", onSystemChanged));
  }

  /** Whether the window is dark or light now. */
  get current(): "dark" | "light" {
    const { theme } = this.#page.document.documentElement.dataset;
    if (theme === "dark" || theme === "light") return theme;
    return this.#page.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
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

  setTheme(theme: Theme): void {
    this.#page.localStorage.setItem(THEME_KEY, theme);
    this.#show(theme);
    this.#change();
  }

  dispose(): void {
    this.#store.dispose();
  }

  #change(): void {
    this.#colours.clear();
    this.#changed.fire();
  }

  #show(theme: Theme): void {
    const { dataset } = this.#page.document.documentElement;
    if (theme === "system") delete dataset["theme"];
    else dataset["theme"] = theme;
  }
}

function rememberedTheme(storage: Storage): Theme {
  const theme = Settings.shape.theme.safeParse(storage.getItem(THEME_KEY) ?? undefined);
  return theme.success ? theme.data : "system";
}

/** `rgb(1, 2, 3)` as #010203. */
function hexOf(colour: string): string {
  const channels = (colour.match(/\d+(?:\.\d+)?/g) ?? []).slice(0, 3);
  return `#${channels.map((channel) => Math.round(Number(channel)).toString(16).padStart(2, "0")).join("")}`;
}
