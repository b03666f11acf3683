import type { Locator, Page } from "@playwright/test";

/** The palette, by what a person sees in it. */
export class Palette {
  /** In the middle of the window's upper edge. */
  readonly button: Locator;
  readonly dialog: Locator;
  readonly field: Locator;
  readonly entries: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.button = page.getByRole("button", { name: /^Go to agent/ });
    this.dialog = page.getByRole("dialog", { name: "Find anything" });
    this.field = this.dialog.getByRole("combobox");
    this.entries = this.dialog.getByRole("option");
  }

  async open(): Promise<void> {
    await this.#page.keyboard.press("ControlOrMeta+k");
  }

  /** Goes to what is found first. */
  async go(query: string): Promise<void> {
    await this.open();
    await this.field.fill(query);
    await this.#page.keyboard.press("Enter");
  }
}
