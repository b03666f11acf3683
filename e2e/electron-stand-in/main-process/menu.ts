import type Electron from "electron";
import { app } from "./app.ts";
import { BrowserWindow } from "./browser-window.ts";

type Template = readonly Electron.MenuItemConstructorOptions[];

/** What a role does when its item is clicked; a role that is not here does its work in the system alone. */
const ROLES: Readonly<Record<string, () => void>> = {
  quit: () => app.quit(),
  close: () => BrowserWindow.getFocusedWindow()?.close(),
  minimize: () => BrowserWindow.getFocusedWindow()?.minimize(),
  reload: () => BrowserWindow.getFocusedWindow()?.webContents.reload(),
};

class MenuItem implements Pick<Electron.MenuItem, "id" | "label" | "enabled" | "visible"> {
  readonly id: string;
  readonly label: string;
  readonly role: string | undefined;
  readonly accelerator: string | undefined;
  readonly submenu: Menu | undefined;
  readonly enabled: boolean;
  readonly visible: boolean;
  readonly #click: (() => void) | undefined;

  constructor(options: Electron.MenuItemConstructorOptions) {
    this.id = options.id ?? "";
    this.role = options.role;
    this.label = options.label ?? options.role ?? "";
    this.accelerator = options.accelerator;
    this.enabled = options.enabled !== false;
    this.visible = options.visible !== false;
    this.submenu = Array.isArray(options.submenu) ? Menu.buildFromTemplate(options.submenu) : undefined;
    this.#click = options.click as (() => void) | undefined;
  }

  click(): void {
    if (this.#click !== undefined) this.#click();
    else if (this.role !== undefined) ROLES[this.role]?.();
  }
}

/** The application menu: specs find its items and click them. */
export class Menu {
  static #application: Menu | null = null;
  readonly items: readonly MenuItem[];

  private constructor(items: readonly MenuItem[]) {
    this.items = items;
  }

  static buildFromTemplate(template: Template): Menu {
    return new Menu(template.map((options) => new MenuItem(options)));
  }

  static setApplicationMenu(menu: Menu | null): void {
    Menu.#application = menu;
  }

  static getApplicationMenu(): Menu | null {
    return Menu.#application;
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
      if (found !== undefined && found !== null) return found;
    }
    return null;
  }
}
