import type { Locator, Page } from "@playwright/test";

/** The dashboard, by what a person sees in it. */
export class Dashboard {
  readonly page: Page;
  readonly view: Locator;
  readonly forYou: Locator;
  readonly forAgents: Locator;
  readonly flow: Locator;
  readonly today: Locator;

  constructor(page: Page) {
    this.page = page;
    this.view = page.getByRole("region", { name: "Dashboard" });
    this.forYou = this.view.getByRole("region", { name: "Waiting for you" });
    this.forAgents = this.view.getByRole("region", { name: "Waiting for an agent" });
    this.flow = this.view.getByRole("region", { name: /^Flow/ });
    this.today = this.view.getByRole("region", { name: "Today", exact: true });
  }

  lane(name: string): Locator {
    return this.view.getByRole("group", { name: "Documents by state" }).getByRole("region", { name });
  }

  card(id: string): Locator {
    return this.view.locator(`[data-document="${id}"]`);
  }

  /** The ids of the cards in a lane, from top to bottom. */
  async idsIn(lane: string): Promise<readonly string[]> {
    return this.lane(lane)
      .locator("[data-document]")
      .evaluateAll((cards) => cards.map((card) => card.getAttribute("data-document") ?? ""));
  }

  /** A figure of the flow, with how many it is of. */
  figure(name: string): Locator {
    return this.flow
      .locator("dl > div")
      .filter({ has: this.page.locator("dt", { hasText: name }) })
      .locator("dd");
  }

  /** How many events the table beside the chart tells of each day. */
  async eventsByDay(): Promise<ReadonlyMap<string, number>> {
    await this.flow.getByRole("button", { name: "Show the flow as a table" }).click();
    const rows = this.flow.getByRole("table", { name: "Events by day" }).locator("tbody tr");
    const told = await rows.evaluateAll((all) =>
      all.map((row) => [...row.querySelectorAll("th, td")].map((cell) => cell.textContent)),
    );
    await this.flow.getByRole("button", { name: "Show the flow as a chart" }).click();
    return new Map(told.map(([day = "", events = ""]) => [day, Number(events.replaceAll(",", ""))]));
  }
}
