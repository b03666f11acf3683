import type { Locator, Page } from "@playwright/test";

/** The timeline of everything, as a person sees it. */
export class ActivityView {
  readonly view: Locator;
  readonly search: Locator;
  readonly list: Locator;
  readonly entries: Locator;
  readonly details: Locator;
  /** What came while one reads; pressed, it is shown. */
  readonly news: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.view = page.getByRole("region", { name: "Activity", exact: true });
    this.search = page.getByRole("searchbox", { name: "Search in what happened" });
    this.list = page.getByRole("listbox", { name: "What happened" });
    this.entries = this.list.getByRole("option");
    this.details = page.getByRole("region", { name: "What is known of it" });
    this.news = this.view.getByRole("button", { name: /\d new$/ });
  }

  async open(): Promise<void> {
    await this.#page.getByRole("navigation", { name: "Places" }).waitFor();
    await this.#page.keyboard.press("ControlOrMeta+Shift+Y");
  }

  /** Opens a list of what can be shown, chooses from it, and closes it. */
  async choose(filter: "Kinds" | "Who", name: string): Promise<void> {
    await this.view.getByRole("button", { name: new RegExp(`^${filter}`) }).click();
    await this.#page.getByRole("menuitemcheckbox", { name, exact: true }).click();
    await this.#page.keyboard.press("Escape");
  }
}
