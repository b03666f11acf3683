import type { Locator, Page } from "@playwright/test";

/** The page of one document. */
export class DocumentPlace {
  readonly page: Page;
  readonly view: Locator;
  readonly title: Locator;
  readonly actions: Locator;
  readonly way: Locator;
  readonly text: Locator;
  readonly dialog: Locator;

  constructor(page: Page, id: string) {
    this.page = page;
    this.view = page.getByRole("tabpanel", { name: id, exact: true });
    this.title = this.view.getByRole("heading", { level: 1 });
    this.actions = this.view.getByRole("region", { name: "What you can do" });
    this.way = this.view.getByRole("list", { name: "Its way" });
    this.text = this.view.getByRole("article");
    this.dialog = page.getByRole("dialog");
  }

  async show(part: "Text" | "Prompts" | "Compare versions" | "History"): Promise<void> {
    await this.view.getByRole("button", { name: part, exact: true }).click();
  }

  /** The state that is marked on its way. */
  get state(): Locator {
    return this.way.locator('[aria-current="step"]');
  }

  /** One of the states in the diagram. */
  step(name: string): Locator {
    return this.way.getByRole("listitem").filter({ hasText: new RegExp(`^${name}`) });
  }

  /** A way between two states in the diagram. */
  wayOf(name: string): Locator {
    return this.view.getByRole("group", { name: /^Ways between its states/ }).getByRole("img", { name });
  }

  async act(title: string): Promise<void> {
    await this.actions.getByRole("button", { name: title }).click();
  }
}
