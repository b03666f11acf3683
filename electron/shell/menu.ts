import { app, Menu, type MenuItemConstructorOptions } from "electron";

export interface MenuActions {
  /** Asks for a folder and opens it as the project. */
  openProject(): void;
}

type Item = MenuItemConstructorOptions;

/**
 * The application menu. On Windows and Linux no accelerator is a plain Ctrl and a letter: those are the terminal's
 * (Ctrl+C, Ctrl+R, Ctrl+W …), and the page has keys of its own for copy and paste.
 */
export function installMenu(actions: MenuActions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(actions, process.platform === "darwin")));
}

function menuTemplate(actions: MenuActions, isMac: boolean): Item[] {
  const separator: Item = { type: "separator" };
  const file: Item = {
    label: "File",
    submenu: [
      {
        id: "open-project",
        label: "Open Project…",
        accelerator: isMac ? "Cmd+O" : "Ctrl+Shift+O",
        click: () => actions.openProject(),
      },
      separator,
      isMac ? { role: "close" } : { id: "quit", role: "quit", accelerator: "Ctrl+Shift+Q" },
    ],
  };
  return [
    ...(isMac ? [macAppMenu()] : []),
    file,
    isMac ? { role: "editMenu" } : editMenu(separator),
    viewMenu(isMac, separator),
    isMac ? { role: "windowMenu" } : { label: "Window", submenu: [{ role: "minimize", accelerator: "" }] },
    ...(isMac ? [] : [{ label: "Help", submenu: [{ role: "about" } satisfies Item] }]),
  ];
}

function macAppMenu(): Item {
  return {
    label: app.name,
    submenu: [
      { role: "about" },
      { type: "separator" },
      { role: "services" },
      { type: "separator" },
      { role: "hide" },
      { role: "hideOthers" },
      { role: "unhide" },
      { type: "separator" },
      { id: "quit", role: "quit" },
    ],
  };
}

/** The accelerators are shown, not registered: the page hears the keys, so that a terminal can tell them apart. */
function editMenu(separator: Item): Item {
  const shown = (role: NonNullable<Item["role"]>, accelerator: string): Item => ({
    role,
    accelerator,
    registerAccelerator: false,
  });
  return {
    label: "Edit",
    submenu: [
      shown("copy", "Ctrl+Shift+C"),
      shown("paste", "Ctrl+Shift+V"),
      separator,
      { role: "selectAll", accelerator: "", registerAccelerator: false },
    ],
  };
}

function viewMenu(isMac: boolean, separator: Item): Item {
  return {
    label: "View",
    submenu: [
      { role: "reload", accelerator: isMac ? "Cmd+R" : "Ctrl+Shift+R" },
      ...(app.isPackaged ? [] : [{ role: "toggleDevTools" } satisfies Item]),
      separator,
      { role: "togglefullscreen" },
    ],
  };
}
