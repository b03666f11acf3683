import type { Locator, Page } from "@playwright/test";

/** The table of documents, and what leads from it. */
export class DocumentsPlace {
  readonly page: Page;
  readonly table: Locator;
  readonly filter: Locator;
  readonly search: Locator;
  readonly hits: Locator;

  constructor(page: Page) {
    this.page = page;
    this.table = page.getByRole("grid", { name: "Documents" });
    this.filter = page.getByRole("searchbox", { name: "Filter documents" });
    this.search = page.getByRole("searchbox", { name: "Search texts and comments" });
    this.hits = page.getByRole("list", { name: "Found documents" });
  }

  async open(): Promise<void> {
    await this.page
      .getByRole("navigation", { name: "Places" })
      .getByRole("button", { name: /^Documents/ })
      .click();
  }

  /** The rows that are drawn, without the heading. */
  get rows(): Locator {
    return this.table.locator("[data-document]");
  }

  row(id: string): Locator {
    return this.table.locator(`[data-document="${id}"]`);
  }

  /** What a column says of a document. */
  cell(id: string, column: string): Locator {
    return this.row(id).locator(`[data-column="${column}"]`);
  }

  async sortBy(title: string): Promise<void> {
    await this.table.getByRole("columnheader", { name: title }).getByRole("button").click();
  }

  async choose(filter: string, value: RegExp): Promise<void> {
    // The heading of a column has the same name.
    const bar = this.page.getByRole("search", { name: "Documents" });
    await bar.getByRole("button", { name: new RegExp(`^${filter}`) }).click();
    await this.page.getByRole("menuitemcheckbox", { name: value }).click();
    await this.page.keyboard.press("Escape");
  }
}
