import type { Locator, Page } from "@playwright/test";

/** The view of who waits for whom, by what a person sees in it. */
export class Waits {
  readonly page: Page;
  readonly view: Locator;
  readonly graph: Locator;
  readonly sentences: Locator;
  readonly search: Locator;

  constructor(page: Page) {
    this.page = page;
    this.view = page.getByRole("region", { name: "Who waits for whom" });
    this.graph = this.view.getByRole("group", { name: /^Who waits for whom, as a graph/ });
    this.sentences = this.view.getByRole("region", { name: "All waits", exact: true }).getByRole("listitem");
    this.search = this.view.getByRole("searchbox", { name: "Only this agent or document" });
  }

  async open(): Promise<void> {
    await this.page
      .getByRole("navigation", { name: "Places" })
      .getByRole("button", { name: /^Who waits for whom/ })
      .click();
  }

  node(name: string): Locator {
    return this.graph.getByRole("button", { name: new RegExp(`^${name}\\b`) });
  }

  arrows(part: "circle" | "longest" | "other"): Locator {
    return this.graph.locator(`svg > path[data-part="${part}"]`);
  }

  /** Where each node stands on the screen, by its name. */
  async places(): Promise<Readonly<Record<string, string>>> {
    const told = await this.graph.getByRole("button").evaluateAll((nodes) =>
      nodes.map((node) => {
        const { x, y } = node.getBoundingClientRect();
        return [node.getAttribute("data-node"), `${String(Math.round(x))} ${String(Math.round(y))}`];
      }),
    );
    return Object.fromEntries(told);
  }
}
