import type { Locator, Page } from "@playwright/test";

/** The inboxes of everyone, by what a person sees of them. */
export class InboxesView {
  readonly page: Page;
  readonly title: Locator;
  /** Whose inboxes there are. */
  readonly list: Locator;
  readonly owners: Locator;

  constructor(page: Page) {
    this.page = page;
    this.title = page.getByRole("heading", { level: 1, name: "Inboxes", exact: true });
    this.list = page.getByRole("listbox", { name: "Whose inbox" });
    this.owners = this.list.getByRole("option");
  }

  owner(name: string): Locator {
    return this.list.locator(`[data-owner="${name}"]`);
  }

  async open(): Promise<void> {
    await this.page
      .getByRole("navigation", { name: "Places" })
      .getByRole("button", { name: /^Inboxes/ })
      .click();
  }
}
