import type { Page } from "@playwright/test";

/** Resolves when something of the window is drawn: nobody presses keys before that. */
export async function drawn(page: Page): Promise<Page> {
  await page.locator("#root > *").first().waitFor({ state: "attached" });
  return page;
}
