import { dialog, type BrowserWindow, type MessageBoxOptions } from "electron";
import type { Settings } from "../../shared/contract/settings.ts";

/** What becomes of the running agents. */
export type QuitChoice = "keep" | "stop";

export interface QuitAnswer {
  /** Absent when the person thought better of quitting. */
  readonly choice: QuitChoice | undefined;
  readonly isRemembered: boolean;
}

const BUTTONS = ["Keep Running", "Stop Agents", "Cancel"];
const CHOICES: readonly (QuitChoice | undefined)[] = ["keep", "stop", undefined];

/** Asks what becomes of the agents that run. */
export async function askAboutAgents(
  window: BrowserWindow | undefined,
  running: number,
): Promise<QuitAnswer> {
  const options: MessageBoxOptions = {
    type: "question",
    title: "Quit Quorum",
    message: running === 1 ? "One agent is running." : `${running} agents are running.`,
    detail:
      "Agents that keep running are as you left them when you open Quorum again. Those that are stopped get ten seconds to end their turn.",
    buttons: BUTTONS,
    defaultId: 0,
    cancelId: 2,
    noLink: true,
    checkboxLabel: "Remember my choice",
    checkboxChecked: true,
  };
  const { response, checkboxChecked } =
    window === undefined
      ? await dialog.showMessageBox(options)
      : await dialog.showMessageBox(window, options);
  return { choice: CHOICES[response], isRemembered: checkboxChecked };
}

/** The choice that the settings already hold, if they do. */
export function rememberedChoice(settings: Pick<Settings, "onQuit">): QuitChoice | undefined {
  return settings.onQuit === "ask" ? undefined : settings.onQuit;
}
