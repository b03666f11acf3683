import type { Locator, Page } from "@playwright/test";

/** The engine, the image and the containers, by what a person sees of them. */
export class ContainersSheet {
  /** In the top bar; its name says what is to be done. */
  readonly button: Locator;
  readonly sheet: Locator;
  readonly engine: Locator;
  readonly image: Locator;

  constructor(page: Page) {
    this.button = page.getByRole("button", { name: /^Containers\b/ });
    this.sheet = page.getByRole("dialog", { name: "Containers" });
    this.engine = this.sheet.getByRole("region", { name: "Container engine" });
    this.image = this.sheet.getByRole("region", { name: "Image of the agents" });
  }

  card(agent: string): Locator {
    return this.sheet.locator(`[data-container="${agent}"]`);
  }

  /** What an agent asks for of the machine, while nobody has allowed it. */
  asks(agent: string): Locator {
    return this.sheet.getByRole("region", { name: `What ${agent} asks for` });
  }
}
