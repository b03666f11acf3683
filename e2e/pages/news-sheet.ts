import type { Locator, Page } from "@playwright/test";

/** The history of notifications, by what a person sees in it. */
export class NewsSheet {
  readonly bell: Locator;
  readonly sheet: Locator;
  readonly entries: Locator;
  readonly allow: Locator;

  constructor(page: Page) {
    this.bell = page.getByRole("button", { name: /^Notifications/ });
    this.sheet = page.getByRole("dialog", { name: "Notifications" });
    this.entries = this.sheet.getByRole("list", { name: "History" }).getByRole("button");
    this.allow = this.sheet.getByRole("button", { name: "Allow notifications", exact: true });
  }

  quiet(length: "Off" | "1 hour" | "Until tomorrow" | "On"): Locator {
    return this.sheet.getByRole("radio", { name: length, exact: true });
  }
}
