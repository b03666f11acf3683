import type { Locator, Page } from "@playwright/test";

/** The page of one agent, as a person sees it. */
export class AgentPage {
  readonly page: Locator;
  readonly turns: Locator;
  readonly evidence: Locator;

  constructor(page: Page, agent: string) {
    this.page = page.getByRole("tabpanel", { name: agent, exact: true });
    this.turns = this.page.getByRole("list", { name: "Turns" });
    this.evidence = this.page.getByLabel("How this is known");
  }

  part(title: string): Locator {
    return this.page.getByRole("region", { name: title, exact: true });
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }
}
