import { dialog, type BrowserWindow, type OpenDialogOptions } from "electron";

/** Asks for a folder with the system's own dialog; nothing when the person cancels. */
export async function chooseFolder(window: BrowserWindow | undefined): Promise<string | undefined> {
  const options: OpenDialogOptions = {
    title: "Open a project",
    buttonLabel: "Open",
    properties: ["openDirectory", "createDirectory"],
  };
  const { canceled, filePaths } =
    window === undefined
      ? await dialog.showOpenDialog(options)
      : await dialog.showOpenDialog(window, options);
  return canceled ? undefined : filePaths[0];
}
