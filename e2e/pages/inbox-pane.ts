import type { Locator, Page } from "@playwright/test";

/** The inbox of one agent, by what a person sees in it. */
export class InboxPane {
  readonly pane: Locator;
  /** The list, of which only what is in sight is in the page. */
  readonly list: Locator;
  readonly items: Locator;
  readonly archived: Locator;
  /** Where the item that is read has its text, and what else belongs to it. */
  readonly text: Locator;
  /** The text alone. */
  readonly body: Locator;
  readonly search: Locator;
  readonly toggle: Locator;
  readonly contents: Locator;

  constructor(page: Page, agent: string) {
    // In a tab of its own, or in the view of all inboxes.
    this.pane = page.locator(`[data-agent="${agent}"][aria-label="Inbox of ${agent}"]`);
    this.list = this.pane.getByRole("listbox", { name: `Items of ${agent}`, exact: true });
    this.archived = this.pane.getByRole("listbox", { name: `Archived items of ${agent}`, exact: true });
    this.items = this.pane.getByRole("option");
    this.text = this.pane.getByRole("region", { name: /^Text of / });
    this.body = this.pane.locator("[data-item-text]");
    this.search = this.pane.getByRole("searchbox", { name: "Search the archive" });
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
