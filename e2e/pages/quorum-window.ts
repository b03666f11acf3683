import { expect, type Locator, type Page } from "@playwright/test";
import { AttentionSheet } from "./attention-sheet.ts";
import { ContainersSheet } from "./containers-sheet.ts";
import { InboxPane } from "./inbox-pane.ts";
import { TerminalPane } from "./terminal-pane.ts";
import { ToolsSheet } from "./tools-sheet.ts";

/** Quorum's window, by what a person sees in it. */
export class QuorumWindow {
  readonly page: Page;
  readonly agents: Locator;
  readonly connection: Locator;
  /** What went wrong, in the corner. */
  readonly notices: Locator;
  readonly projectPath: Locator;
  readonly samplePath: Locator;
  readonly attention: AttentionSheet;
  readonly containers: ContainersSheet;

  constructor(page: Page) {
    this.page = page;
    // Also while a dialog hides all else from those who hear the window.
    this.agents = page.getByRole("navigation", { name: "Agents", includeHidden: true });
    this.connection = page.getByRole("status", { name: "Connection" });
    this.notices = page.getByRole("alert");
    this.projectPath = page.getByRole("textbox", { name: "Project folder" });
    this.attention = new AttentionSheet(page);
    this.containers = new ContainersSheet(page);
    this.samplePath = page.getByRole("textbox", { name: "Folder for the sample project" });
  }

  agent(name: string): Locator {
    return this.agents.locator(`[data-agent="${name}"]`);
  }

  tab(name: string): Locator {
    return this.page.getByRole("tab", { name, exact: true });
  }

  terminal(agent: string): TerminalPane {
    return new TerminalPane(this.page, agent);
  }

  tools(agent: string): ToolsSheet {
    return new ToolsSheet(this.page, agent);
  }

  inbox(agent: string): InboxPane {
    return new InboxPane(this.page, agent);
  }

  /** What the sidebar says of an agent's inbox; pressed, it opens it. */
  badge(agent: string): Locator {
    return this.agents.getByRole("button", { name: `Inbox of ${agent}` });
  }

  /** Presses an agent's button in the sidebar. */
  async act(action: "Start" | "Stop" | "Stop now" | "Restart" | "Kill", agent: string): Promise<void> {
    await this.agents.getByRole("button", { name: `${action} ${agent}`, exact: true }).click();
  }

  /** Starts an agent, and waits for the prompt of its scripted program when it has been told what waits for it. */
  async startScripted(agent: string): Promise<TerminalPane> {
    await this.act("Start", agent);
    const terminal = this.terminal(agent);
    await expect(this.agent(agent)).toHaveAttribute("data-state", "running");
    await expect(terminal.strip).toHaveAttribute("data-known", "true");
    await expect(terminal.strip).toContainText(/^(?:Idle|running)/i);
    await terminal.shows(new RegExp(`${agent} ❯$`));
    return terminal;
  }

  /** Opens a folder as the project, from the first screen. */
  async openProject(path: string): Promise<void> {
    await this.projectPath.fill(path);
    await this.page.getByRole("button", { name: "Open", exact: true }).click();
  }

  async createSample(path?: string): Promise<void> {
    if (path !== undefined) await this.samplePath.fill(path);
    await this.page.getByRole("button", { name: "Create", exact: true }).click();
  }
}
