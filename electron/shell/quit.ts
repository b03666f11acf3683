import { app, type BrowserWindow } from "electron";
import { isUp } from "../../shared/contract/agent-actions.ts";
import type { Host } from "../hub/host/host.ts";
import type { Logger } from "../hub/log/logger.ts";
import { askAboutAgents, rememberedChoice, type QuitChoice } from "./quit-question.ts";

export interface QuitDependencies {
  readonly host: Host;
  /** Lets go of the host, and of whatever serves it; the agents run on. */
  readonly close: () => Promise<void>;
  readonly window: () => BrowserWindow | undefined;
  readonly log: Logger;
}

/**
 * An app that cannot let go of its host within this time ends all the same: its agents live beside it. Stopping them takes
 * up to ten seconds for their turns, and ten more for programs that do not end by themselves.
 */
const LEAVE_TIMEOUT_MS = 30_000;

/**
 * Holds every way out of the app until it is decided what becomes of the running agents, and the host has let go.
 * Closing the last window is a way out too, except on macOS.
 */
export class QuitGuard {
  readonly #host: Host;
  readonly #close: () => Promise<void>;
  readonly #window: () => BrowserWindow | undefined;
  readonly #log: Logger;
  #phase: "open" | "deciding" | "leaving" = "open";

  constructor({ host, close, window, log }: QuitDependencies) {
    this.#host = host;
    this.#close = close;
    this.#window = window;
    this.#log = log;
    app.on("before-quit", (event) => {
      if (this.#phase === "leaving") return;
      event.preventDefault();
      void this.#decide();
    });
    app.on("window-all-closed", () => {
      if (process.platform !== "darwin") app.quit();
    });
    // A shutdown of the machine or Ctrl+C in the terminal it was started from: nobody is there to be asked.
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
      process.on(signal, () => void this.#leave("keep"));
  }

  /** Asks while the window still stands, so that "Cancel" leaves it standing. */
  guardClose(window: BrowserWindow): void {
    if (process.platform === "darwin") return;
    window.on("close", (event) => {
      if (this.#phase === "leaving") return;
      event.preventDefault();
      app.quit();
    });
  }

  async #decide(): Promise<void> {
    if (this.#phase !== "open") return;
    this.#phase = "deciding";
    try {
      const choice = await this.#choice();
      if (choice === undefined) this.#phase = "open";
      else await this.#leave(choice);
    } catch (error) {
      this.#log.error("asking what becomes of the agents failed", { error });
      await this.#leave("keep");
    }
  }

  async #choice(): Promise<QuitChoice | undefined> {
    const running = this.#host.agents.filter(({ state }) => isUp(state)).length;
    // Agents of a hub that was joined belong to the program that runs it.
    if (running === 0 || !this.#host.runsHub) return "keep";
    const remembered = rememberedChoice(this.#host.user.settings);
    if (remembered !== undefined) return remembered;
    const { choice, isRemembered } = await askAboutAgents(this.#window(), running);
    if (choice !== undefined && isRemembered) {
      await this.#host.user.update({ onQuit: choice }).catch((error: unknown) => {
        // What was chosen holds for now, though it will be asked again.
        this.#log.error("the choice could not be remembered", { error });
      });
    }
    return choice;
  }

  async #leave(choice: QuitChoice): Promise<void> {
    if (this.#phase === "leaving") return;
    this.#phase = "leaving";
    const deadline = setTimeout(() => app.exit(1), LEAVE_TIMEOUT_MS);
    try {
      if (choice === "stop") await this.#host.stopAgents();
      await this.#close();
    } catch (error) {
      this.#log.error("the host could not let go", { error });
    }
    clearTimeout(deadline);
    app.quit();
  }
}
