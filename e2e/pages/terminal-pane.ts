import { expect, type Locator, type Page } from "@playwright/test";

/** A terminal answers within milliseconds; Playwright's own steps grow to a second. */
const POLL_INTERVALS_MS = [20, 50, 100];

/** The terminal of one agent, as a person sees and uses it. Its text is what the DOM renderer shows. */
export class TerminalPane {
  readonly pane: Locator;
  /** The visible screen. */
  readonly screen: Locator;
  /** What stands over the terminal: what happened to its agent. */
  readonly banner: Locator;
  /** What its program does, asks and is to be told, over a terminal that runs. */
  readonly strip: Locator;
  /** What has the focus while the terminal takes keys. */
  readonly keyboard: Locator;
  readonly #page: Page;

  constructor(page: Page, agent: string) {
    this.#page = page;
    this.pane = page.getByRole("tabpanel", { name: `Terminal of ${agent}`, exact: true });
    this.screen = this.pane.locator(".xterm-rows");
    this.keyboard = this.pane.locator(".xterm-helper-textarea");
    this.strip = this.pane.getByRole("group", { name: `What ${agent} does` });
    this.banner = this.pane.locator('[role="status"][data-tone], [role="alert"]').first();
  }

  /** The lines of the screen, without the empty ones at its end. */
  async lines(): Promise<readonly string[]> {
    const lines = await this.screen.locator(":scope > div").allTextContents();
    const trimmed = lines.map((line) => line.replaceAll("\u00a0", " ").trimEnd());
    return trimmed.slice(0, trimmed.findLastIndex((line) => line !== "") + 1);
  }

  /** Waits until the screen's text is as described; its lines are parted by line ends. */
  async shows(expected: string | RegExp): Promise<void> {
    const text = expect.poll(async () => (await this.lines()).join("\n"), { intervals: POLL_INTERVALS_MS });
    await (typeof expected === "string" ? text.toContain(expected) : text.toMatch(expected));
  }

  /** Waits until a text is gone from the screen. */
  async showsNoMore(text: string): Promise<void> {
    await expect
      .poll(async () => (await this.lines()).join("\n"), { intervals: POLL_INTERVALS_MS })
      .not.toContain(text);
  }

  /** Types a line, and Enter. */
  async enter(line: string): Promise<void> {
    await this.focus();
    await this.#page.keyboard.type(line);
    await this.#page.keyboard.press("Enter");
  }

  async focus(): Promise<void> {
    await this.keyboard.focus();
  }

  /** Pastes as the browser does when a person presses its keys. */
  async paste(text: string): Promise<void> {
    await this.keyboard.evaluate((element, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", pasted);
      element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  }
}
