import type { Locator, Page } from "@playwright/test";

/** The list of what waits for the person, by what they see in it. */
export class AttentionSheet {
  /** In the top bar: how many wait. */
  readonly button: Locator;
  readonly sheet: Locator;
  readonly entries: Locator;
  /** What was dismissed last, with the way back. */
  readonly dismissed: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.button = page.getByRole("button", { name: /waits? for you$/i });
    this.sheet = page.getByRole("dialog", { name: "Waiting for you" });
    this.dismissed = this.sheet.getByRole("group", { name: "Dismissed just now" });
    this.entries = this.sheet.locator("[data-attention]");
  }

  entry(agent: string): Locator {
    return this.entries.filter({ has: this.#page.getByText(agent, { exact: true }) });
  }

  /** Opens the list, or closes it, by its keys. */
  async toggle(): Promise<void> {
    await this.#page.keyboard.press("ControlOrMeta+Shift+A");
  }
}
