import type { Locator, Page } from "@playwright/test";

/** Where messages are written, by what a person sees of it. */
export class ComposePanel {
  readonly page: Page;
  readonly panel: Locator;
  readonly to: Locator;
  readonly subject: Locator;
  readonly message: Locator;
  readonly preview: Locator;
  /** What was sent, a line for each recipient. */
  readonly letters: Locator;

  constructor(page: Page) {
    this.page = page;
    this.panel = page.getByRole("dialog", { name: "Write a message" });
    this.to = this.panel.getByRole("combobox", { name: "To" });
    this.subject = this.panel.getByRole("textbox", { name: "Subject" });
    this.message = this.panel.getByRole("textbox", { name: "Message" });
    this.preview = this.panel.getByRole("region", { name: "Preview" });
    this.letters = this.panel.getByRole("list", { name: "Recipients" }).getByRole("listitem");
  }

  /** Opens or closes it by its keys. */
  async toggle(): Promise<void> {
    await this.page.keyboard.press("Control+m");
  }

  button(name: string | RegExp): Locator {
    return this.panel.getByRole("button", { name });
  }

  recipient(name: string): Locator {
    return this.button(`Remove ${name}`);
  }

  letter(to: string): Locator {
    return this.panel.getByRole("listitem", { name: to, exact: true });
  }
}
