import type { Locator, Page } from "@playwright/test";

/** The tools of an agent, by what a person sees of them. */
export class ToolsSheet {
  /** In the agent's row. */
  readonly button: Locator;
  readonly sheet: Locator;
  readonly tryAgain: Locator;

  constructor(page: Page, agent: string) {
    this.button = page.getByRole("button", { name: `Tools of ${agent}`, exact: true });
    this.sheet = page.getByRole("dialog", { name: `Tools of ${agent}` });
    this.tryAgain = this.sheet.getByRole("button", { name: `Try the tools of ${agent} again` });
  }

  server(name: string): Locator {
    return this.sheet.getByRole("region", { name: `Server ${name}` });
  }

  /** The latest calls, the last one first. */
  calls(server: string): Locator {
    return this.sheet.getByRole("list", { name: `Last calls of ${server}` }).getByRole("listitem");
  }
}
