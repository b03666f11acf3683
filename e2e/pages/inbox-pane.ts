import type { Locator, Page } from "@playwright/test";

/** The inbox of one agent, by what a person sees in it. */
export class InboxPane {
  readonly pane: Locator;
  /** The list, of which only what is in sight is in the page. */
  readonly list: Locator;
  readonly items: Locator;
  readonly archived: Locator;
  /** The text of the item that is read. */
  readonly text: Locator;
  readonly toggle: Locator;
  readonly contents: Locator;

  constructor(page: Page, agent: string) {
    this.pane = page.getByRole("tabpanel", { name: `Inbox of ${agent}`, exact: true });
    this.list = this.pane.getByRole("listbox", { name: `Items of ${agent}`, exact: true });
    this.archived = this.pane.getByRole("listbox", { name: `Archived items of ${agent}`, exact: true });
    this.items = this.pane.getByRole("option");
    this.text = this.pane.locator("pre");
    this.toggle = this.pane.getByRole("button", { name: "Archived", exact: true });
    this.contents = this.pane.getByRole("status", { name: "Contents" });
  }

  item(title: string | RegExp): Locator {
    return this.items.filter({ hasText: title });
  }

  get selected(): Locator {
    return this.pane.locator('[role="option"][aria-selected="true"]');
  }

  get archive(): Locator {
    return this.pane.getByRole("button", { name: "Archive", exact: true });
  }
}
