import { EventEmitter } from "node:events";
import type Electron from "electron";
import { sendToPages } from "./pages-link.ts";

// What the app asks of the system around it. A spec replaces a dialog's function to answer it.

/** The stand-in for `electron.dialog`. Nobody sits before it: a dialog that no spec answers is an error. */
export const dialog = {
  showMessageBox: () => unanswered("message box"),
  showOpenDialog: () => unanswered("folder dialog"),
  showErrorBox: (title: string, content: string) => process.stderr.write(`${title}: ${content}\n`),
} satisfies Partial<Record<keyof Electron.Dialog, unknown>>;

function unanswered(what: string): Promise<never> {
  return Promise.reject(new Error(`No spec answers the ${what}.`));
}

/** The stand-in for `electron.shell`. */
export const shell = {
  openExternal: (url: string): Promise<void> => Promise.reject(new Error(`No spec opens ${url}.`)),
} satisfies Pick<Electron.Shell, "openExternal">;

/** The stand-in for `electron.nativeImage`: nobody looks at a picture here. */
export const nativeImage = {
  createFromBitmap: () => ({}),
} satisfies Partial<Record<keyof typeof Electron.nativeImage, unknown>>;

const workArea: Electron.Rectangle = { x: 0, y: 0, width: 1920, height: 1040 };
const display: Pick<Electron.Display, "id" | "bounds" | "workArea"> = {
  id: 1,
  bounds: { ...workArea, height: 1080 },
  workArea,
};

/** The stand-in for `electron.screen`: one display of 1920 by 1080. */
export const screen = {
  getPrimaryDisplay: () => display,
  getAllDisplays: () => [display],
} satisfies Partial<Record<keyof Electron.Screen, unknown>>;

/** The theme that native parts have; the pages follow it. */
class StandInNativeTheme
  extends EventEmitter
  implements Pick<Electron.NativeTheme, "themeSource" | "shouldUseDarkColors">
{
  #source: Electron.NativeTheme["themeSource"] = "system";

  get themeSource(): Electron.NativeTheme["themeSource"] {
    return this.#source;
  }

  set themeSource(source: Electron.NativeTheme["themeSource"]) {
    this.#source = source;
    sendToPages({ kind: "colorScheme", scheme: source });
    this.emit("updated");
  }

  get shouldUseDarkColors(): boolean {
    return this.#source === "dark";
  }
}

/** The stand-in for `electron.nativeTheme`. */
export const nativeTheme = new StandInNativeTheme();
